package dev.trashops.workspace.port;

import dev.trashops.plan.model.ClaimId;
import dev.trashops.plan.model.ItemProjection;
import dev.trashops.plan.model.PolicyId;
import dev.trashops.plan.model.PolicyProjection;
import dev.trashops.plan.model.WorkspaceId;
import java.util.Map;

/** The projections of everything in a workspace at one moment. */
public record WorkspaceProjection(
        WorkspaceId workspace, Map<ClaimId, ItemProjection> items, Map<PolicyId, PolicyProjection> policies) {
    public WorkspaceProjection {
        items = Map.copyOf(items);
        policies = Map.copyOf(policies);
    }
}
