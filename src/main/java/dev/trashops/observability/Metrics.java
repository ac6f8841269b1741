package dev.trashops.observability;

import dev.trashops.plan.model.ItemView;
import dev.trashops.plan.model.LastAction;
import dev.trashops.plan.model.PolicyView;
import dev.trashops.plan.model.Standing;
import dev.trashops.roboflow.CallListener;
import dev.trashops.workspace.port.Failure;
import dev.trashops.workspace.port.LoopListener;
import dev.trashops.workspace.port.WorkspaceView;
import io.micrometer.core.instrument.MeterRegistry;
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
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What Prometheus reads. No label names an object or a person: a workspace label is bounded by the policies, everything
 * else by this program.
 */
public final class Metrics implements LoopListener, CallListener {
    private static final String AGE = "trashops.snapshot.age.seconds";
    private static final String ENTRIES = "trashops.trash.entries";
    private static final String ITEMS = "trashops.items";
    private static final String CONDITIONS = "trashops.conditions";
    private static final String HELD = "trashops.plan.held";
    private static final String CLEANUP = "trashops.earliest.cleanup.timestamp.seconds";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Gauges gauges = new Gauges(registry);
    private final Clock clock;

    /**
     * Nothing counted yet.
     *
     * @param clock tells the age of snapshots
     */
    public Metrics(Clock clock) {
        this.clock = clock;
    }

    /** Adds memory, threads, processor and uptime of this JVM. */
    public Metrics withJvm() {
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        return this;
    }

    /** Where others may add meters of their own. */
    public MeterRegistry registry() {
        return registry;
    }

    /** Everything, in the text format of Prometheus. */
    public String scrape() {
        return registry.scrape();
    }

    @Override
    public void called(String route, String statusClass, Duration took) {
        registry.counter("trashops.api.requests", "route", route, "status_class", statusClass)
                .increment();
        Timer.builder("trashops.api.request.duration")
                .description("How long requests to Roboflow took")
                .tag("route", route)
                .register(registry)
                .record(took);
    }

    @Override
    public void unfamiliar(int entries, int fields) {
        registry.counter("trashops.unfamiliar.entries").increment(entries);
        registry.counter("trashops.unfamiliar.fields").increment(fields);
    }

    /** The loop of a workspace says something new; a view without policies and items means that it has ended. */
    public void published(WorkspaceView view) {
        if (view.policies().isEmpty() && view.items().isEmpty()) {
            gauges.forget(view.workspace());
            return;
        }
        gauges.showAll(ITEMS, "TrashedItems by observed state", view.workspace(), states(view));
        gauges.showAll(CONDITIONS, "True conditions by reason", view.workspace(), conditions(view));
        gauges.showAll(
                HELD,
                "Planned actions that wait for an approval, a limit or a mode",
                view.workspace(),
                Map.of(
                        Tags.empty(),
                        view.policies().values().stream()
                                .mapToInt(policy -> policy.plan().held())
                                .sum()));
        gauges.showAll(
                CLEANUP,
                "When the next entry of the Trash may be purged, in seconds since 1970",
                view.workspace(),
                nextCleanup(view)
                        .map(at -> Map.of(Tags.empty(), at.getEpochSecond()))
                        .orElse(Map.of()));
    }

    @Override
    public void begins(Mutation mutation) {
        // Counted with its outcome.
    }

    @Override
    public void ended(Mutation mutation, LastAction.Outcome outcome, String message, Instant at) {
        registry.counter("trashops.actions", "verb", CamelCase.of(mutation.action()), "outcome", CamelCase.of(outcome))
                .increment();
    }

    @Override
    public void listed(String workspace, int entries, Instant at) {
        Tags tags = Tags.of("workspace", workspace);
        gauges.show(AGE, "Time since the Trash was last listed", tags, () -> age(at));
        gauges.show(ENTRIES, "Entries of the Trash", tags, () -> entries);
    }

    @Override
    public void passed(String workspace, Duration took, Instant at) {
        Timer.builder("trashops.pass.duration")
                .description("How long a pass of a workspace's loop took")
                .register(registry)
                .record(took);
    }

    @Override
    public void failed(String workspace, Failure failure, Instant at) {
        registry.counter("trashops.failures", "kind", failure.getClass().getSimpleName(), "route", failure.route())
                .increment();
    }

    private double age(Instant listed) {
        return Duration.between(listed, clock.instant()).toMillis() / 1000.0;
    }

    private static Map<Tags, Integer> states(WorkspaceView view) {
        Map<Tags, Integer> counts = new HashMap<>();
        for (ItemView item : view.items().values()) {
            counts.merge(Tags.of("state", CamelCase.of(item.memory().observed())), 1, Integer::sum);
        }
        return counts;
    }

    private static Map<Tags, Integer> conditions(WorkspaceView view) {
        Map<Tags, Integer> counts = new HashMap<>();
        for (ItemView item : view.items().values()) {
            item.memory().standing().ifPresent(standing -> count(counts, "TrashedItem", standing));
            item.warning()
                    .ifPresent(warning -> count(
                            counts,
                            "TrashedItem",
                            "CleanupImminent",
                            warning.stage().text()));
        }
        for (PolicyView policy : view.policies().values()) {
            count(counts, "RoboflowTrashPolicy", policy.standing());
            countIf(counts, policy.limitExceeded(), "LimitExceeded");
            countIf(counts, policy.approvalRequired(), "ApprovalRequired");
            countIf(counts, policy.truncated(), "Truncated");
        }
        return counts;
    }

    /** The conditions of policies that have their own name as their reason. */
    private static void countIf(Map<Tags, Integer> counts, Optional<String> message, String condition) {
        message.ifPresent(what -> count(counts, "RoboflowTrashPolicy", condition, condition));
    }

    private static void count(Map<Tags, Integer> counts, String kind, Standing standing) {
        count(counts, kind, CamelCase.of(standing.kind()), standing.reason().text());
    }

    private static void count(Map<Tags, Integer> counts, String kind, String condition, String reason) {
        counts.merge(Tags.of("kind", kind, "condition", condition, "reason", reason), 1, Integer::sum);
    }

    private static Optional<Instant> nextCleanup(WorkspaceView view) {
        return view.policies().values().stream()
                .flatMap(policy -> policy.trash().stream())
                .flatMap(trash -> trash.nextCleanupAt().stream())
                .min(Comparator.naturalOrder());
    }
}
