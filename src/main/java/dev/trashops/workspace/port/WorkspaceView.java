package dev.trashops.workspace.port;

import dev.trashops.plan.model.ClaimId;
import dev.trashops.plan.model.ItemView;
import dev.trashops.plan.model.PolicyId;
import dev.trashops.plan.model.PolicyView;
import java.util.Map;

/** Everything the loop of a workspace says at one moment. */
public record WorkspaceView(String workspace, Map<ClaimId, ItemView> items, Map<PolicyId, PolicyView> policies) {
    public WorkspaceView {
        items = Map.copyOf(items);
        policies = Map.copyOf(policies);
    }
}
