package dev.trashops.observability;

import dev.trashops.api.v1alpha1.TrashedItem;
import dev.trashops.controller.write.StatusListener;
import dev.trashops.plan.model.Contradiction;
import dev.trashops.plan.model.LastAction;
import dev.trashops.plan.model.Region;
import dev.trashops.plan.model.WorkspaceId;
import dev.trashops.roboflow.http.CallListener;
import dev.trashops.workspace.port.LoopListener;
import dev.trashops.workspace.port.RoboflowFailure;
import dev.trashops.workspace.port.Uptime;
import dev.trashops.workspace.port.WorkspaceProjection;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.micrometer.core.instrument.Gauge;
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

/**
 * The Prometheus metrics. No label names an object or a person: the workspaces are bounded by the policies, all other
 * labels by the code.
 */
public final class Metrics implements LoopListener, StatusListener, CallListener {
    /** Not region, which many Prometheus servers add to every target themselves. */
    static final String REGION = "roboflow_region";

    private static final String CLOCK_STEPS = "trashops.clock.steps";
    private static final String ORPHANED = "trashops.orphaned";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Map<WorkspaceId, WorkspaceGauges> gauges = new HashMap<>();
    private final Clock clock;
    private final Uptime uptime;

    /** With ages as that clock shows them. */
    public Metrics(Clock clock) {
        this(clock, Uptime.of(clock));
    }

    /** With ages that the setting of the clock makes neither negative nor too large. */
    public Metrics(Clock clock, Uptime uptime) {
        this.clock = clock;
        this.uptime = uptime;
        // An increase can only be seen from a beginning.
        registry.counter(CLOCK_STEPS);
        registry.counter(ORPHANED);
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

    /** What Prometheus reads. A row of a gauge is replaced in two steps, and no scrape may fall between them. */
    public synchronized String scrape() {
        return registry.scrape();
    }

    @Override
    public void called(Region region, String route, String statusClass, Duration took) {
        registry.counter("trashops.api.requests", REGION, region.name(), "route", route, "status_class", statusClass)
                .increment();
        Timer.builder("trashops.api.request.duration")
                .description("How long requests to Roboflow took")
                .tag("route", route)
                .tag(REGION, region.name())
                .register(registry)
                .record(took);
    }

    @Override
    public void unfamiliar(int entries, int fields) {
        registry.counter("trashops.unfamiliar.entries").increment(entries);
        registry.counter("trashops.unfamiliar.fields").increment(fields);
    }

    @Override
    public synchronized void published(WorkspaceProjection projection) {
        if (projection.policies().isEmpty() && projection.items().isEmpty()) {
            Optional.ofNullable(gauges.remove(projection.workspace())).ifPresent(WorkspaceGauges::clear);
        } else {
            gauges(projection.workspace()).show(projection);
        }
    }

    @Override
    public void ended(Mutation mutation, LastAction.Outcome outcome, String message, Instant at) {
        registry.counter("trashops.actions", "verb", CamelCase.of(mutation.action()), "outcome", CamelCase.of(outcome))
                .increment();
    }

    @Override
    public void contradicted(Mutation mutation, List<Contradiction> contradictions, Instant at) {
        registry.counter(
                        "trashops.unexpected.answers",
                        "verb",
                        CamelCase.of(mutation.action()),
                        REGION,
                        mutation.workspace().region().name())
                .increment();
    }

    @Override
    public void writeRefused(HasMetadata resource, RefusedWrite what, String words) {
        registry.counter("trashops.refused.writes", "kind", resource.getKind(), "write", CamelCase.of(what))
                .increment();
    }

    @Override
    public void letGo(TrashedItem item, boolean orphaned, Instant at) {
        if (orphaned) {
            registry.counter(ORPHANED).increment();
        }
    }

    @Override
    public synchronized void listed(WorkspaceId workspace, int entries, Instant at) {
        Duration already = Duration.between(at, clock.instant());
        Duration begun = uptime.elapsed().minus(already.isNegative() ? Duration.ZERO : already);
        gauges(workspace).listed(entries, () -> uptime.elapsed().minus(begun).toMillis() / 1000.0);
    }

    @Override
    public void clockSet(WorkspaceId workspace, Duration by) {
        registry.counter(CLOCK_STEPS).increment();
    }

    @Override
    public void passed(WorkspaceId workspace, Duration took, Instant at) {
        Timer.builder("trashops.pass.duration")
                .description("How long a pass of a workspace's loop took")
                .register(registry)
                .record(took);
    }

    @Override
    public void failed(WorkspaceId workspace, RoboflowFailure failure, Instant at) {
        registry.counter(
                        "trashops.failures",
                        "kind",
                        failure.getClass().getSimpleName(),
                        REGION,
                        workspace.region().name(),
                        "route",
                        failure.route())
                .increment();
    }

    private WorkspaceGauges gauges(WorkspaceId workspace) {
        return gauges.computeIfAbsent(workspace, name -> new WorkspaceGauges(registry, name));
    }
}
