package dev.trashops.plan.history;

import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.ClaimOrigin;
import dev.trashops.plan.model.DesiredState;
import dev.trashops.plan.model.Drift;
import dev.trashops.plan.model.DriftPolicy;
import dev.trashops.plan.model.Hold;
import dev.trashops.plan.model.Moment;
import dev.trashops.plan.model.ObservedState;
import dev.trashops.plan.model.TrashEntry;
import dev.trashops.plan.model.TrashedBy;
import dev.trashops.plan.model.Tristate;
import dev.trashops.plan.observe.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Detects what others did to an item after it had reached its desired state, and whether that stops further action. */
public final class DriftDetector {
    private static final Duration FIGHT_WINDOW = Duration.ofHours(24);

    private static final Duration LAST_CHANCE = Duration.ofHours(24);

    /** So many reversals are answered; the third within the window is one too many. */
    private static final int ANSWERED = 2;

    private static final Optional<ObservedState> ACTIVE = Optional.of(ObservedState.ACTIVE);
    private static final Optional<ObservedState> IN_TRASH = Optional.of(ObservedState.IN_TRASH);

    private DriftDetector() {}

    /** Why an item that others changed is left alone. */
    public enum LeftAlone {
        REPORTED,
        FIGHT
    }

    /**
     * What others did to an item after it had reached its desired state.
     *
     * @param drift what to remember
     * @param leftAlone why the item is left alone, if it is
     */
    public record DriftFinding(Drift drift, Optional<LeftAlone> leftAlone) {}

    /**
     * What others did to the item of a claim.
     *
     * @param ruledSince when the claim's policy was created: its rules cannot have kept the item before
     * @param conflicting whether another claim keeps the item, so that this one has no say; unknown while that one's policy has yet
     *     to prove its key
     */
    public static DriftFinding of(Claim claim, Instant ruledSince, Observation seen, Tristate conflicting, Moment now) {
        Drift known = claim.hasChanged() ? Drift.NONE : claim.status().drift();
        List<Instant> reversals = known.reversals();
        Optional<ObservedState> desired = desired(claim);
        if (desired.isEmpty() || conflicting == Tristate.YES) {
            return new DriftFinding(reached(Optional.empty(), known), Optional.empty());
        }
        boolean reached = claim.status().drift().reachedState().equals(desired);
        Drift before = reached(reached ? desired : Optional.empty(), known);
        if (seen.state() == ObservedState.UNKNOWN || conflicting == Tristate.UNKNOWN) {
            return new DriftFinding(before, fight(claim));
        }
        if (seen.state() == desired.get()) {
            return new DriftFinding(seen.onlyThroughParent() ? before : reached(desired, known), Optional.empty());
        }
        boolean reversed = (reached || isCreatedAfterReversal(claim, ruledSince, seen, now))
                && seen.state() == opposite(desired.get())
                && !seen.onlyThroughParent();
        if (!reversed) {
            return new DriftFinding(
                    seen.state().isGone() ? before.withoutName() : before,
                    fight(claim).filter(fight -> !isLastChance(claim, seen, now)));
        }
        return claim.spec().drift() == DriftPolicy.REPORT && !claim.spec().deleting()
                ? new DriftFinding(
                        new Drift(before.reachedState(), reversals, trashedBy(seen)), Optional.of(LeftAlone.REPORTED))
                : reversal(claim, reversals, seen, now);
    }

    private static Drift reached(Optional<ObservedState> state, Drift known) {
        return known.reachedState().equals(state) ? known : new Drift(state, known.reversals(), known.trashedBy());
    }

    /** A restore rule creates its claim only after the item was trashed, so that first trashing is a reversal, too. */
    private static boolean isCreatedAfterReversal(Claim claim, Instant ruledSince, Observation seen, Moment now) {
        return claim.spec().origin() == ClaimOrigin.RESTORE_RULE
                && claim.wanted() == DesiredState.RESTORED
                && claim.status().lastAction().isEmpty()
                && claim.status().drift().reversals().isEmpty()
                && seen.entry()
                        .flatMap(TrashEntry::deletedAt)
                        .filter(at -> at.isAfter(ruledSince) && !now.reached(at.plus(FIGHT_WINDOW)))
                        .isPresent();
    }

    /** Losing the item is worse than fighting on, so right before its purge it is restored all the same. */
    public static boolean isLastChance(Claim claim, Observation seen, Moment now) {
        return claim.wanted() == DesiredState.RESTORED
                && seen.cleanupAt()
                        .filter(at -> now.passed(at.minus(LAST_CHANCE)))
                        .isPresent();
    }

    private static DriftFinding reversal(Claim claim, List<Instant> before, Observation seen, Moment now) {
        // Those that lie ahead were written by a clock that was wrong.
        List<Instant> recent = before.stream()
                .filter(at -> now.reached(at) && !now.reached(at.plus(FIGHT_WINDOW)))
                .toList();
        List<Instant> remembered = Stream.concat(recent.stream(), Stream.of(now.stamp()))
                .skip(Math.max(0, recent.size() + 1 - Drift.REMEMBERED))
                .toList();
        boolean fight = recent.size() >= ANSWERED && !isLastChance(claim, seen, now);
        return new DriftFinding(
                new Drift(Optional.empty(), remembered, trashedBy(seen)),
                fight ? Optional.of(LeftAlone.FIGHT) : Optional.empty());
    }

    private static Optional<TrashedBy> trashedBy(Observation seen) {
        return seen.entry().flatMap(TrashEntry::trashedBy);
    }

    /** A fight outlasts passes and restarts until the spec changes or a reconcile is requested. */
    private static Optional<LeftAlone> fight(Claim claim) {
        return claim.heldBefore().filter(Hold.FIGHT::equals).map(hold -> LeftAlone.FIGHT);
    }

    private static Optional<ObservedState> desired(Claim claim) {
        return switch (claim.wanted()) {
            case RESTORED -> ACTIVE;
            case TRASHED -> IN_TRASH;
            case OBSERVED -> Optional.empty();
        };
    }

    private static ObservedState opposite(ObservedState state) {
        return state == ObservedState.ACTIVE ? ObservedState.IN_TRASH : ObservedState.ACTIVE;
    }
}
