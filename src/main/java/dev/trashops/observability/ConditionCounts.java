package dev.trashops.observability;

import dev.trashops.plan.model.ItemProjection;
import dev.trashops.plan.model.PolicyProjection;
import dev.trashops.plan.model.Readiness;
import dev.trashops.workspace.port.WorkspaceProjection;
import io.micrometer.core.instrument.Tags;
import java.util.HashMap;
import java.util.Map;

/** How many conditions are true, by policy, kind, type and reason. */
final class ConditionCounts {
    private static final String ITEM = "TrashedItem";
    private static final String POLICY = "RoboflowTrashPolicy";

    private final Map<Tags, Integer> counts = new HashMap<>();

    private ConditionCounts() {}

    static Map<Tags, Integer> of(WorkspaceProjection projection) {
        ConditionCounts all = new ConditionCounts();
        projection.items().forEach((id, item) -> all.item(ItemCounts.policyTags(projection, id), item));
        projection.policies().forEach((id, policy) -> all.policy(Metrics.tags(id), policy));
        return all.counts;
    }

    private void item(Tags owner, ItemProjection item) {
        item.claimStatus().readiness().ifPresent(readiness -> count(owner, ITEM, readiness));
        item.warning()
                .map(warning -> warning.stage().text())
                .ifPresent(stage -> count(owner, ITEM, "CleanupImminent", stage));
    }

    private void policy(Tags owner, PolicyProjection policy) {
        count(owner, POLICY, policy.readiness());
        policy.conditions().forEach((type, what) -> count(owner, POLICY, type.text(), what.reason()));
    }

    private void count(Tags owner, String kind, Readiness readiness) {
        count(owner, kind, CamelCase.of(readiness.kind()), readiness.reason().text());
    }

    private void count(Tags owner, String kind, String condition, String reason) {
        counts.merge(owner.and("kind", kind, "condition", condition, "reason", reason), 1, Integer::sum);
    }
}
