package dev.trashops.controller;

import io.javaoperatorsdk.operator.processing.event.rate.RateLimiter;
import io.javaoperatorsdk.operator.processing.event.rate.RateLimiter.RateLimitState;
import java.time.Duration;
import java.util.Optional;

/** Lets everything pass, as the framework's own does by default, which keeps a state of each resource for that. */
final class NoRateLimit implements RateLimiter<RateLimitState> {
    private static final RateLimitState NONE = new RateLimitState() {};

    @Override
    public Optional<Duration> isLimited(RateLimitState state) {
        return Optional.empty();
    }

    @Override
    public RateLimitState initState() {
        return NONE;
    }
}
