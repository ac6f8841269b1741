package dev.trashops.plan;

import dev.trashops.plan.model.ClaimId;
import dev.trashops.plan.model.ItemProjection;
import dev.trashops.plan.model.PolicyId;
import dev.trashops.plan.model.PolicyProjection;
import dev.trashops.plan.observe.ReadRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What follows from a {@link PlanInput}.
 *
 * @param items what to say of each claim
 * @param policies what to say of each policy
 * @param actions what may be done now, in order
 * @param reads what should be read, in order
 * @param wakeAt when the plan changes by time alone, at the latest
 * @param ledger what to remember
 */
public record Plan(
        Map<ClaimId, ItemProjection> items,
        Map<PolicyId, PolicyProjection> policies,
        List<PlannedAction> actions,
        List<ReadRequest> reads,
        Optional<Instant> wakeAt,
        PlannerState ledger) {}
