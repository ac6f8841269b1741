package dev.trashops;

import dev.trashops.cli.DeploymentConfig;
import dev.trashops.cli.OperatorConfig;
import dev.trashops.cli.RunningOperator;
import dev.trashops.cli.SandboxClock;
import dev.trashops.cli.StartupException;
import dev.trashops.controller.Controllers;
import dev.trashops.controller.election.LeaseManager;
import dev.trashops.controller.election.PresenceMark;
import dev.trashops.controller.informer.Shard;
import dev.trashops.observability.ActionLog;
import dev.trashops.observability.AuditLog;
import dev.trashops.observability.CompositeLoopListener;
import dev.trashops.observability.CompositeStatusListener;
import dev.trashops.observability.EventPublisher;
import dev.trashops.observability.EventRecorder;
import dev.trashops.observability.HealthServer;
import dev.trashops.observability.HealthServer.HealthCheck;
import dev.trashops.observability.Metrics;
import dev.trashops.observability.PolicyLog;
import dev.trashops.roboflow.RoboflowGatewayFactory;
import dev.trashops.workspace.WorkspaceLoop;
import dev.trashops.workspace.WorkspaceLoops;
import dev.trashops.workspace.port.LoopPorts;
import dev.trashops.workspace.port.Uptime;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.OperatorException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
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
public final class OperatorRuntime implements RunningOperator {
    private static final Logger LOG = LoggerFactory.getLogger(OperatorRuntime.class);

    /** Far longer than any call of a loop. */
    private static final Duration STUCK = Duration.ofMinutes(5);

    /**
     * Retries of the Kubernetes client once everything has started. Callers retry later anyway, and a lost Lease must not go
     * unnoticed long after it has expired.
     */
    private static final int RETRIES = 1;

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final BlockingQueue<Optional<String>> end = new LinkedBlockingQueue<>();
    private final AtomicBoolean closing = new AtomicBoolean();

    private volatile Optional<WorkspaceLoops> loops = Optional.empty();
    private volatile int httpPort;

    private OperatorRuntime() {}

    /**
     * Starts everything, or closes what was opened if a part fails to start.
     *
     * @throws StartupException if it cannot start; the message says why
     */
    public static OperatorRuntime start(OperatorConfig config) throws StartupException {
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
    public Optional<String> awaitEnd() throws InterruptedException {
        return end.take();
    }

    @Override
    public void close() {
        if (!closing.compareAndSet(false, true)) {
            return;
        }
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                LOG.warn("A component failed to close cleanly; closing the rest", e);
            }
        }
        end.add(Optional.empty());
    }

    private void open(OperatorConfig config) throws StartupException {
        Clock clock = clock(config);
        // What the sandbox's clock is set to is meant to have passed.
        Uptime uptime = config.clock() == OperatorConfig.ClockSource.SYSTEM ? Uptime.system() : Uptime.of(clock);
        DeploymentConfig deployment = config.deployment();
        KubernetesClient client = opened(KubernetesClients.client(deployment.kubeconfig(), deployment.context()));
        AuditLog audit = opened(audit(config));
        Metrics metrics = new Metrics(clock, uptime)
                .withJvm()
                .withAudit(() -> audit.problem().isEmpty())
                .withOperator(
                        version(),
                        KubernetesClients.namespace(client) + "/" + deployment.leaseName(),
                        deployment.policies().text());
        // Kubernetes stamps and expires Events by its own clock, whatever clock the operator follows.
        EventRecorder events = opened(new EventRecorder(client, config.instance(), Clock.systemUTC()));
        LeaseManager.Election lease = lease(config, client);
        if (!config.leaderElection()) {
            // By the clock of whoever looks at it.
            opened(new PresenceMark(client, lease, Clock.systemUTC())).start();
        }
        Controllers controllers = opened(new Controllers(
                client,
                deployment.namespaces(),
                new Shard(deployment.policies(), deployment.leaseName()),
                clock,
                new CompositeStatusListener(List.of(new EventPublisher(events, self(config, client)), audit, metrics)),
                config.leaderElection() ? Optional.of(lease) : Optional.empty(),
                new Leadership()));
        metrics.withPolicies(controllers::policies);
        WorkspaceLoops made = opened(new WorkspaceLoops(
                new LoopPorts(
                        RoboflowGatewayFactory.permitted(config.roboflow(clock), metrics),
                        controllers.stores(),
                        new CompositeLoopListener(audit, metrics, new PolicyLog(uptime), new ActionLog(uptime)),
                        clock,
                        uptime),
                new WorkspaceLoop.Settings(config.power().actions(), config.inventoryInterval(), config.showNames())));
        loops = Optional.of(made);
        HealthServer health = opened(health(config, controllers, made, audit, metrics));
        httpPort = health.port();
        start(controllers, made);
        opened(IdleHeap.ofProcess()).start();
        client.getConfiguration().setRequestRetryBackoffLimit(RETRIES);
        LOG.info("Watching {}; health and metrics on port {}", watched(deployment), httpPort);
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
            case SANDBOX -> opened(SandboxClock.of(config.apiUrl(), Clock.systemUTC()));
        };
    }

    private static AuditLog audit(OperatorConfig config) throws StartupException {
        Optional<Path> file = config.auditLog();
        try {
            return file.isPresent()
                    ? AuditLog.toFile(file.get())
                    : AuditLog.toStream(new FileOutputStream(FileDescriptor.out));
        } catch (IOException e) {
            throw new StartupException("Failed to open the audit log "
                    + file.map(Path::toString).orElse("") + " for writing. Check the permissions of its folder.");
        }
    }

    private static LeaseManager.Election lease(OperatorConfig config, KubernetesClient client) {
        // A restarted container has the same host name, so the host name alone does not identify a holder.
        String identity = config.instance() + "_" + UUID.randomUUID();
        return new LeaseManager.Election(
                KubernetesClients.namespace(client), config.deployment().leaseName(), identity);
    }

    /** The pod that this process runs in, as what its own Events are about; outside a cluster one of the host's name. */
    private static ObjectReference self(OperatorConfig config, KubernetesClient client) {
        return new ObjectReferenceBuilder()
                .withApiVersion("v1")
                .withKind("Pod")
                .withNamespace(KubernetesClients.namespace(client))
                .withName(config.instance())
                .build();
    }

    private static HealthServer health(
            OperatorConfig config, Controllers controllers, WorkspaceLoops loops, AuditLog audit, Metrics metrics)
            throws StartupException {
        HealthCheck running = () -> problem(
                controllers.informers().synced() && !controllers.informers().running(),
                "an informer has stopped and will not restart");
        HealthCheck fresh = () -> problem(!controllers.informers().fresh(), "an informer is stale");
        HealthCheck moving = () -> problem(loops.lateness().compareTo(STUCK) > 0, "the loop of a workspace is stuck");
        HealthCheck synced = () -> problem(!controllers.informers().synced(), "the informers have not synced yet");
        HealthCheck watching = () -> problem(!controllers.informers().watching(), "an informer has no open watch");
        try {
            return HealthServer.start(
                    config.httpPort(),
                    Map.of("informers", running, "changes", fresh, "loops", moving),
                    Map.of(
                            "synced",
                            synced,
                            "watching",
                            watching,
                            "access",
                            controllers::accessProblem,
                            "audit",
                            audit::problem),
                    metrics::scrape);
        } catch (IOException e) {
            throw new StartupException("Port " + config.httpPort()
                    + " for health and metrics is not available. Choose another one with --http-port, or 0 for any.");
        }
    }

    private static String version() {
        return Optional.ofNullable(OperatorRuntime.class.getPackage().getImplementationVersion())
                .orElse("dev");
    }

    private static Optional<String> problem(boolean exists, String text) {
        return exists ? Optional.of(text) : Optional.empty();
    }

    private static String watched(DeploymentConfig deployment) {
        String where = deployment.namespaces().isEmpty()
                ? "all namespaces"
                : "the namespaces " + String.join(", ", new TreeSet<>(deployment.namespaces()));
        return deployment.policies().isEverything()
                ? where
                : "policies with " + deployment.policies().text() + " in " + where;
    }

    private <T extends AutoCloseable> T opened(T part) {
        parts.push(part);
        return part;
    }

    private final class Leadership implements LeaseManager.LeadershipListener {
        @Override
        public void started() {
            loops.ifPresent(WorkspaceLoops::start);
        }

        @Override
        public void lost() {
            end.add(Optional.of("Lost leadership: the Lease could not be renewed."));
        }
    }
}
