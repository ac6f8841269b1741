package dev.trashops.workspace.port;

import java.time.Clock;
import java.time.Duration;

/** Time as it passes. Unlike a clock it is never set, neither forward nor back. */
@FunctionalInterface
public interface Uptime {

    /** How much time has passed since some fixed moment. */
    Duration elapsed();

    /** That of this machine; it stands still while the machine is suspended. */
    static Uptime system() {
        return () -> Duration.ofNanos(System.nanoTime());
    }

    /** As a clock shows it whose jumps forward count as time that has passed; one that is set back goes on from there. */
    static Uptime of(Clock clock) {
        return new ClockUptime(clock);
    }
}
