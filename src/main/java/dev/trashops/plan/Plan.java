package dev.trashops.plan;

import dev.trashops.plan.model.ClaimId;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemProjection;
import dev.trashops.plan.model.PolicyId;
import dev.trashops.plan.model.PolicyProjection;
import dev.trashops.plan.observe.ReadRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What follows from a {@link PlanInput}.
 *
 * @param items what to report for each claim
 * @param policies what to report for each policy
 * @param actions what may be done now, in order
 * @param reads what should be read, in order
 * @param outdated the entries of ledgers that mean nothing any more
 * @param wakeAt when to plan again at the latest, since time alone changes the plan
 * @param state what to remember for the next pass
 */
public record Plan(
        Map<ClaimId, ItemProjection> items,
        Map<PolicyId, PolicyProjection> policies,
        List<PlannedAction> actions,
        List<ReadRequest> reads,
        Map<PolicyId, Set<ItemKey>> outdated,
        Optional<Instant> wakeAt,
        PlannerState state) {}
