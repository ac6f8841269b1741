package dev.trashops.observability;

import dev.trashops.plan.model.ItemProjection;
import dev.trashops.plan.model.PolicyProjection;
import dev.trashops.plan.model.PolicyProjection.TrashCounts;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.WorkspaceId;
import dev.trashops.workspace.port.WorkspaceProjection;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;

/** The gauges of one workspace. */
final class WorkspaceGauges {
    private final MultiGauge age;
    private final MultiGauge entries;
    private final MultiGauge items;
    private final MultiGauge conditions;
    private final MultiGauge held;
    private final MultiGauge cleanup;

    WorkspaceGauges(MeterRegistry registry, WorkspaceId workspace) {
        Tags tags = Tags.of(
                "workspace",
                workspace.slug(),
                Metrics.REGION,
                workspace.region().name());
        age = gauge(registry, tags, "trashops.snapshot.age.seconds", "Time since the Trash was last listed");
        entries = gauge(registry, tags, "trashops.trash.entries", "Entries of the Trash");
        items = gauge(registry, tags, "trashops.items", "TrashedItems by observed state");
        conditions = gauge(registry, tags, "trashops.conditions", "True conditions by reason");
        held = gauge(
                registry, tags, "trashops.plan.held", "Planned actions that wait for an approval, a limit or a mode");
        cleanup = gauge(
                registry,
                tags,
                "trashops.earliest.cleanup.timestamp.seconds",
                "When the next entry of the Trash may be purged, in seconds since 1970");
    }

    void show(WorkspaceProjection projection) {
        Collection<PolicyProjection> policies = projection.policies().values();
        items.register(rows(states(projection)), true);
        conditions.register(rows(conditions(projection)), true);
        int heldNow = policies.stream().mapToInt(policy -> policy.plan().held()).sum();
        held.register(List.of(Row.of(Tags.empty(), heldNow)), true);
        List<Instant> next = policies.stream()
                .flatMap(policy -> policy.trash().flatMap(TrashCounts::nextCleanupAt).stream())
                .sorted()
                .limit(1)
                .toList();
        cleanup.register(
                next.stream()
                        .<Row<?>>map(at -> Row.of(Tags.empty(), at.getEpochSecond()))
                        .toList(),
                true);
    }

    void listed(int count, DoubleSupplier since) {
        age.register(List.of(Row.of(Tags.empty(), since, DoubleSupplier::getAsDouble)), true);
        entries.register(List.of(Row.of(Tags.empty(), count)), true);
    }

    void clear() {
        for (MultiGauge gauge : List.of(age, entries, items, conditions, held, cleanup)) {
            gauge.register(List.of());
        }
    }

    private static MultiGauge gauge(MeterRegistry registry, Tags tags, String name, String help) {
        return MultiGauge.builder(name).description(help).tags(tags).register(registry);
    }

    private static List<Row<?>> rows(Map<Tags, Integer> counts) {
        return counts.entrySet().stream()
                .<Row<?>>map(count -> Row.of(count.getKey(), count.getValue()))
                .toList();
    }

    private static Map<Tags, Integer> states(WorkspaceProjection projection) {
        Map<Tags, Integer> counts = new HashMap<>();
        for (ItemProjection item : projection.items().values()) {
            counts.merge(Tags.of("state", CamelCase.of(item.claimStatus().observed())), 1, Integer::sum);
        }
        return counts;
    }

    private static Map<Tags, Integer> conditions(WorkspaceProjection projection) {
        Map<Tags, Integer> counts = new HashMap<>();
        for (ItemProjection item : projection.items().values()) {
            item.claimStatus().readiness().ifPresent(readiness -> count(counts, "TrashedItem", readiness));
            item.warning()
                    .map(warning -> warning.stage().text())
                    .ifPresent(stage -> count(counts, "TrashedItem", "CleanupImminent", stage));
        }
        for (PolicyProjection policy : projection.policies().values()) {
            count(counts, "RoboflowTrashPolicy", policy.readiness());
            policy.conditions()
                    .forEach((type, what) -> count(counts, "RoboflowTrashPolicy", type.text(), what.reason()));
        }
        return counts;
    }

    private static void count(Map<Tags, Integer> counts, String kind, Readiness readiness) {
        count(counts, kind, CamelCase.of(readiness.kind()), readiness.reason().text());
    }

    private static void count(Map<Tags, Integer> counts, String kind, String condition, String reason) {
        counts.merge(Tags.of("kind", kind, "condition", condition, "reason", reason), 1, Integer::sum);
    }
}
