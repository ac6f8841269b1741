package dev.trashops.workspace.port;

import java.time.Clock;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/**
 * All that a loop needs of the rest of the program.
 *
 * @param leading whether this process is the leader right now; always, without leader election
 */
public record LoopPorts(
        RoboflowGateway gateway,
        ClaimStore claims,
        CredentialStore credentials,
        RecordStore records,
        BooleanSupplier leading,
        LoopListener listener,
        Clock clock) {

    public Instant now() {
        return clock.instant();
    }
}
