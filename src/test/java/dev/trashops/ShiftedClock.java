package dev.trashops;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** The clock of a machine that somebody sets, while the time of everybody else goes on. */
public final class ShiftedClock extends Clock {
    private final Clock right;
    private volatile Duration ahead = Duration.ZERO;

    public ShiftedClock(Clock right) {
        this.right = right;
    }

    /** Sets it to be ahead of the right time by that much, or behind if that is negative. */
    public void ahead(Duration by) {
        ahead = by;
    }

    public Duration ahead() {
        return ahead;
    }

    @Override
    public Instant instant() {
        return right.instant().plus(ahead);
    }

    @Override
    public ZoneId getZone() {
        return right.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
