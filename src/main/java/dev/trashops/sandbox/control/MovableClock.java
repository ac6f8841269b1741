package dev.trashops.sandbox.control;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** The sandbox's own time: a base clock plus an offset that can be moved. Whole milliseconds, as Roboflow tells them. */
public final class MovableClock extends Clock {
    private final InstantSource base;
    private final ZoneId zone;
    private final AtomicReference<Duration> offset;

    public MovableClock(InstantSource base) {
        this(base, ZoneOffset.UTC, new AtomicReference<>(Duration.ZERO));
    }

    private MovableClock(InstantSource base, ZoneId zone, AtomicReference<Duration> offset) {
        this.base = base;
        this.zone = zone;
        this.offset = offset;
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

    @Override
    public ZoneId getZone() {
        return zone;
    }

    /** The same time, moved together with this clock, in another zone. */
    @Override
    public Clock withZone(ZoneId otherZone) {
        return new MovableClock(base, otherZone, offset);
    }
}
