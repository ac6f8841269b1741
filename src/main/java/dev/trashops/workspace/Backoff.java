package dev.trashops.workspace;

import java.time.Duration;

/** Exponential backoff. */
final class Backoff {
    private static final int MOST_DOUBLINGS = 16;

    private Backoff() {}

    /** The wait after that many failures in a row, at least 1. */
    static Duration after(int failures, Duration first, Duration most) {
        Duration wait = first.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
        return wait.compareTo(most) < 0 ? wait : most;
    }
}
