package dev.trashops.plan;

import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.DesiredState;
import dev.trashops.plan.model.ItemProjection;
import dev.trashops.plan.model.Moment;
import dev.trashops.plan.model.PolicyState;
import dev.trashops.plan.model.WorkspaceId;
import dev.trashops.plan.observe.Inventory;
import dev.trashops.plan.observe.ObservedWorkspace;
import dev.trashops.plan.observe.TrashMatch;
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

    /** Whether somebody has just asked for something to be restored that the Trash lists. */
    public boolean asksForRestore() {
        return trash.isPresent() && claims.stream().anyMatch(claim -> isToBeRestored(claim, trash.get()));
    }

    private boolean isToBeRestored(Claim claim, TrashSnapshot listed) {
        return claim.hasChanged()
                && claim.wanted() == DesiredState.RESTORED
                && TrashMatch.of(claim, listed).isListed()
                && policies.stream().anyMatch(state -> state.policy().id().equals(claim.policy()));
    }

    /** The same with other claims. */
    PlanInput withClaims(List<Claim> other) {
        return new PlanInput(
                workspace, now, allowed, inventoryInterval, policies, other, lookedAt, trash, inventory, state);
    }

    /** The same after a plan was made of it: with what that says of claims and policies. This very input if that is nothing new. */
    @SuppressWarnings("ReferenceEquality")
    public PlanInput remembering(Plan plan) {
        List<Claim> known = Kept.mapped(claims, claim -> remembered(claim, plan));
        List<PolicyState> shown = Kept.mapped(policies, state -> remembered(state, plan));
        return known == claims && shown == policies && plan.state() == state
                ? this
                : new PlanInput(
                        workspace,
                        now,
                        allowed,
                        inventoryInterval,
                        shown,
                        known,
                        lookedAt,
                        trash,
                        inventory,
                        plan.state());
    }

    private static Claim remembered(Claim claim, Plan plan) {
        ItemProjection said = plan.items().get(claim.id());
        return said == null || said.claimStatus().equals(claim.status()) ? claim : claim.withStatus(said.claimStatus());
    }

    private static PolicyState remembered(PolicyState state, Plan plan) {
        return Optional.ofNullable(plan.shown().get(state.policy().id()))
                .map(state::showing)
                .orElse(state);
    }

    /** What was read, with no request yet. */
    ObservedWorkspace observed() {
        return new ObservedWorkspace(workspace, trash, inventory, inventoryInterval, new Moment(now));
    }
}
