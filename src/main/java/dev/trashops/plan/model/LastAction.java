package dev.trashops.plan.model;

import java.time.Duration;
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
 * @param unconfirmed how many times in a row Roboflow answered that it was done while no listing has shown it; 0 once one has
 * @param cause who asked for it
 */
public record LastAction(
        ActionKind action,
        Instant at,
        Outcome outcome,
        String message,
        Optional<InternalId> expectedId,
        Optional<Instant> trashedAt,
        Optional<String> planDigest,
        int unconfirmed,
        Optional<String> cause) {
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(30);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(30);

    /** With pauses of 30 s, 1, 2, 4, 8, 16 and 30 min between them. */
    private static final int MOST_UNCONFIRMED = 8;

    public enum Outcome {
        /** Begun; whether it took effect is decided by a listing begun later. */
        STARTED,
        DONE,
        FAILED,
        /** A DELETE hit another item than expected, and that item was restored. */
        REVERTED
    }

    /** It is not known who asked for it. */
    public LastAction(
            ActionKind action,
            Instant at,
            Outcome outcome,
            String message,
            Optional<InternalId> expectedId,
            Optional<Instant> trashedAt,
            Optional<String> planDigest,
            int unconfirmed) {
        this(action, at, outcome, message, expectedId, trashedAt, planDigest, unconfirmed, Optional.empty());
    }

    /** When a further action begins: when this operator last moved the item to the Trash, as far as it is known. */
    public Optional<Instant> lastTrashedAt() {
        return action == ActionKind.TRASH && outcome != Outcome.FAILED ? Optional.of(at) : trashedAt;
    }

    /**
     * Whether it is of a later action than another entry of the same claim, or says more of the same one: an outcome says more than
     * none, and what a listing has shown more than what another process missed.
     */
    public boolean isNewerThan(LastAction other) {
        // Statuses keep whole milliseconds.
        int later = at.truncatedTo(ChronoUnit.MILLIS).compareTo(other.at.truncatedTo(ChronoUnit.MILLIS));
        boolean hasOutcome = outcome != Outcome.STARTED && other.outcome == Outcome.STARTED;
        boolean wasShown = outcome == Outcome.DONE
                && unconfirmed == 0
                && (other.outcome == Outcome.FAILED || other.unconfirmed > 0);
        return later > 0 || (later == 0 && (hasOutcome || wasShown));
    }

    public LastAction ended(Outcome newOutcome, String newMessage) {
        return new LastAction(
                action, at, newOutcome, newMessage, expectedId, trashedAt, planDigest, unconfirmed, cause);
    }

    /** The same, that many times in a row without a listing that shows it. */
    public LastAction withUnconfirmed(int times) {
        return new LastAction(action, at, outcome, message, expectedId, trashedAt, planDigest, times, cause);
    }

    /** Whether Roboflow says that it was done, and no listing has ever shown it. */
    public boolean isUnshown() {
        return outcome == Outcome.FAILED && unconfirmed > 0;
    }

    /** Until when an action that no listing has shown is not repeated. One that seems to lie ahead holds up nothing. */
    public Optional<Instant> pausedUntil(Moment now) {
        return isUnshown() && now.reached(at) ? Optional.of(at.plus(pause())) : Optional.empty();
    }

    private Duration pause() {
        Duration doubled = FIRST_PAUSE.multipliedBy(1L << Math.min(unconfirmed - 1, MOST_UNCONFIRMED));
        return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }

    /** Whether it was repeated so often without any effect that a person has to look. */
    public boolean isGivenUp() {
        return isUnshown() && unconfirmed >= MOST_UNCONFIRMED;
    }
}
