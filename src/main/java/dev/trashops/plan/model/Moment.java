package dev.trashops.plan.model;

import java.time.Instant;
import java.util.Optional;

/**
 * The time at which something is decided. Whatever depends on the time asks here, so that in the end it is known when the first of
 * the answers will change: until then, the same facts lead to the same decisions.
 *
 * <p>Not thread-safe.
 */
public final class Moment {
    private final Instant now;
    private Instant next = Instant.MAX;

    public Moment(Instant now) {
        this.now = now;
    }

    /** Whether that time has come. */
    public boolean reached(Instant time) {
        if (!now.isBefore(time)) {
            return true;
        }
        if (time.isBefore(next)) {
            next = time;
        }
        return false;
    }

    /** Whether it is later than that time. */
    public boolean passed(Instant time) {
        if (now.isAfter(time)) {
            return true;
        }
        if (time.isBefore(next)) {
            next = time.plusNanos(1);
        }
        return false;
    }

    /** The time itself, to write down when something was noticed. Nothing may be decided by it. */
    public Instant stamp() {
        return now;
    }

    /** When the first of the answers given so far changes; empty if none ever does. */
    public Optional<Instant> changesAt() {
        return next.equals(Instant.MAX) ? Optional.empty() : Optional.of(next);
    }
}
