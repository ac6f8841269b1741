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

/** The operator, put together and started; closing takes it apart in the opposite order. */
final class OperatorRuntime implements RunningOperator {
    private static final Logger LOG = LoggerFactory.getLogger(OperatorRuntime.class);

    /** Far beyond what a loop's longest call takes. */
    private static final Duration STUCK = Duration.ofMinutes(5);

    /**
     * How often the client by itself tries again what the API server did not answer, once everything has started. Whoever
     * asks tries again later anyway, and nobody must notice that the Lease is lost only long after it has expired.
     */
    private static final int RETRIES = 1;

    private final Deque<Part> parts = new ArrayDeque<>();
    private final BlockingQueue<End> end = new LinkedBlockingQueue<>();
    private final AtomicBoolean closing = new AtomicBoolean();

    private volatile Optional<WorkspaceLoops> loops = Optional.empty();
    private volatile int httpPort;

    private OperatorRuntime() {}

    /** Starts everything. What has been opened is closed again if something else cannot be had. */
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

    /** The port of health and metrics. */
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
                LOG.warn("Something did not close well; the rest is closed all the same", e);
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
        // Kubernetes stamps and expires Events by its own time, whatever clock the operator follows.
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
                        new Turn()),
                Controllers::close);
        WorkspaceLoops made = opened(
                new WorkspaceLoops(
                        new RoboflowGatewayFactory(config.roboflow(clock), metrics).permitted(),
                        new LoopStores(
                                controllers.store(),
                                controllers.credentials(),
                                controllers.records(),
                                controllers::leads),
                        new CompositeLoopListener(audit, metrics),
                        clock,
                        new WorkspaceLoop.Settings(config.power().actions(), config.inventoryInterval())),
                WorkspaceLoops::close);
        loops = Optional.of(made);
        HealthServer health = opened(health(config, controllers, made, metrics), HealthServer::close);
        httpPort = health.port();
        start(controllers, made);
        client.getConfiguration().setRequestRetryBackoffLimit(RETRIES);
        LOG.info("Watching {}, health and metrics on port {}", watched(config), httpPort);
    }

    private void start(Controllers controllers, WorkspaceLoops made) throws StartupException {
        try {
            controllers.start(made::wake);
        } catch (OperatorException | KubernetesClientException e) {
            LOG.debug("The controllers did not start", e);
            throw new StartupException(
                    "Kubernetes does not let the operator start: check that the custom resources are installed (kubectl"
                            + " apply -f crds), that the API server can be reached, and the rights of the service"
                            + " account.");
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
            throw new StartupException(
                    "The audit log " + file.map(Path::toString).orElse("")
                            + " cannot be opened for writing: check the rights of its folder.");
        }
    }

    private static Optional<LeaderElectionSettings> election(OperatorConfig config, KubernetesClient client) {
        // A container that is started anew has the same host name, so the name alone would not tell two holders apart.
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
                "an informer has stopped and does not come back");
        HealthCheck hearing = () ->
                problem(!controllers.informers().hearing(), "an informer no longer hears of changes in the API server");
        HealthCheck moving = () -> problem(loops.lateness().compareTo(STUCK) > 0, "the loop of a workspace is stuck");
        HealthCheck synced = () -> problem(!controllers.informers().synced(), "not everything has been listed yet");
        HealthCheck watching = () -> problem(!controllers.informers().watching(), "no watch on the API server");
        try {
            return HealthServer.start(
                    config.httpPort(),
                    Map.of("informers", running, "changes", hearing, "loops", moving),
                    Map.of("synced", synced, "watching", watching),
                    metrics::scrape);
        } catch (IOException e) {
            throw new StartupException("Port " + config.httpPort()
                    + " cannot be had for health and metrics: choose another one with --http-port, or 0 for any.");
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

    /** How a part is closed. */
    @FunctionalInterface
    private interface Closer<T> {
        void close(T part) throws IOException;
    }

    /** What is done with this process's turn to act. */
    private final class Turn implements LeadershipListener {
        @Override
        public void started() {
            loops.ifPresent(WorkspaceLoops::start);
        }

        @Override
        public void lost() {
            end.add(new End.Failed("The turn to act went to another replica, because the Lease could not be renewed."));
        }
    }

    /** Something to close. */
    @FunctionalInterface
    private interface Part {
        void close() throws IOException;
    }
}
