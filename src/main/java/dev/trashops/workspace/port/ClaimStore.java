package dev.trashops.workspace.port;

import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.ClaimId;
import dev.trashops.plan.model.ItemView;
import dev.trashops.plan.model.Policy;
import dev.trashops.plan.model.PolicyId;
import java.util.List;
import java.util.Optional;

/** Kubernetes as the loop needs it: who claims what, with which key, and where to write down what was found. */
public interface ClaimStore {

    /**
     * The policies and claims of a workspace as the informers know them, or nothing before every informer has synced.
     * A claim belongs to the workspace of the policy it refers to; a claim that is being deleted and waits for its
     * finalizer belongs to the workspace its status names, even if the policy is gone.
     */
    Optional<Workload> workload(String workspace);

    /** Reads the key of a policy from its Secret, uncached. */
    KeyLookup key(Policy policy);

    /**
     * Reads a claim and its policy again, uncached, right before an action. Nothing when either is gone or cannot be
     * read.
     */
    Optional<Fresh> reread(ClaimId claim, PolicyId policy);

    /**
     * Writes down that an action begins, under the condition that the claim is still at that resource version. False
     * when it has changed or the write failed: then nothing may be sent.
     */
    boolean begin(ClaimId claim, String resourceVersion, ItemView view);

    /** Whether this process may act: it holds the lease, where leader election is on, right now. */
    boolean leading();

    /** Hands over what the loop says now; it is written to statuses in the background where it differs. */
    void publish(WorkspaceView view);

    /** The policies and claims of a workspace. */
    record Workload(List<Policy> policies, List<Claim> claims) {
        public Workload {
            policies = List.copyOf(policies);
            claims = List.copyOf(claims);
        }
    }

    /**
     * A claim and its policy as the API server has them now.
     *
     * @param policy nothing when a claim that is being deleted has outlived its policy
     * @param resourceVersion of the TrashedItem
     */
    record Fresh(Claim claim, Optional<Policy> policy, String resourceVersion) {}

    /** What came of looking for a key. */
    sealed interface KeyLookup {
        /** There it is. */
        record Found(ApiKey key) implements KeyLookup {}

        /**
         * The Secret, or the entry in it, is missing or empty.
         *
         * @param message a sentence that says what is missing and what to create
         */
        record Missing(String message) implements KeyLookup {}

        /** The API server could not be asked. */
        record Unreadable() implements KeyLookup {}
    }
}
