package dev.trashops.observability;

import dev.trashops.api.v1alpha1.TrashedItem;
import dev.trashops.controller.write.StatusListener;
import dev.trashops.plan.model.Contradiction;
import dev.trashops.plan.model.LastAction;
import dev.trashops.plan.model.PolicyId;
import dev.trashops.plan.model.Region;
import dev.trashops.plan.model.WorkspaceId;
import dev.trashops.roboflow.http.CallListener;
import dev.trashops.workspace.port.LoopListener;
import dev.trashops.workspace.port.RoboflowFailure;
import dev.trashops.workspace.port.Uptime;
import dev.trashops.workspace.port.WorkspaceProjection;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * The Prometheus metrics. Labels name policies and their workspaces, of which there are few, and what the code knows; never an
 * item or a person.
 */
public final class Metrics implements LoopListener, StatusListener, CallListener {
    /** Not region, which many Prometheus servers add to every target themselves. */
    static final String REGION = "roboflow_region";

    /** Not namespace, which the Prometheus operator adds to every target itself: that of the operator's pod. */
    static final String NAMESPACE = "policy_namespace";

    static final String POLICY = "policy";
    static final String WORKSPACE = "workspace";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Map<WorkspaceId, WorkspaceGauges> gauges = new HashMap<>();
    private final Clock clock;
    private final Uptime uptime;
    private final Counter clockSteps;
    private final Counter orphanedItems;
    private Runnable beforeScrape = () -> {};

    /** With ages as that clock shows them. */
    public Metrics(Clock clock) {
        this(clock, Uptime.of(clock));
    }

    /** With ages that the setting of the clock makes neither negative nor too large. */
    public Metrics(Clock clock, Uptime uptime) {
        this.clock = clock;
        this.uptime = uptime;
        // An increase can only be seen from a beginning.
        clockSteps = counter("trashops.clock.steps", "How often a loop found that the clock was set", Tags.empty());
        orphanedItems = counter(
                "trashops.orphaned",
                "Resources with deletionPolicy Restore that were deleted although their item was not restored",
                Tags.empty());
    }

    /** Adds memory, threads, CPU and uptime of this JVM. */
    public Metrics withJvm() {
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        return this;
    }

    /** Adds whether the audit log can be written; while it cannot, nothing is changed in Roboflow. */
    public Metrics withAudit(BooleanSupplier writable) {
        // Of a supplier, unlike of any other object, a gauge keeps hold.
        Gauge.builder("trashops.audit.writable", () -> writable.getAsBoolean() ? 1 : 0)
                .description("Whether the audit log can be written; without it nothing is changed in Roboflow")
                .register(registry);
        return this;
    }

    /**
     * Adds who this process is: its version, and what tells its deployment from others in the cluster.
     *
     * @param lease namespace and name of the Lease
     * @param policies the selector of the policies that it handles; empty for all
     */
    public Metrics withOperator(String version, String lease, String policies) {
        Gauge.builder("trashops.operator.info", () -> 1)
                .description("Always 1: which deployment this process belongs to, and which policies that handles")
                .tags("version", version, "lease", lease, "policy_selector", policies)
                .register(registry);
        return this;
    }

    /** Adds every policy that this process knows of, whoever handles it: one that nobody handles is seen by that. */
    public Metrics withPolicies(Supplier<Map<PolicyId, Optional<WorkspaceId>>> known) {
        MultiGauge policies = MultiGauge.builder("trashops.policy.info")
                .description(
                        "Always 1: a RoboflowTrashPolicy that this process knows of, whichever deployment handles it")
                .register(registry);
        beforeScrape = () -> policies.register(
                known.get().entrySet().stream()
                        .<MultiGauge.Row<?>>map(one -> MultiGauge.Row.of(info(one.getKey(), one.getValue()), 1))
                        .toList(),
                true);
        return this;
    }

    private static Tags info(PolicyId policy, Optional<WorkspaceId> workspace) {
        return tags(policy)
                .and(WORKSPACE, workspace.map(WorkspaceId::slug).orElse(""))
                .and(REGION, workspace.map(known -> known.region().name()).orElse(""));
    }

    static Tags tags(PolicyId policy) {
        return Tags.of(NAMESPACE, policy.namespace(), POLICY, policy.name());
    }

    /** What Prometheus reads. A row of a gauge is replaced in two steps, and no scrape may fall between them. */
    public synchronized String scrape() {
        beforeScrape.run();
        gauges.values().forEach(WorkspaceGauges::refresh);
        return registry.scrape();
    }

    @Override
    public void called(Region region, String route, String statusClass, Duration took) {
        counter(
                        "trashops.api.requests",
                        "Requests to Roboflow",
                        Tags.of(REGION, region.name(), "route", route, "status_class", statusClass))
                .increment();
        Timer.builder("trashops.api.request.duration")
                .description("How long requests to Roboflow took")
                .tag("route", route)
                .tag(REGION, region.name())
                .register(registry)
                .record(took);
    }

    @Override
    public void failed(Region region, RoboflowFailure failure) {
        counter(
                        "trashops.failures",
                        "Calls to Roboflow that failed, by kind and cause",
                        Tags.of(
                                "kind",
                                failure.getClass().getSimpleName(),
                                "cause",
                                failure.cause().word(),
                                REGION,
                                region.name(),
                                "route",
                                failure.route()))
                .increment();
    }

    @Override
    public synchronized void unfamiliar(WorkspaceId workspace, int entries, int fields) {
        gauges(workspace).unfamiliar(entries, fields);
    }

    @Override
    public synchronized void published(WorkspaceProjection projection) {
        if (projection.isEmpty()) {
            Optional.ofNullable(gauges.remove(projection.workspace())).ifPresent(WorkspaceGauges::clear);
        } else {
            gauges(projection.workspace()).published(projection);
        }
    }

    @Override
    public void ended(Mutation mutation, LastAction.Outcome outcome, String message, Instant at) {
        counter(
                        "trashops.actions",
                        "Restores and deletions that were sent to Roboflow, by outcome",
                        Tags.of("verb", CamelCase.of(mutation.action()), "outcome", CamelCase.of(outcome)))
                .increment();
    }

    @Override
    public void contradicted(Mutation mutation, List<Contradiction> contradictions, Instant at) {
        counter(
                        "trashops.unexpected.answers",
                        "Answers of Roboflow to a change that were about something else than was asked for",
                        Tags.of(
                                "verb",
                                CamelCase.of(mutation.action()),
                                REGION,
                                mutation.workspace().region().name()))
                .increment();
    }

    @Override
    public void writeRefused(HasMetadata resource, RefusedWrite what, String words) {
        counter(
                        "trashops.refused.writes",
                        "Writes that the Kubernetes API server refused",
                        Tags.of("kind", resource.getKind(), "write", CamelCase.of(what)))
                .increment();
    }

    @Override
    public void letGo(TrashedItem item, boolean orphaned, Instant at) {
        if (orphaned) {
            orphanedItems.increment();
        }
    }

    @Override
    public synchronized void listed(WorkspaceId workspace, int entries, Instant at) {
        Duration already = Duration.between(at, clock.instant());
        Duration begun = uptime.elapsed().minus(already.isNegative() ? Duration.ZERO : already);
        gauges(workspace).listed(entries, () -> secondsSince(begun));
    }

    @Override
    public void clockSet(WorkspaceId workspace, Duration by) {
        clockSteps.increment();
    }

    @Override
    public void planned(WorkspaceId workspace, Duration took) {
        Timer.builder("trashops.plan.duration")
                .description("How long it took to make a plan; one is made only when something has changed")
                .register(registry)
                .record(took);
    }

    @Override
    public void passed(WorkspaceId workspace, Duration took, Instant at) {
        Timer.builder("trashops.pass.duration")
                .description("How long a step of a workspace's loop took")
                .register(registry)
                .record(took);
    }

    private WorkspaceGauges gauges(WorkspaceId workspace) {
        return gauges.computeIfAbsent(workspace, name -> {
            Duration begun = uptime.elapsed();
            return new WorkspaceGauges(registry, name, () -> secondsSince(begun));
        });
    }

    private double secondsSince(Duration begun) {
        return uptime.elapsed().minus(begun).toMillis() / 1000.0;
    }

    private Counter counter(String name, String help, Tags tags) {
        return Counter.builder(name).description(help).tags(tags).register(registry);
    }
}
