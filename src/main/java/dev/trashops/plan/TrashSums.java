package dev.trashops.plan;

import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.PolicyView.TrashCounts;
import dev.trashops.plan.model.TrashEntry;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Counts a listing of the Trash. */
final class TrashSums {
    private TrashSums() {}

    static TrashCounts of(List<TrashEntry> entries, TrashIndex index) {
        Optional<TrashEntry> next = entries.stream()
                .filter(entry -> entry.scheduledCleanupAt().isPresent())
                .min(Comparator.comparing(
                                (TrashEntry entry) -> entry.scheduledCleanupAt().orElseThrow())
                        .thenComparing(TrashEntry::type)
                        .thenComparing(entry -> entry.identity().parentId())
                        .thenComparing(TrashEntry::id));
        int projects = count(entries, ItemType.PROJECT);
        int versions = count(entries, ItemType.VERSION);
        int workflows = count(entries, ItemType.WORKFLOW);
        return new TrashCounts(
                projects,
                versions,
                workflows,
                entries.size() - projects - versions - workflows,
                next.flatMap(TrashEntry::scheduledCleanupAt),
                next.map(entry ->
                        index.key(entry).map(ItemKey::described).orElseGet(() -> entry.type() + " " + entry.id())));
    }

    private static int count(List<TrashEntry> entries, ItemType type) {
        return (int) entries.stream().filter(entry -> entry.is(type)).count();
    }
}
