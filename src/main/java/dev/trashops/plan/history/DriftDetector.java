package dev.trashops.plan.history;

import dev.trashops.plan.history.DriftFinding.LeftAlone;
import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.ClaimOrigin;
import dev.trashops.plan.model.DesiredState;
import dev.trashops.plan.model.Drift;
import dev.trashops.plan.model.DriftPolicy;
import dev.trashops.plan.model.Hold;
import dev.trashops.plan.model.ObservedState;
import dev.trashops.plan.model.TrashEntry;
import dev.trashops.plan.observe.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Notices what others did to an item after it had reached its desired state, and whether that holds further action. */
public final class DriftDetector {
    private static final Duration FIGHT_WINDOW = Duration.ofHours(24);

    private static final Duration LAST_CHANCE = Duration.ofHours(24);

    /** Restoring is cheap: three times. Trashing is dear: the third reversal is already one too many. */
    private static final int ANSWERED_RESTORES = 3;

    private static final int ANSWERED_TRASHES = 2;

    private DriftDetector() {}

    /**
     * What others did to the item of a claim.
     *
     * @param ruledSince since when the rules of the claim's policy may have kept the item
     */
    public static DriftFinding of(
            Claim claim, Instant ruledSince, Observation sight, boolean lostConflict, Instant now) {
        Drift before = claim.status().drift();
        if (claim.hasChanged()) {
            before = new Drift(before.reachedState(), List.of());
        }
        Optional<ObservedState> wanted = wanted(claim);
        if (wanted.isEmpty() || lostConflict) {
            return new DriftFinding(new Drift(Optional.empty(), before.reversals()), Optional.empty());
        }
        if (!before.reachedState().equals(wanted)) {
            before = new Drift(Optional.empty(), before.reversals());
        }
        if (sight.state() == ObservedState.UNKNOWN) {
            return new DriftFinding(before, fight(claim));
        }
        if (sight.state() == wanted.get()) {
            return new DriftFinding(
                    sight.onlyThroughParent() ? before : new Drift(wanted, before.reversals()), Optional.empty());
        }
        boolean reversed = (before.reachedState().isPresent() || isBornOfOne(claim, ruledSince, sight, now))
                && sight.state() == opposite(wanted.get())
                && !sight.onlyThroughParent();
        if (!reversed) {
            return new DriftFinding(before, fight(claim).filter(fight -> !isLastChance(claim, sight, now)));
        }
        return claim.spec().drift() == DriftPolicy.REPORT && !claim.spec().deleting()
                ? new DriftFinding(before, Optional.of(LeftAlone.REPORTED))
                : reversal(claim, before, sight, now);
    }

    /** What a rule keeps has no claim as long as nobody trashes it: the first time counts as every other. */
    private static boolean isBornOfOne(Claim claim, Instant ruledSince, Observation sight, Instant now) {
        Instant earliest = now.minus(FIGHT_WINDOW);
        return claim.spec().origin() == ClaimOrigin.RESTORE_RULE
                && claim.wanted() == DesiredState.RESTORED
                && claim.status().lastAction().isEmpty()
                && claim.status().drift().reversals().isEmpty()
                && sight.entry()
                        .flatMap(TrashEntry::deletedAt)
                        .filter(at -> at.isAfter(ruledSince) && at.isAfter(earliest))
                        .isPresent();
    }

    /** Losing it is worse than fighting on: before its purge it is brought back all the same. */
    private static boolean isLastChance(Claim claim, Observation sight, Instant now) {
        return claim.wanted() == DesiredState.RESTORED
                && sight.cleanupAt()
                        .map(date -> now.isAfter(date.minus(LAST_CHANCE)))
                        .orElse(false);
    }

    private static DriftFinding reversal(Claim claim, Drift before, Observation sight, Instant now) {
        List<Instant> recent = before.reversals().stream()
                .filter(at -> at.isAfter(now.minus(FIGHT_WINDOW)))
                .toList();
        int answered = claim.wanted() == DesiredState.RESTORED ? ANSWERED_RESTORES : ANSWERED_TRASHES;
        List<Instant> after = new ArrayList<>(recent);
        after.add(now);
        if (after.size() > Drift.REMEMBERED) {
            after.remove(0);
        }
        return new DriftFinding(
                new Drift(Optional.empty(), after),
                recent.size() >= answered && !isLastChance(claim, sight, now)
                        ? Optional.of(LeftAlone.FIGHT)
                        : Optional.empty());
    }

    /** A fight outlasts passes and restarts until the spec changes or a reconcile is requested. */
    private static Optional<LeftAlone> fight(Claim claim) {
        return claim.heldBefore().filter(Hold.FIGHT::equals).map(hold -> LeftAlone.FIGHT);
    }

    private static Optional<ObservedState> wanted(Claim claim) {
        return switch (claim.wanted()) {
            case RESTORED -> Optional.of(ObservedState.ACTIVE);
            case TRASHED -> Optional.of(ObservedState.IN_TRASH);
            case OBSERVED -> Optional.empty();
        };
    }

    private static ObservedState opposite(ObservedState state) {
        return state == ObservedState.ACTIVE ? ObservedState.IN_TRASH : ObservedState.ACTIVE;
    }
}
