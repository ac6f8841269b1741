package dev.trashops.workspace;

import dev.trashops.plan.model.Readiness;
import java.time.Duration;
import java.time.Instant;

/** What has failed, how often in a row, and when it is tried again: with exponential backoff. */
record Backoff(Readiness readiness, Instant retryAt, int failures) {
    private static final int MOST_DOUBLINGS = 16;

    Backoff at(Instant time) {
        return new Backoff(readiness, time, failures);
    }

    /** The wait after that many failures in a row, at least 1. */
    static Duration after(int failures, Duration first, Duration most) {
        Duration wait = first.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
        return wait.compareTo(most) < 0 ? wait : most;
    }
}
