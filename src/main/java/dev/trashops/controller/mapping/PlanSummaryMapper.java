package dev.trashops.controller.mapping;

import dev.trashops.api.v1alpha1.RoboflowTrashPolicyStatus;
import dev.trashops.api.v1alpha1.RoboflowTrashPolicyStatus.KeptItems;
import dev.trashops.api.v1alpha1.RoboflowTrashPolicyStatus.PlanSummary;
import dev.trashops.controller.mapping.PolicyStatusMapper.PublishedPlan;
import dev.trashops.plan.model.PolicyProjection.PlanCounts;
import dev.trashops.plan.model.PolicyProjection.ShownPlan;
import dev.trashops.plan.model.Reason;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Maps plans to the part of a status that sums them up, and back. */
public final class PlanSummaryMapper {
    private PlanSummaryMapper() {}

    static PlanSummary summary(PlanCounts counts, Optional<PublishedPlan> publication) {
        return new PlanSummary(
                publication.map(PublishedPlan::digest).orElse(null),
                counts.restore(),
                counts.trash(),
                counts.held(),
                counts.kept().entrySet().stream()
                        .map(kept -> new KeptItems(kept.getKey().text(), kept.getValue()))
                        .toList(),
                counts.preview(),
                publication.flatMap(PublishedPlan::configMap).orElse(null),
                counts.stale() ? true : null);
    }

    /** What a status shows of the plan, if a key of the policy ever opened its workspace. */
    public static Optional<ShownPlan> shownPlan(@Nullable RoboflowTrashPolicyStatus status) {
        return Optional.ofNullable(status)
                .filter(shown -> KeyStatus.wasVerified(shown.credentials()))
                .flatMap(shown -> Optional.ofNullable(shown.plan())
                        .map(plan -> new ShownPlan(
                                counts(plan),
                                plan.digest() != null,
                                Conditions.notices(shown.conditions(), ShownPlan.CONDITIONS))));
    }

    private static PlanCounts counts(PlanSummary plan) {
        Map<Reason, Integer> kept = new EnumMap<>(Reason.class);
        plan.kept().forEach(one -> Conditions.reason(one.reason()).ifPresent(reason -> kept.put(reason, one.items())));
        return new PlanCounts(
                orZero(plan.restore()),
                orZero(plan.trash()),
                orZero(plan.held()),
                kept,
                plan.preview(),
                Boolean.TRUE.equals(plan.stale()));
    }

    private static int orZero(@Nullable Integer count) {
        return count == null ? 0 : count;
    }
}
