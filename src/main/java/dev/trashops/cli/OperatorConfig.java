package dev.trashops.cli;

import dev.trashops.observability.LoggingSetup;
import dev.trashops.plan.model.Region;
import dev.trashops.roboflow.http.AccessLevel;
import dev.trashops.roboflow.http.KeyPlacement;
import dev.trashops.roboflow.http.RoboflowConfig;
import dev.trashops.roboflow.network.Network;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.slf4j.event.Level;

/**
 * How the operator runs: the options of {@code run}, checked.
 *
 * @param apiUrl of the region US
 * @param euApiUrl of the region EU
 * @param power what this process may do in Roboflow at all
 * @param requestsPerSecond for each key, in the long run
 * @param leaderElection whether the replicas agree on the one that acts
 * @param httpPort for health and metrics; 0 picks one
 * @param auditLog a file; without it standard output
 * @param network what lies between this process and Roboflow
 * @param instance what this process calls itself in Events: the pod's or host's name
 */
public record OperatorConfig(
        URI apiUrl,
        URI euApiUrl,
        KeyPlacement auth,
        AccessLevel power,
        double requestsPerSecond,
        Duration inventoryInterval,
        DeploymentConfig deployment,
        boolean leaderElection,
        int httpPort,
        Optional<Path> auditLog,
        LoggingSetup.Format logFormat,
        Level logLevel,
        boolean showNames,
        ClockSource clock,
        Network network,
        String instance) {

    /** Two of these are kept back from background work, so fewer would leave it none. */
    private static final int LEAST_BURST = 3;

    public enum ClockSource {
        SYSTEM,
        /** That of a sandbox on a loopback address. */
        SANDBOX
    }

    /** The settings of the Roboflow client. */
    public RoboflowConfig roboflow(Clock time) {
        RoboflowConfig defaults = RoboflowConfig.defaults(time);
        return new RoboflowConfig(
                Map.of(Region.US, apiUrl, Region.EU, euApiUrl),
                auth,
                power,
                defaults.connectTimeout(),
                defaults.callTimeout(),
                requestsPerSecond,
                Math.max(LEAST_BURST, (int) Math.ceil(2 * requestsPerSecond)),
                defaults.maxBytes(),
                showNames,
                network,
                time);
    }
}
