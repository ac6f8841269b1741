package dev.trashops.plan.history;

import dev.trashops.plan.model.ActiveProject;
import dev.trashops.plan.model.ActiveWorkflow;
import dev.trashops.plan.model.DeletionLedger;
import dev.trashops.plan.model.DeletionLedger.Entry;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.Moment;
import dev.trashops.plan.model.PolicyId;
import dev.trashops.plan.model.ProjectContents;
import dev.trashops.plan.observe.ObservedWorkspace;
import dev.trashops.plan.observe.ReadResult;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which entries of a ledger mean nothing any more: no limit reaches back that far, and the item is gone for good, so that
 * nobody can have brought it back. Where that is not certain they are kept: people rename things.
 */
public record OutdatedDeletions(ObservedWorkspace workspace) {
    /** Longer than Roboflow keeps things in its Trash, and than any window of limits. */
    private static final Duration MATTERS = Duration.ofDays(31);
    /** What may have been renamed before the operator could see it is kept for longer. */
    private static final Duration MAY_MATTER = Duration.ofDays(400);
    /** Longer than any two reads are apart between which it could be moved from one place that was not looked at to another. */
    private static final Duration NOWHERE = Duration.ofDays(1);

    public Set<ItemKey> in(DeletionLedger ledger) {
        boolean certain =
                workspace.trash().filter(seen -> seen.listing().complete()).isPresent();
        return certain
                ? ledger.entries().values().stream()
                        .filter(this::isOutdated)
                        .map(Entry::item)
                        .collect(Collectors.toUnmodifiableSet())
                : Set.of();
    }

    /** Those of them that have been nowhere to be seen for long, whenever somebody looked. */
    public static Map<PolicyId, Set<ItemKey>> goneForLong(
            Map<PolicyId, Set<ItemKey>> gone, Map<ItemKey, Instant> since, Moment now) {
        Map<PolicyId, Set<ItemKey>> sure = new HashMap<>();
        gone.forEach((policy, items) -> {
            Set<ItemKey> old = items.stream()
                    .filter(item ->
                            now.reached(since.getOrDefault(item, now.stamp()).plus(NOWHERE)))
                    .collect(Collectors.toUnmodifiableSet());
            if (!old.isEmpty()) {
                sure.put(policy, old);
            }
        });
        return Map.copyOf(sure);
    }

    private boolean isOutdated(Entry entry) {
        Moment now = workspace.moment();
        return now.passed(entry.at().plus(MATTERS))
                && !isListed(entry.item())
                && (isGone(entry) || (now.passed(entry.at().plus(MAY_MATTER)) && workspace.isNowhere(entry.item())));
    }

    private boolean isListed(ItemKey item) {
        return Stream.concat(Stream.of(item), item.ancestors().stream())
                .anyMatch(name -> !workspace.entries(name).isEmpty());
    }

    private boolean isGone(Entry entry) {
        ItemKey item = entry.item();
        return switch (item.type()) {
            case PROJECT, WORKFLOW ->
                workspace.isNowhere(item) && entry.created().isPresent() && !isRenamed(entry);
            case VERSION, TRAINING ->
                workspace
                        .contents(item.slug())
                        .flatMap(ReadResult::found)
                        .map(ProjectContents::versions)
                        .filter(versions -> versions.stream().noneMatch(one -> one.number() == item.version()))
                        .isPresent();
        };
    }

    /** Whether something of its type was created in the same second. */
    private boolean isRenamed(Entry entry) {
        Stream<Optional<Instant>> active = entry.item().type() == ItemType.WORKFLOW
                ? workspace.workflows().flatMap(ReadResult::found).stream()
                        .flatMap(found -> found.values().stream())
                        .map(ActiveWorkflow::created)
                : workspace.projects().flatMap(ReadResult::found).stream()
                        .flatMap(found -> found.values().stream())
                        .map(ActiveProject::created);
        return active.anyMatch(entry::isOf);
    }
}
