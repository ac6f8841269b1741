package dev.trashops.controller.testdata;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trashops.api.v1alpha1.RoboflowTrashPolicy;
import dev.trashops.api.v1alpha1.TrashedItem;
import dev.trashops.controller.mapping.ItemStatusMapper;
import dev.trashops.controller.mapping.PolicyStatusMapper;
import dev.trashops.controller.mapping.PolicyStatusMapper.PublishedPlan;
import dev.trashops.plan.model.ClaimStatus;
import dev.trashops.plan.model.CleanupWarning;
import dev.trashops.plan.model.Drift;
import dev.trashops.plan.model.Hold;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemProjection;
import dev.trashops.plan.model.ItemProjection.Disposition;
import dev.trashops.plan.model.ObservedState;
import dev.trashops.plan.model.PolicyCondition;
import dev.trashops.plan.model.PolicyProjection;
import dev.trashops.plan.model.PolicyProjection.Notice;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.testdata.PolicyProjectionBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Resources whose statuses are made as the operator makes them. */
public final class StatusFixture {
    private static final Instant NOW = Instant.parse("2026-04-20T17:05:33Z");
    private static final long GENERATION = 2;
    private static final ObjectMapper JSON = new ObjectMapper();

    private StatusFixture() {}

    /** An item that stands so. */
    public static JsonNode item(Readiness readiness, Optional<CleanupWarning> warning) {
        TrashedItem item = ResourceFixture.item("team-a", "one", ResourceFixture.PROJECT);
        item.getMetadata().setGeneration(GENERATION);
        ClaimStatus claimStatus = new ClaimStatus(
                GENERATION,
                Optional.empty(),
                ObservedState.ACTIVE,
                Optional.empty(),
                Hold.of(readiness),
                Optional.of(readiness),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Drift.NONE);
        item.setStatus(ItemStatusMapper.status(
                new ItemProjection(claimStatus, warning, Disposition.KEEP),
                Optional.empty(),
                Optional.of(ItemKey.project("my-detector")),
                null,
                NOW));
        return json(item);
    }

    /**
     * A policy that stands so.
     *
     * @param more more fields of its spec, such as {@code , suspend: true}
     * @param limitExceeded the message, when a limit holds something
     * @param approvalRequired the message, when something waits for an approval
     * @param held how much is held
     */
    public static JsonNode policy(
            Readiness readiness,
            String more,
            Optional<String> limitExceeded,
            Optional<String> approvalRequired,
            int held) {
        Map<PolicyCondition, Notice> conditions = new EnumMap<>(PolicyCondition.class);
        limitExceeded.ifPresent(
                text -> conditions.put(PolicyCondition.LIMIT_EXCEEDED, new Notice("LimitExceeded", text)));
        approvalRequired.ifPresent(
                text -> conditions.put(PolicyCondition.APPROVAL_REQUIRED, new Notice("ApprovalRequired", text)));
        return policy(readiness, more, conditions, held);
    }

    public static JsonNode policy(Readiness readiness, String more, Map<PolicyCondition, Notice> conditions, int held) {
        RoboflowTrashPolicy policy = ResourceFixture.policy(
                "team-a", "team", ResourceFixture.POLICY.replace("}, interval", "}" + more + ", interval"));
        policy.getMetadata().setGeneration(GENERATION);
        PolicyProjection view = PolicyProjectionBuilder.of(readiness)
                .generation(GENERATION)
                .conditions(conditions)
                .plan(new PolicyProjection.PlanCounts(0, held, held, List.of()))
                .build();
        policy.setStatus(PolicyStatusMapper.status(
                view,
                held == 0
                        ? Optional.empty()
                        : Optional.of(
                                new PublishedPlan("sha256:" + "0a".repeat(32), Optional.of("team-plan-0a0a0a0a"))),
                null,
                NOW));
        return json(policy);
    }

    private static JsonNode json(Object resource) {
        return JSON.valueToTree(Serialization.unmarshal(Serialization.asJson(resource), Map.class));
    }
}
