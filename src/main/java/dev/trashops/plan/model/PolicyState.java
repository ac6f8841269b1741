package dev.trashops.plan.model;

import dev.trashops.plan.model.PolicyProjection.ShownPlan;
import java.util.List;
import java.util.Optional;

/**
 * A policy with everything that is known of it. It is made whole: a state without its records would have everything
 * trashed again that people brought back.
 *
 * @param handledRequest the reconcile-now annotation, once it was followed
 * @param childrenRefused why Kubernetes stores no more TrashedItems for its rules, and what to do
 * @param shown what it last showed of its plan
 * @param history its last actions, newest first
 * @param halt that nothing is trashed in its workspace, as it shows it or has yet to show it
 */
public record PolicyState(
        Policy policy,
        PolicyAccess access,
        Optional<String> handledRequest,
        Optional<String> childrenRefused,
        TrashRecords records,
        ShownPlan shown,
        List<PastAction> history,
        Optional<TrashingHalt> halt) {
    public PolicyState {
        history = List.copyOf(history);
    }

    /** The same, showing that of its plan. */
    public PolicyState showing(ShownPlan now) {
        return now.equals(shown)
                ? this
                : new PolicyState(policy, access, handledRequest, childrenRefused, records, now, history, halt);
    }

    /** The same with another history. */
    public PolicyState with(List<PastAction> other) {
        return new PolicyState(policy, access, handledRequest, childrenRefused, records, shown, other, halt);
    }

    public Readiness readiness() {
        return access.readiness();
    }

    /** Whether a key of it has ever proved to open the workspace since the operator started. */
    public boolean proved() {
        return access.proof() != KeyProof.NONE;
    }

    /** Whether what is read of the workspace, with whatever key, may be told to this policy and its items. */
    public boolean sees() {
        return access.proof() == KeyProof.CURRENT;
    }

    /** What the keys of a policy have proved since the operator started. */
    public enum KeyProof {
        /** That none of them opens the workspace, or nothing yet. */
        NONE,
        /** One did, and was refused or taken away since: the policy keeps what it saw, and learns nothing new. */
        LAPSED,
        /** One opens the workspace, as far as is known. */
        CURRENT
    }

    /**
     * What a policy's key has proved.
     *
     * @param readiness READY when the key opens the workspace and the Trash was listed
     * @param refused whether its key was proved not to open the workspace
     * @param keyless whether no key is known for it at all
     * @param gone whether the policy was deleted, and only items of it are left that wait to be restored
     * @param secret which version of its Secret that is about
     */
    public record PolicyAccess(
            Readiness readiness,
            KeyProof proof,
            boolean refused,
            boolean keyless,
            boolean gone,
            SecretVersions secret) {}

    /**
     * What is on record for a policy beside its resource.
     *
     * @param ledger what it has trashed so far; absent until it was read
     * @param approved what is known of the plan that it approves
     */
    public record TrashRecords(Optional<DeletionLedger> ledger, ApprovedPlanLookup approved) {
        /** Before anything was read: nothing may be trashed. */
        public static final TrashRecords UNREAD = new TrashRecords(Optional.empty(), new ApprovedPlanLookup.Unread());
    }
}
