package dev.trashops;

import dev.trashops.cli.OperatorConfig;
import dev.trashops.cli.RunningOperator;
import dev.trashops.cli.SandboxClock;
import dev.trashops.cli.StartupException;
import dev.trashops.controller.Controllers;
import dev.trashops.controller.election.LeaderElectionSettings;
import dev.trashops.controller.election.LeadershipListener;
import dev.trashops.controller.informer.Shard;
import dev.trashops.observability.AuditLog;
import dev.trashops.observability.CompositeLoopListener;
import dev.trashops.observability.EventPublisher;
import dev.trashops.observability.EventRecorder;
import dev.trashops.observability.HealthCheck;
import dev.trashops.observability.HealthServer;
import dev.trashops.observability.Metrics;
import dev.trashops.roboflow.RoboflowGatewayFactory;
import dev.trashops.workspace.WorkspaceLoop;
import dev.trashops.workspace.WorkspaceLoops;
import dev.trashops.workspace.port.LoopPorts;
import dev.trashops.workspace.port.LoopStores;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.OperatorException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Wires and starts the operator; closes its parts in reverse order. */
final class OperatorRuntime implements RunningOperator {
    private static final Logger LOG = LoggerFactory.getLogger(OperatorRuntime.class);

    /** Far longer than any call of a loop. */
    private static final Duration STUCK = Duration.ofMinutes(5);

    /**
     * Retries of the Kubernetes client once everything has started. Callers retry later anyway, and a lost Lease must not go
     * unnoticed long after it has expired.
     */
    private static final int RETRIES = 1;

    private final Deque<Part> parts = new ArrayDeque<>();
    private final BlockingQueue<End> end = new LinkedBlockingQueue<>();
    private final AtomicBoolean closing = new AtomicBoolean();

    private volatile Optional<WorkspaceLoops> loops = Optional.empty();
    private volatile int httpPort;

    private OperatorRuntime() {}

    /** Starts everything, or closes what was opened if a part fails to start. */
    static OperatorRuntime start(OperatorConfig config) throws StartupException {
        OperatorRuntime operator = new OperatorRuntime();
        try {
            operator.open(config);
            return operator;
        } catch (StartupException | RuntimeException e) {
            operator.close();
            throw e;
        }
    }

    int httpPort() {
        return httpPort;
    }

    @Override
    public End awaitEnd() throws InterruptedException {
        return end.take();
    }

    @Override
    public void close() {
        if (!closing.compareAndSet(false, true)) {
            return;
        }
        while (!parts.isEmpty()) {
            Part part = parts.pop();
            try {
                part.close();
            } catch (IOException | RuntimeException e) {
                LOG.warn("A component failed to close cleanly; closing the rest", e);
            }
        }
        end.add(new End.Closed());
    }

    private void open(OperatorConfig config) throws StartupException {
        Clock clock = clock(config);
        KubernetesClient client =
                opened(KubernetesClients.client(config.kubeconfig(), config.context()), KubernetesClient::close);
        AuditLog audit = opened(audit(config), AuditLog::close);
        Metrics metrics = new Metrics(clock).withJvm();
        // Kubernetes stamps and expires Events by its own clock, whatever clock the operator follows.
        EventRecorder events =
                opened(new EventRecorder(client, config.instance(), Clock.systemUTC()), EventRecorder::close);
        Controllers controllers = opened(
                new Controllers(
                        client,
                        config.namespaces(),
                        new Shard(config.policies(), config.leaseName()),
                        clock,
                        new EventPublisher(events),
                        election(config, client),
                        new Leadership()),
                Controllers::close);
        WorkspaceLoops made = opened(
                new WorkspaceLoops(
                        new LoopPorts(
                                RoboflowGatewayFactory.permitted(config.roboflow(clock), metrics),
                                new LoopStores(
                                        controllers.store(),
                                        controllers.credentials(),
                                        controllers.records(),
                                        controllers::leads),
                                new CompositeLoopListener(audit, metrics),
                                clock),
                        new WorkspaceLoop.Settings(config.power().actions(), config.inventoryInterval())),
                WorkspaceLoops::close);
        loops = Optional.of(made);
        HealthServer health = opened(health(config, controllers, made, metrics), HealthServer::close);
        httpPort = health.port();
        start(controllers, made);
        client.getConfiguration().setRequestRetryBackoffLimit(RETRIES);
        LOG.info("Watching {}; health and metrics on port {}", watched(config), httpPort);
    }

    private void start(Controllers controllers, WorkspaceLoops made) throws StartupException {
        try {
            controllers.start(made::wake);
        } catch (OperatorException | KubernetesClientException e) {
            LOG.debug("The controllers failed to start", e);
            throw new StartupException(
                    "Failed to start the controllers. Check that the CRDs are installed (kubectl apply -f crds), that"
                            + " the API server can be reached, and the RBAC rights of the service account.");
        }
    }

    private Clock clock(OperatorConfig config) throws StartupException {
        return switch (config.clock()) {
            case SYSTEM -> Clock.systemUTC();
            case SANDBOX -> opened(SandboxClock.of(config.apiUrl(), Clock.systemUTC()), SandboxClock::close);
        };
    }

    private static AuditLog audit(OperatorConfig config) throws StartupException {
        Optional<Path> file = config.auditLog();
        try {
            return file.isPresent() ? AuditLog.toFile(file.get()) : AuditLog.toStream(System.out);
        } catch (IOException e) {
            throw new StartupException("Failed to open the audit log "
                    + file.map(Path::toString).orElse("") + " for writing. Check the permissions of its folder.");
        }
    }

    private static Optional<LeaderElectionSettings> election(OperatorConfig config, KubernetesClient client) {
        // A restarted container has the same host name, so the host name alone does not identify a holder.
        String identity = config.instance() + "_" + UUID.randomUUID();
        return config.leaderElection()
                ? Optional.of(
                        LeaderElectionSettings.of(KubernetesClients.namespace(client), config.leaseName(), identity))
                : Optional.empty();
    }

    private static HealthServer health(
            OperatorConfig config, Controllers controllers, WorkspaceLoops loops, Metrics metrics)
            throws StartupException {
        HealthCheck running = () -> problem(
                controllers.synced() && !controllers.informers().running(),
                "an informer has stopped and will not restart");
        HealthCheck fresh = () -> problem(!controllers.informers().hearing(), "an informer is stale");
        HealthCheck moving = () -> problem(loops.lateness().compareTo(STUCK) > 0, "the loop of a workspace is stuck");
        HealthCheck synced = () -> problem(!controllers.informers().synced(), "the informers have not synced yet");
        HealthCheck watching = () -> problem(!controllers.informers().watching(), "an informer has no open watch");
        try {
            return HealthServer.start(
                    config.httpPort(),
                    Map.of("informers", running, "changes", fresh, "loops", moving),
                    Map.of("synced", synced, "watching", watching),
                    metrics::scrape);
        } catch (IOException e) {
            throw new StartupException("Port " + config.httpPort()
                    + " for health and metrics is not available. Choose another one with --http-port, or 0 for any.");
        }
    }

    private static Optional<String> problem(boolean exists, String text) {
        return exists ? Optional.of(text) : Optional.empty();
    }

    private static String watched(OperatorConfig config) {
        String where = config.namespaces().isEmpty()
                ? "all namespaces"
                : "the namespaces " + String.join(", ", new TreeSet<>(config.namespaces()));
        return config.policies().isEverything()
                ? where
                : "policies with " + config.policies().text() + " in " + where;
    }

    private <T> T opened(T part, Closer<T> closer) {
        parts.push(() -> closer.close(part));
        return part;
    }

    @FunctionalInterface
    private interface Closer<T> {
        void close(T part) throws IOException;
    }

    private final class Leadership implements LeadershipListener {
        @Override
        public void started() {
            loops.ifPresent(WorkspaceLoops::start);
        }

        @Override
        public void lost() {
            end.add(new End.Failed("Lost leadership: the Lease could not be renewed."));
        }
    }

    @FunctionalInterface
    private interface Part {
        void close() throws IOException;
    }
}
