package dev.trashops.plan;

import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.ItemView;
import dev.trashops.plan.model.PolicyView;
import dev.trashops.plan.model.PolicyView.ItemCounts;
import dev.trashops.plan.model.PolicyView.TrashCounts;
import dev.trashops.plan.model.Reason;
import dev.trashops.plan.model.Standing;
import dev.trashops.plan.model.TrashEntry;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Sums up a workspace for the status of its policies. */
final class PolicyViews {
    private final Optional<TrashCounts> trash;
    private final String limitMessage;

    PolicyViews(World world, String limitMessage) {
        this.trash = world.trash().map(seen -> count(seen.listing().entries(), world.index()));
        this.limitMessage = limitMessage;
    }

    private static TrashCounts count(List<TrashEntry> entries, TrashIndex index) {
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

    /** The view of one policy. */
    PolicyView of(PolicyState state, List<Claim> claims, List<ItemView> views) {
        List<Standing> standings = views.stream()
                .flatMap(view -> view.memory().standing().stream())
                .toList();
        boolean limited = standings.stream().anyMatch(standing -> standing.reason() == Reason.LIMIT_EXCEEDED);
        ItemCounts items = new ItemCounts(
                claims.size(),
                count(standings, Standing.Kind.READY),
                (int) views.stream()
                        .map(view -> view.memory().planned())
                        .flatMap(Optional<ActionKind>::stream)
                        .count(),
                count(standings, Standing.Kind.RECONCILING),
                count(standings, Standing.Kind.STALLED));
        return new PolicyView(
                state.policy().generation(),
                state.policy().requestedAt(),
                state.standing(),
                limited ? Optional.of(limitMessage) : Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                trash,
                items,
                List.of(),
                PolicyView.PlanCounts.NOTHING,
                Optional.empty(),
                List.of(),
                List.of());
    }

    private static int count(List<Standing> standings, Standing.Kind kind) {
        return (int)
                standings.stream().filter(standing -> standing.kind() == kind).count();
    }
}
