package dev.trashops.cli;

import dev.trashops.controller.informer.LabelSelector;
import dev.trashops.observability.LoggingSetup;
import dev.trashops.roboflow.http.AccessLevel;
import dev.trashops.roboflow.http.KeyPlacement;
import dev.trashops.roboflow.http.RoboflowConfig;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.slf4j.event.Level;

/**
 * How the operator runs: everything the command line was asked for, checked.
 *
 * @param apiUrl where Roboflow's API is
 * @param auth where requests carry the key
 * @param power what this process may do in Roboflow at all
 * @param requestsPerSecond for each key, in the long run
 * @param inventoryInterval how often what is active is read
 * @param namespaces to watch; empty means all
 * @param policies those that are this deployment's
 * @param kubeconfig a file that was asked for by option; without it the usual places count
 * @param context of the kubeconfig; without it the current one
 * @param leaderElection whether replicas agree on the one that acts
 * @param leaseName the Lease they use for that
 * @param httpPort for health and metrics; 0 picks one
 * @param auditLog a file; without it standard output
 * @param logFormat the shape of log lines
 * @param logLevel how much is logged
 * @param showNames whether names of people may be shown
 * @param clock whose clock to go by
 * @param instance what this process calls itself in Events: the pod's or host's name
 */
public record OperatorConfig(
        URI apiUrl,
        KeyPlacement auth,
        AccessLevel power,
        double requestsPerSecond,
        Duration inventoryInterval,
        Set<String> namespaces,
        LabelSelector policies,
        Optional<Path> kubeconfig,
        Optional<String> context,
        boolean leaderElection,
        String leaseName,
        int httpPort,
        Optional<Path> auditLog,
        LoggingSetup.Format logFormat,
        Level logLevel,
        boolean showNames,
        ClockSource clock,
        String instance) {

    /** Two of these are kept back from background work, so fewer would leave it none. */
    private static final int LEAST_BURST = 3;

    public OperatorConfig {
        namespaces = Set.copyOf(namespaces);
    }

    /** Whose clock to go by. */
    public enum ClockSource {
        /** The machine's. */
        SYSTEM,
        /** The one of a sandbox on a loopback address. */
        SANDBOX
    }

    /** The part that concerns the Roboflow client. */
    public RoboflowConfig roboflow(Clock time) {
        RoboflowConfig defaults = RoboflowConfig.defaults(time);
        return new RoboflowConfig(
                apiUrl,
                auth,
                power,
                defaults.connectTimeout(),
                defaults.callTimeout(),
                requestsPerSecond,
                Math.max(LEAST_BURST, (int) Math.ceil(2 * requestsPerSecond)),
                defaults.maxBytes(),
                showNames,
                time);
    }
}
