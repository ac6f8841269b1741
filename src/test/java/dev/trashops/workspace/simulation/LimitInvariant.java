package dev.trashops.workspace.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.plan.model.ItemId;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.Policy;
import dev.trashops.plan.model.Policy.Limits;
import dev.trashops.plan.model.PolicyId;
import dev.trashops.workspace.fake.FakeItem;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Counts what was trashed lately as a limit has to, from the truth. */
final class LimitInvariant {
    /** How old the listing was, less than other looks. */
    private static final Duration LISTED_LATER = Duration.ofSeconds(24);

    private static final Duration COUNTED_WITHIN = Duration.ofMinutes(40);
    private static final int PERCENT = 100;

    private final SimEnvironment environment;
    private final SimActionLog deeds;

    LimitInvariant(SimEnvironment environment, SimActionLog deeds) {
        this.environment = environment;
        this.deeds = deeds;
    }

    /** After something was trashed that no approval released. */
    void check(FakeItem thing) {
        List<Limits> limits = environment.joined().map(Policy::limits).toList();
        int most = limits.stream().mapToInt(Limits::maxTrashed).min().orElseThrow();
        int percent = limits.stream().mapToInt(Limits::maxTrashedPercent).min().orElseThrow();
        Set<ItemId> counted = counted(true);
        assertThat(counted.size())
                .as("%s was trashed, and lately %s", thing, counted)
                .isLessThanOrEqualTo(most);
        ItemType type = thing.key().type();
        long base = active(type) + count(counted(false), type);
        assertThat(count(counted, type))
                .as("%s was trashed, and lately %s of %s", thing, counted, base)
                .isLessThanOrEqualTo(Math.max(1, percent * base / PERCENT));
    }

    private static long count(Set<ItemId> items, ItemType type) {
        return items.stream().filter(item -> item.type() == type).count();
    }

    /** What others, or a second leader that does not yet know it lost its turn, did since the last listing cannot count. */
    private Set<ItemId> counted(boolean knowable) {
        Instant now = environment.clock.instant();
        Instant from = now.minus(Duration.ofHours(24));
        Set<Instant> ours = deeds.own().stream().map(SimActionLog.Own::at).collect(Collectors.toSet());
        Set<ItemId> counted = new HashSet<>();
        environment.roboflow.trash().stream()
                .filter(thing -> thing.deletedAt().orElseThrow().isAfter(from))
                .filter(thing -> !knowable
                        || thing.deletedAt()
                                .orElseThrow()
                                .isBefore(
                                        now.minus(environment.deletions.looks().minus(LISTED_LATER)))
                        || thing.deletedAt().orElseThrow().equals(now)
                        || (ours.contains(thing.deletedAt().orElseThrow()) && !environment.overlapped))
                .forEach(thing -> counted.add(thing.itemId()));
        Set<PolicyId> policies =
                environment.kube.policies().stream().map(Policy::id).collect(Collectors.toSet());
        deeds.own().stream()
                .filter(one -> one.at().isAfter(from))
                .filter(one -> !knowable || (policies.contains(one.policy()) && !environment.overlapped))
                .forEach(one -> counted.add(one.thing().itemId()));
        return counted;
    }

    /** A version with a model is listed with the run that made it. */
    private static boolean hasRun(FakeItem thing) {
        return thing.is(ItemType.VERSION) && thing.trained();
    }

    /** How many of a type were active by the last counts of which an action may know. */
    private long active(ItemType type) {
        return environment.roboflow.momentsSince(environment.clock.instant().minus(COUNTED_WITHIN)).stream()
                .mapToLong(moment -> moment.active().values().stream()
                        .filter(thing -> thing.is(type) || (type == ItemType.TRAINING && hasRun(thing)))
                        .filter(thing -> thing.key()
                                .parent()
                                .map(moment.active()::containsKey)
                                .orElse(true))
                        .count())
                .max()
                .orElse(0);
    }
}
