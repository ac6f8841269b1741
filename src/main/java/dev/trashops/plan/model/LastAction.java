package dev.trashops.plan.model;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * One entry of the journal.
 *
 * @param at when it was begun, by the operator's clock
 * @param expectedId the internal id the item was expected to have when a DELETE was begun (for a version its project's)
 * @param trashedAt when this operator had moved the item to the Trash before: it counts against the limits even when
 *     the item was restored since
 * @param planDigest the digest of the approved plan that released it
 */
public record LastAction(
        ActionKind action,
        Instant at,
        Outcome outcome,
        String message,
        Optional<InternalId> expectedId,
        Optional<Instant> trashedAt,
        Optional<String> planDigest) {

    public enum Outcome {
        /** Begun; whether it took effect is decided by a listing begun later. */
        STARTED,
        DONE,
        FAILED,
        /** A DELETE hit another item than expected, and that item was restored. */
        REVERTED
    }

    /** When a further action begins: when this operator last moved the item to the Trash, as far as it is known. */
    public Optional<Instant> lastTrashedAt() {
        return action == ActionKind.TRASH && outcome != Outcome.FAILED ? Optional.of(at) : trashedAt;
    }

    /** Whether it is of a later action than another entry of the same claim, or has the outcome of what that one began. */
    public boolean isNewerThan(LastAction other) {
        // Statuses keep whole milliseconds.
        int later = at.truncatedTo(ChronoUnit.MILLIS).compareTo(other.at.truncatedTo(ChronoUnit.MILLIS));
        return later > 0 || (later == 0 && other.outcome == Outcome.STARTED && outcome != Outcome.STARTED);
    }

    public LastAction ended(Outcome newOutcome, String newMessage) {
        return new LastAction(action, at, newOutcome, newMessage, expectedId, trashedAt, planDigest);
    }
}
