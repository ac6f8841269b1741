package dev.trashops.roboflow.http;

import io.github.bucket4j.TimeMeter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * The injected clock as time that only goes forward: a wall clock that is set back by an hour must not close every
 * budget for an hour.
 */
final class MonotonicTimeMeter implements TimeMeter {
    private final Clock clock;
    private Instant lastSeen;
    private long nanos;

    MonotonicTimeMeter(Clock clock) {
        this.clock = clock;
        this.lastSeen = clock.instant();
    }

    @Override
    public synchronized long currentTimeNanos() {
        Instant now = clock.instant();
        Duration passed = Duration.between(lastSeen, now);
        lastSeen = now;
        if (!passed.isNegative()) {
            nanos += passed.toNanos();
        }
        return nanos;
    }

    @Override
    public boolean isWallClockBased() {
        return false;
    }
}
