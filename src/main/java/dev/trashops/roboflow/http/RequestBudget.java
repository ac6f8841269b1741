package dev.trashops.roboflow.http;

import dev.trashops.workspace.port.RoboflowGateway.Lane;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.TokensInheritanceStrategy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How many requests a key may send: a token bucket that a 429 empties, slows down, and closes for as long as Roboflow
 * asks. Never sleeps.
 */
final class RequestBudget {
    /** Background work leaves this many requests for a listing and a restore. */
    private static final int RESERVE = 2;

    /** The lowest rate after 429s, in requests per second: one every four seconds. */
    private static final double SLOWEST = 0.25;

    /** After each period of this length without a 429, the rate doubles, up to the normal one. */
    private static final Duration QUIET = Duration.ofSeconds(30);

    private final TimeMeter time;
    private final double normal;
    private final int burst;
    private final Bucket bucket;
    private double rate;
    private long changedAt;
    private long closedUntil;

    RequestBudget(TimeMeter time, double rate, int burst) {
        this.time = time;
        this.normal = rate;
        this.rate = rate;
        this.burst = burst;
        this.changedAt = time.currentTimeNanos();
        this.closedUntil = changedAt;
        this.bucket = Bucket.builder()
                .withCustomTimePrecision(time)
                .addLimit(bandwidth())
                .build();
    }

    /** Takes a token and returns zero, or returns how long until there will be one. */
    synchronized Duration take() {
        Duration wait = untilTokens(1);
        if (wait.isZero()) {
            bucket.tryConsume(1);
        }
        return wait;
    }

    /** How long until that many requests may be sent at once, or as many as the lane can ever have. */
    synchronized Duration until(Lane lane, int requests) {
        int reserve = lane == Lane.BACKGROUND ? RESERVE : 0;
        return untilTokens(Math.min(Math.max(requests, 1), burst - reserve) + reserve);
    }

    /** Roboflow answered 429. */
    synchronized void limited(Optional<Duration> retryAfter) {
        recover();
        long now = time.currentTimeNanos();
        rate = Math.max(rate / 2, Math.min(SLOWEST, normal));
        changedAt = now;
        closedUntil =
                Math.max(closedUntil, now + retryAfter.orElse(Duration.ZERO).toNanos());
        reconfigure();
        bucket.tryConsumeAsMuchAsPossible();
    }

    private Duration untilTokens(int tokens) {
        recover();
        long nanos = Math.max(
                closedUntil - time.currentTimeNanos(),
                bucket.estimateAbilityToConsume(tokens).getNanosToWaitForRefill());
        // Rounded up: after a wait of whole milliseconds a caller must not be a fraction too early.
        return Duration.ofMillis(Math.max(0, Math.floorDiv(nanos + 999_999, 1_000_000)));
    }

    private void recover() {
        while (rate < normal && time.currentTimeNanos() - changedAt >= QUIET.toNanos()) {
            rate = Math.min(normal, rate * 2);
            changedAt += QUIET.toNanos();
            reconfigure();
        }
    }

    private void reconfigure() {
        bucket.replaceConfiguration(
                BucketConfiguration.builder().addLimit(bandwidth()).build(), TokensInheritanceStrategy.AS_IS);
    }

    private Bandwidth bandwidth() {
        return Bandwidth.builder()
                .capacity(burst)
                .refillGreedy(1, Duration.ofNanos(Math.round(1e9 / rate)))
                .build();
    }

    /** The clock as time that only goes forward: a wall clock set back by an hour must not close every budget for an hour. */
    static final class MonotonicTime implements TimeMeter {
        private final Clock clock;
        private Instant lastSeen;
        private long nanos;

        MonotonicTime(Clock clock) {
            this.clock = clock;
            this.lastSeen = clock.instant();
        }

        @Override
        public synchronized long currentTimeNanos() {
            Instant now = clock.instant();
            nanos += Math.max(0, Duration.between(lastSeen, now).toNanos());
            lastSeen = now;
            return nanos;
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }
}
