package dev.trashops.workspace.port;

import java.time.Clock;
import java.time.Instant;

/** All that a loop needs of the rest of the program. */
public record LoopPorts(RoboflowGateway gateway, LoopStores stores, LoopListener listener, Clock clock, Uptime uptime) {
    /** With a clock that nobody sets. */
    public LoopPorts(RoboflowGateway gateway, LoopStores stores, LoopListener listener, Clock clock) {
        this(gateway, stores, listener, clock, Uptime.of(clock));
    }

    public Instant now() {
        return clock.instant();
    }
}
