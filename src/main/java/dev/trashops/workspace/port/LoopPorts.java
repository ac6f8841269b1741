package dev.trashops.workspace.port;

import java.time.Clock;
import java.time.Instant;

/** All that a loop needs of the rest of the program. */
public record LoopPorts(RoboflowGateway gateway, LoopStores stores, LoopListener listener, Clock clock) {
    public Instant now() {
        return clock.instant();
    }
}
