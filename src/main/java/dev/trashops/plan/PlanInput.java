package dev.trashops.plan;

import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.PolicyState;
import dev.trashops.plan.model.WorkspaceId;
import dev.trashops.plan.observe.Inventory;
import dev.trashops.plan.observe.ObservedWorkspace;
import dev.trashops.plan.observe.TrashSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Everything a plan is made from.
 *
 * @param allowed which actions the operator may take
 * @param inventoryInterval how old the inventory may become
 * @param lookedAt when the last look at the Trash was begun that has ended, be it in failure
 * @param turn the reads that are under way before an action
 * @param trash the newest believed listing
 */
public record PlanInput(
        WorkspaceId workspace,
        Instant now,
        Set<ActionKind> allowed,
        Duration inventoryInterval,
        List<PolicyState> policies,
        List<Claim> claims,
        Optional<Instant> lookedAt,
        Optional<ProofTurn> turn,
        Optional<TrashSnapshot> trash,
        Inventory inventory,
        PlannerState state) {
    public PlanInput {
        allowed = Set.copyOf(allowed);
        policies = List.copyOf(policies);
        claims = List.copyOf(claims);
    }

    /** How far apart listings of the Trash normally are: the shortest interval of all policies. */
    Duration interval() {
        return policies.stream()
                .map(state -> state.policy().interval())
                .min(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    /** The same with other claims. */
    PlanInput withClaims(List<Claim> other) {
        return new PlanInput(
                workspace, now, allowed, inventoryInterval, policies, other, lookedAt, turn, trash, inventory, state);
    }

    /** What was read, with no request yet. */
    ObservedWorkspace observed() {
        return new ObservedWorkspace(workspace, trash, inventory, inventoryInterval, now);
    }
}
