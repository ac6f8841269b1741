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

/** What a loop remembers from pass to pass: its claims' memories, the planner's ledger and what was done for each policy. */
final class LoopMemory {
    private final KnownPolicies policies;
    private final ActionHistory histories = new ActionHistory();
    private final Map<String, ClaimStatus> memories = new HashMap<>();
    private PlannerState ledger = PlannerState.EMPTY;

    LoopMemory(KnownPolicies policies) {
        this.policies = policies;
    }

    /** Forgets claims and policies that are gone, and begins the histories of new policies. */
    void update(Workload workload) {
        memories.keySet()
                .retainAll(workload.claims().stream()
                        .map(claim -> claim.id().uid())
                        .collect(Collectors.toSet()));
        histories.update(workload);
    }

    PlannerState ledger() {
        return ledger;
    }

    /** The newest history of a policy. */
    List<PastAction> history(Policy policy) {
        return histories.of(policy);
    }

    /** What this loop knows of a claim, and what another process that took itself for the leader has done for it. */
    Claim remembered(Claim claim) {
        ClaimStatus own = memories.getOrDefault(claim.id().uid(), claim.status());
        return claim.withStatus(own.learning(claim.status()));
    }

    /** After a plan was made for these claims. */
    void planned(List<Claim> claims, Plan plan) {
        ledger = plan.ledger();
        claims.forEach(claim -> decided(claim, plan));
        plan.items().forEach((id, view) -> {
            memories.put(id.uid(), view.memory());
            if (view.memory().standing().map(Readiness::isReady).orElse(false)) {
                ledger = ledger.recovered(id.uid());
            }
        });
    }

    /** A listing may have told how an action ended that was begun before. */
    private void decided(Claim claim, Plan plan) {
        boolean open = claim.status()
                .lastAction()
                .map(last -> last.outcome() == LastAction.Outcome.STARTED)
                .orElse(false);
        if (open) {
            Optional.ofNullable(plan.items().get(claim.id()))
                    .flatMap(view -> view.memory().lastAction())
                    .ifPresent(last -> decided(claim, last));
        }
    }

    private void decided(Claim claim, LastAction ended) {
        if (ended.outcome() == LastAction.Outcome.FAILED) {
            ledger = ledger.sparing(claim.item(), ended.at());
        }
        policies.policy(claim.policy()).ifPresent(policy -> histories.addDecided(policy, claim, ended));
    }

    /** After an action for a policy. */
    void acted(PlannedAction action, Policy policy, ActionResult result, Instant now) {
        ledger = result.remembered(ledger, action, now);
        result.journal().ifPresent(journal -> {
            Claim claim = action.claim();
            memories.put(claim.id().uid(), claim.status().withLastAction(journal));
            histories.add(policy, action, journal);
        });
    }

    /** After Roboflow's clock was compared with ours. */
    void skewed(boolean apart) {
        ledger = ledger.skewed(apart);
    }
}
