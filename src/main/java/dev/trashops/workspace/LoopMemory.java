package dev.trashops.workspace;

import dev.trashops.plan.Plan;
import dev.trashops.plan.PlannedAction;
import dev.trashops.plan.PlannerState;
import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.ClaimStatus;
import dev.trashops.plan.model.LastAction;
import dev.trashops.plan.model.PastAction;
import dev.trashops.plan.model.Policy;
import dev.trashops.plan.model.Readiness;
import dev.trashops.workspace.port.ClaimStore.Workload;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a loop keeps between passes: the statuses of its claims, the planner's state and each policy's action history. */
final class LoopMemory {
    private final KnownPolicies policies;
    private final ActionHistory histories = new ActionHistory();
    private final Map<String, ClaimStatus> statuses = new HashMap<>();
    private PlannerState plannerState = PlannerState.EMPTY;

    LoopMemory(KnownPolicies policies) {
        this.policies = policies;
    }

    /** Drops claims and policies that are gone, and starts the histories of new policies. */
    void update(Workload workload) {
        statuses.keySet()
                .retainAll(workload.claims().stream()
                        .map(claim -> claim.id().uid())
                        .collect(Collectors.toSet()));
        histories.update(workload);
    }

    PlannerState state() {
        return plannerState;
    }

    List<PastAction> history(Policy policy) {
        return histories.of(policy);
    }

    /** A claim with what this loop knows of it, and with what another process that believed it was the leader did. */
    Claim remembered(Claim claim) {
        ClaimStatus own = statuses.getOrDefault(claim.id().uid(), claim.status());
        return claim.withStatus(own.learning(claim.status()));
    }

    /** After a plan was made for these claims. */
    void planned(List<Claim> claims, Plan plan) {
        plannerState = plan.state();
        claims.forEach(claim -> decided(claim, plan));
        plan.items().forEach((id, projection) -> {
            statuses.put(id.uid(), projection.claimStatus());
            if (projection.claimStatus().readiness().map(Readiness::isReady).orElse(false)) {
                plannerState = plannerState.recovered(id);
            }
        });
    }

    /** A listing may have settled how an action ended that was started earlier. */
    private void decided(Claim claim, Plan plan) {
        boolean open = claim.status()
                .lastAction()
                .map(last -> last.outcome() == LastAction.Outcome.STARTED)
                .orElse(false);
        if (open) {
            Optional.ofNullable(plan.items().get(claim.id()))
                    .flatMap(projection -> projection.claimStatus().lastAction())
                    .ifPresent(last -> decided(claim, last));
        }
    }

    private void decided(Claim claim, LastAction ended) {
        if (ended.outcome() == LastAction.Outcome.FAILED) {
            plannerState = plannerState.sparing(claim.item(), ended.at());
        }
        policies.policy(claim.policy()).ifPresent(policy -> histories.addDecided(policy, claim, ended));
    }

    void acted(PlannedAction action, Policy policy, ActionResult result, Instant now) {
        plannerState = result.after(plannerState, action, now);
        result.journal().ifPresent(journal -> {
            Claim claim = action.claim();
            statuses.put(claim.id().uid(), claim.status().withLastAction(journal));
            histories.add(policy, action, journal);
        });
    }

    void skewed(boolean apart) {
        plannerState = plannerState.skewed(apart);
    }
}
