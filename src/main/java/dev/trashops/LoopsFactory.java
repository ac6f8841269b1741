package dev.trashops;

import dev.trashops.cli.OperatorConfig;
import dev.trashops.workspace.port.ClaimStore;
import dev.trashops.workspace.port.LoopListener;
import dev.trashops.workspace.port.RoboflowGateway;
import java.time.Clock;

/** Makes the loops; the only place that knows both them and the configuration. */
@FunctionalInterface
interface LoopsFactory {
    Loops create(RoboflowGateway gateway, ClaimStore store, LoopListener listener, Clock clock, OperatorConfig config);
}
