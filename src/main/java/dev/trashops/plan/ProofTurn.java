package dev.trashops.plan;

import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.ClaimId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The reads before one action, made one after the other. When answers are slow, the first of them would be too old before the
 * last has come, and the action would never be made; so what was read in the turn counts while it lasts, and the last reads
 * only if they were begun after those before them.
 *
 * @param since when the first of them was begun
 */
public record ProofTurn(ClaimId claim, ActionKind kind, Instant since) {
    private static final Duration LONGEST = Duration.ofMinutes(5);

    /** The earliest begin of a read in this turn, if it is about that action and has not lasted too long. */
    Optional<Instant> since(ClaimId other, ActionKind otherKind, Instant now) {
        return claim.equals(other) && kind == otherKind && !isOver(now) ? Optional.of(since) : Optional.empty();
    }

    /** Whether another one has to begin. */
    public boolean isOver(Instant now) {
        return now.isAfter(since.plus(LONGEST));
    }

    /** Whether it is about that action. */
    public boolean isOf(PlannedAction action) {
        return claim.equals(action.claim().id()) && kind == action.kind();
    }
}
