package dev.trashops.roboflow.http;

import dev.trashops.workspace.port.RoboflowGateway.Lane;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.TokensInheritanceStrategy;
import java.time.Duration;
import java.util.Optional;

/**
 * How many requests a key may send: a token bucket that a 429 empties, slows down, and closes for as long as Roboflow
 * asked. Never sleeps.
 */
final class RequestBudget {
    /** What background work leaves for a listing and a restore. */
    private static final int RESERVE = 2;

    /** The slowest that 429s make it, in requests a second; as slow as one request in four seconds. */
    private static final double SLOWEST = 0.25;

    /** After each such time without a 429 the rate doubles, up to the normal one. */
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

    /** Takes a token if there is one: zero, or how long until there will be one. */
    synchronized Duration take() {
        Duration wait = untilTokens(1);
        if (wait.isZero()) {
            bucket.tryConsume(1);
        }
        return wait;
    }

    /** How long until that many requests may be sent at once; more than the lane can ever have count as all of them. */
    synchronized Duration until(Lane lane, int requests) {
        int reserve = lane == Lane.BACKGROUND ? RESERVE : 0;
        return untilTokens(Math.min(Math.max(requests, 1), burst - reserve) + reserve);
    }

    /** Roboflow answered 429, and asked to wait so long. */
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
        // Rounded up, since who waits for milliseconds must not come a fraction too early.
        return Duration.ofMillis(Math.max(0, Math.floorDiv(nanos + 999_999, 1_000_000)));
    }

    private void recover() {
        boolean faster = false;
        while (rate < normal && time.currentTimeNanos() - changedAt >= QUIET.toNanos()) {
            rate = Math.min(normal, rate * 2);
            changedAt += QUIET.toNanos();
            faster = true;
        }
        if (faster) {
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
}
