package dev.trashops.workspace;

import dev.trashops.plan.model.Readiness;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What has failed, how often in a row, and when it is tried again: with exponential backoff. */
record Backoff(SteadyReadiness failure, Instant retryAt, int failures) {
    private static final Duration FIRST = Duration.ofSeconds(5);
    private static final int MOST_DOUBLINGS = 16;

    /** Before the first try, which is due then. */
    static Backoff none(Readiness readiness, Instant due) {
        return new Backoff(SteadyReadiness.first(readiness), due, 0);
    }

    /** After another failure in a row. */
    static Backoff next(Optional<Backoff> before, Readiness readiness, Duration longest, Instant now) {
        Optional<Backoff> failed = before.filter(known -> known.failures > 0);
        int failures = failed.map(Backoff::failures).orElse(0) + 1;
        SteadyReadiness failure =
                failed.map(known -> known.failure.next(readiness)).orElseGet(() -> SteadyReadiness.first(readiness));
        return new Backoff(failure, now.plus(after(failures, FIRST, longest)), failures);
    }

    /** What is shown meanwhile. */
    Readiness readiness() {
        return failure.shown();
    }

    Backoff at(Instant time) {
        return new Backoff(failure, time, failures);
    }

    /** The same with a try that is due then, whose failure is shown at once. */
    Backoff anew(Instant time) {
        return new Backoff(failure.anew(), time, failures);
    }

    /** The wait after that many failures in a row, at least 1. */
    static Duration after(int failures, Duration first, Duration most) {
        Duration wait = first.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
        return wait.compareTo(most) < 0 ? wait : most;
    }
}
