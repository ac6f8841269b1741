package dev.trashops.workspace.port;

import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.ClaimId;
import dev.trashops.plan.model.DeletionBook;
import dev.trashops.plan.model.ItemView;
import dev.trashops.plan.model.Policy;
import dev.trashops.plan.model.PolicyId;
import dev.trashops.plan.model.TrashPlan;
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

    /** Reads what a policy has trashed so far, uncached; nothing when it cannot be read now. */
    Optional<DeletionBook> book(Policy policy);

    /**
     * Enters a DELETE into the book of a policy, before it is sent. False when the book has changed under our hands or
     * the write failed: then nothing may be sent, and the book has to be read again.
     */
    boolean enter(Policy policy, DeletionBook.Entry entry);

    /** Reads the published plan of that digest, uncached. What is found is what was published: its digest was computed anew. */
    PlanLookup plan(Policy policy, String digest);

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

    /** What came of looking for a plan. */
    sealed interface PlanLookup {
        /** There it is. */
        record Found(TrashPlan plan) implements PlanLookup {}

        /** This policy has published no such plan, or what stands there is not what was published. */
        record Missing() implements PlanLookup {}

        /** The API server could not be asked. */
        record Unreadable() implements PlanLookup {}
    }
}
