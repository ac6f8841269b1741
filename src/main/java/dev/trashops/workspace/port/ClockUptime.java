package dev.trashops.workspace.port;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Time as a clock shows it that may jump: forward is time that has passed, and back takes none away. */
final class ClockUptime implements Uptime {
    private final Clock clock;
    private Instant shown;
    private Duration elapsed = Duration.ZERO;

    ClockUptime(Clock clock) {
        this.clock = clock;
        this.shown = clock.instant();
    }

    @Override
    public synchronized Duration elapsed() {
        Instant now = clock.instant();
        if (now.isAfter(shown)) {
            elapsed = elapsed.plus(Duration.between(shown, now));
        }
        shown = now;
        return elapsed;
    }
}
