package dev.trashops.workspace;

import java.time.Duration;

/** How long to wait after failures in a row: doubling, within bounds. */
final class Backoff {
    private static final int MOST_DOUBLINGS = 16;

    private Backoff() {}

    /** The wait after that many failures (at least 1). */
    static Duration after(int failures, Duration first, Duration most) {
        Duration wait = first.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
        return wait.compareTo(most) < 0 ? wait : most;
    }
}
