package dev.trashops.sandbox.control;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** The sandbox's own time: a base clock plus an offset that can be moved. Whole milliseconds, as Roboflow shows them. */
public final class MovableClock implements InstantSource {
    private final InstantSource base;
    private final AtomicReference<Duration> offset = new AtomicReference<>(Duration.ZERO);

    public MovableClock(InstantSource base) {
        this.base = base;
    }

    void advance(Duration step) {
        offset.updateAndGet(step::plus);
    }

    public void set(Instant now) {
        offset.set(Duration.between(base.instant(), now));
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(base.instant().plus(offset.get()).toEpochMilli());
    }
}
