package dev.trashops.plan;

import dev.trashops.plan.model.ClaimId;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemProjection;
import dev.trashops.plan.model.PolicyId;
import dev.trashops.plan.model.PolicyProjection;
import dev.trashops.plan.model.PolicyProjection.ShownPlan;
import dev.trashops.plan.observe.ReadRequest;
import dev.trashops.plan.observe.ReadTarget;
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
 * @param shown what each policy shows of its plan
 * @param actions what may be done now, in order
 * @param reads what should be read, in order
 * @param outdated the entries of ledgers that mean nothing any more
 * @param validity until when another plan made of the same facts would say the same
 * @param state what to remember for the next pass
 */
public record Plan(
        Map<ClaimId, ItemProjection> items,
        Map<PolicyId, PolicyProjection> policies,
        Map<PolicyId, ShownPlan> shown,
        List<PlannedAction> actions,
        List<ReadRequest> reads,
        Map<PolicyId, Set<ItemKey>> outdated,
        Validity validity,
        PlannerState state) {
    /**
     * What makes a plan outdated although it was made of the same facts.
     *
     * @param wakeAt when time alone changes it
     * @param thresholds from which begin on a read changes it that shows the same as the last one
     * @param lookAwaited whether it changes when the next look at the Trash has ended
     */
    public record Validity(Optional<Instant> wakeAt, Map<ReadTarget, Instant> thresholds, boolean lookAwaited) {}

    /** The same with other actions. */
    public Plan with(List<PlannedAction> other) {
        return new Plan(items, policies, shown, other, reads, outdated, validity, state);
    }

    /** When time alone changes the plan. */
    public Optional<Instant> wakeAt() {
        return validity.wakeAt();
    }
}
