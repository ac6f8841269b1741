package dev.trashops.workspace.port;

import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.ClaimId;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemProjection;
import dev.trashops.plan.model.PolicyId;
import dev.trashops.plan.model.PolicyProjection;
import dev.trashops.plan.model.WorkspaceId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The projections of everything in a workspace at one moment.
 *
 * @param subjects what each claim with a projection is about
 */
public record WorkspaceProjection(
        WorkspaceId workspace,
        Map<ClaimId, ItemProjection> items,
        Map<PolicyId, PolicyProjection> policies,
        Map<ClaimId, Subject> subjects) {
    public WorkspaceProjection {
        items = Map.copyOf(items);
        policies = Map.copyOf(policies);
        subjects = Map.copyOf(subjects);
        if (!subjects.keySet().containsAll(items.keySet())) {
            throw new IllegalArgumentException("each claim has a policy and an item");
        }
    }

    /** What a plan says of all claims and policies; claims without a resource are left out. */
    public static WorkspaceProjection of(
            WorkspaceId workspace,
            List<Claim> claims,
            Map<ClaimId, ItemProjection> items,
            Map<PolicyId, PolicyProjection> policies) {
        Map<ClaimId, ItemProjection> shown = new HashMap<>(items);
        shown.keySet().removeIf(ClaimId::isUnborn);
        Map<ClaimId, Subject> subjects = claims.stream()
                .filter(claim -> shown.containsKey(claim.id()))
                .collect(Collectors.toMap(Claim::id, claim -> new Subject(claim.policy(), claim.item())));
        return new WorkspaceProjection(workspace, shown, policies, subjects);
    }

    /** Of a workspace that no policy and no claim refers to any more. */
    public static WorkspaceProjection empty(WorkspaceId workspace) {
        return new WorkspaceProjection(workspace, Map.of(), Map.of(), Map.of());
    }

    /** What a claim of these is about. */
    public Subject subject(ClaimId claim) {
        return Objects.requireNonNull(subjects.get(claim));
    }

    public boolean isEmpty() {
        return items.isEmpty() && policies.isEmpty();
    }

    /** The policy that a claim belongs to, and its item as the spec names it. */
    public record Subject(PolicyId policy, ItemKey item) {}
}
