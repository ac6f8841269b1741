package dev.trashops.workspace.port;

import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.ClaimId;
import dev.trashops.plan.model.ItemProjection;
import dev.trashops.plan.model.PastAction;
import dev.trashops.plan.model.Policy;
import dev.trashops.plan.model.PolicyId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Kubernetes as the loop needs it: who claims what, and where to write down what was found. */
public interface ClaimStore {

    /**
     * The policies and claims of a workspace as the informers know them, or nothing before every informer has synced.
     * A claim belongs to the workspace of the policy it refers to; a claim that is being deleted and waits for its
     * finalizer belongs to the workspace its status names, even if the policy is gone.
     */
    Optional<Workload> workload(String workspace);

    /**
     * Reads a claim and its policy again, uncached, right before an action. Nothing when either is gone or cannot be
     * read.
     */
    Optional<Fresh> reread(ClaimId claim, PolicyId policy);

    /**
     * Writes down that an action begins, under the condition that the claim is still at that resource version. False
     * when it has changed or the write failed: then nothing may be sent.
     */
    boolean begin(ClaimId claim, String resourceVersion, ItemProjection view);

    /** Hands over what the loop says now; it is written to statuses in the background where it differs. */
    void publish(WorkspaceProjection view);

    /**
     * The policies and claims of a workspace.
     *
     * @param histories what the statuses of the policies tell of earlier actions, newest first
     */
    record Workload(List<Policy> policies, List<Claim> claims, Map<PolicyId, List<PastAction>> histories) {
        public Workload {
            policies = List.copyOf(policies);
            claims = List.copyOf(claims);
            histories = Map.copyOf(histories);
        }
    }

    /**
     * A claim and its policy as the API server has them now.
     *
     * @param policy nothing when a claim that is being deleted has outlived its policy
     * @param resourceVersion of the TrashedItem
     */
    record Fresh(Claim claim, Optional<Policy> policy, String resourceVersion) {}
}
