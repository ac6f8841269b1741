package dev.trashops.workspace;

import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.observe.ReadRequest;
import dev.trashops.workspace.port.RoboflowFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** When to list the Trash next: once per interval, soon after a doubtful listing, with backoff after failures. */
final class ListingSchedule {
    private static final Duration FIRST_RETRY = Duration.ofSeconds(5);
    private static final int JITTER_PERCENT = 5;
    private static final int PERCENT = 100;

    private final int phase;
    private Optional<Instant> listed = Optional.empty();
    private Optional<Instant> sooner = Optional.empty();
    private Optional<Readiness> trouble = Optional.empty();
    private int failures;

    ListingSchedule(String workspace) {
        this.phase = Math.floorMod(workspace.hashCode(), JITTER_PERCENT + 1);
    }

    /** When the next listing is due; each workspace has its own stable jitter. */
    Instant dueAt(Duration interval) {
        return sooner.or(() -> listed.map(at ->
                        at.plus(interval).plus(interval.multipliedBy(phase).dividedBy(PERCENT))))
                .orElse(Instant.MIN);
    }

    /** Whether a listing may be made early, on request. */
    boolean mayHurry() {
        return sooner.isEmpty();
    }

    /** The readiness of every policy while listing fails. */
    Optional<Readiness> trouble() {
        return trouble;
    }

    /** A listing was answered; a doubtful one is followed by a second. */
    void answered(boolean believed, Instant now) {
        listed = Optional.of(now);
        sooner = believed ? Optional.empty() : Optional.of(now.plus(ReadRequest.LOOK_AGAIN));
        trouble = Optional.empty();
        failures = 0;
    }

    /** A listing failed for every policy. */
    void failed(RoboflowFailure failure, Optional<Readiness> readiness, Duration interval, Instant now) {
        failures++;
        trouble = readiness;
        Duration backoff = Backoff.after(failures, FIRST_RETRY, interval);
        Duration wait = failure instanceof RoboflowFailure.RateLimited limited
                ? limited.retryAfter().orElse(backoff)
                : backoff;
        sooner = Optional.of(now.plus(wait));
    }
}
