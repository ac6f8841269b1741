package dev.trashops.observability;

import dev.trashops.plan.model.PolicyId;
import dev.trashops.plan.model.PolicyProjection;
import dev.trashops.plan.model.PolicyProjection.TrashCounts;
import dev.trashops.plan.model.WorkspaceId;
import dev.trashops.workspace.port.WorkspaceProjection;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;

/** The gauges of one workspace. */
final class WorkspaceGauges {
    private final MeterRegistry registry;
    private final Tags workspace;
    private final List<MultiGauge> all = new ArrayList<>();
    private final MultiGauge age;
    private final MultiGauge entries;
    private final MultiGauge unfamiliarEntries;
    private final MultiGauge unfamiliarFields;
    private final MultiGauge items;
    private final MultiGauge conditions;
    private final MultiGauge held;
    private final MultiGauge cleanup;
    private final MultiGauge endangered;
    private final MultiGauge failed;
    private Optional<WorkspaceProjection> unshown = Optional.empty();

    /**
     * Of a workspace that was not listed yet.
     *
     * @param since how many seconds ago it should have been
     */
    WorkspaceGauges(MeterRegistry registry, WorkspaceId id, DoubleSupplier since) {
        this.registry = registry;
        this.workspace = Tags.of(
                Metrics.WORKSPACE, id.slug(), Metrics.REGION, id.region().name());
        age = gauge(
                "trashops.snapshot.age.seconds",
                "Time since the Trash was last listed; before the first time, since that was to be done");
        entries = gauge("trashops.trash.entries", "Entries of the Trash");
        unfamiliarEntries = gauge(
                "trashops.unfamiliar.entries",
                "Entries in the last list of the Trash whose type this version does not know");
        unfamiliarFields = gauge(
                "trashops.unfamiliar.fields", "Fields in the last list of the Trash that this version does not know");
        items = gauge("trashops.items", "TrashedItems by policy and observed state");
        conditions = gauge("trashops.conditions", "True conditions of policies and TrashedItems by policy and reason");
        held = gauge("trashops.plan.held", "Planned actions that wait for an approval, a limit or a mode, by policy");
        cleanup = gauge(
                "trashops.earliest.cleanup.timestamp.seconds",
                "When the next entry of the Trash in a policy's scope may be purged, in seconds since 1970");
        endangered = gauge(
                "trashops.endangered.items",
                "Items of a policy that are purged within a time, and are not meant to be trashed; each once, however many"
                        + " TrashedItems are about it");
        failed = gauge(
                "trashops.failed.actions",
                "TrashedItems whose last restore or deletion failed and which are not in order since, by reason");
        since(since);
    }

    /** Kept until somebody looks: to count thousands of items at each change would cost as much as planning them. */
    void published(WorkspaceProjection projection) {
        unshown = Optional.of(projection);
    }

    /** Shows what was published last. */
    void refresh() {
        unshown.ifPresent(this::show);
        unshown = Optional.empty();
    }

    private void show(WorkspaceProjection projection) {
        Map<PolicyId, PolicyProjection> policies = projection.policies();
        items.register(rows(ItemCounts.states(projection)), true);
        conditions.register(rows(ConditionCounts.of(projection)), true);
        endangered.register(rows(ItemCounts.endangered(projection)), true);
        failed.register(rows(ItemCounts.failed(projection)), true);
        held.register(
                policies.entrySet().stream()
                        .<Row<?>>map(policy -> Row.of(
                                Metrics.tags(policy.getKey()),
                                policy.getValue().plan().held()))
                        .toList(),
                true);
        cleanup.register(
                policies.entrySet().stream().flatMap(WorkspaceGauges::cleanup).toList(), true);
    }

    private static Stream<Row<?>> cleanup(Map.Entry<PolicyId, PolicyProjection> policy) {
        return policy.getValue().trash().flatMap(TrashCounts::nextCleanupAt).stream()
                .map(at -> Row.of(Metrics.tags(policy.getKey()), at.getEpochSecond()));
    }

    void listed(int count, DoubleSupplier since) {
        since(since);
        entries.register(List.of(Row.of(Tags.empty(), count)), true);
    }

    private void since(DoubleSupplier seconds) {
        age.register(List.of(Row.of(Tags.empty(), seconds, DoubleSupplier::getAsDouble)), true);
    }

    void unfamiliar(int unknownEntries, int unknownFields) {
        unfamiliarEntries.register(List.of(Row.of(Tags.empty(), unknownEntries)), true);
        unfamiliarFields.register(List.of(Row.of(Tags.empty(), unknownFields)), true);
    }

    void clear() {
        all.forEach(gauge -> gauge.register(List.of()));
    }

    private MultiGauge gauge(String name, String help) {
        MultiGauge gauge =
                MultiGauge.builder(name).description(help).tags(workspace).register(registry);
        all.add(gauge);
        return gauge;
    }

    private static List<Row<?>> rows(Map<Tags, Integer> counts) {
        return counts.entrySet().stream()
                .<Row<?>>map(count -> Row.of(count.getKey(), count.getValue()))
                .toList();
    }
}
