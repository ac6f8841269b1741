package dev.trashops.observability;

import dev.trashops.plan.model.ClaimId;
import dev.trashops.plan.model.ItemView;
import dev.trashops.plan.model.PolicyId;
import dev.trashops.workspace.port.ClaimStore;
import dev.trashops.workspace.port.WorkspaceView;
import java.util.Optional;

/** A claim store that lets the metrics see what the loops publish. */
public final class MeteredClaimStore implements ClaimStore {
    private final ClaimStore store;
    private final Metrics metrics;

    /** That store, seen by these metrics. */
    public MeteredClaimStore(ClaimStore store, Metrics metrics) {
        this.store = store;
        this.metrics = metrics;
    }

    @Override
    public Optional<Workload> workload(String workspace) {
        return store.workload(workspace);
    }

    @Override
    public Optional<Fresh> reread(ClaimId claim, PolicyId policy) {
        return store.reread(claim, policy);
    }

    @Override
    public boolean begin(ClaimId claim, String resourceVersion, ItemView view) {
        return store.begin(claim, resourceVersion, view);
    }

    @Override
    public void publish(WorkspaceView view) {
        metrics.published(view);
        store.publish(view);
    }
}
