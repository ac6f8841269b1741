package dev.trashops.plan.model;

import java.util.List;
import java.util.Optional;

/**
 * A policy with everything that is known of it. It is made whole: a state without its records would have everything
 * trashed again that people brought back.
 *
 * @param policy what it says
 * @param access how its key stands with Roboflow
 * @param records what it has trashed, and the plan that it approves
 * @param history its last actions, newest first
 */
public record PolicyState(Policy policy, PolicyAccess access, TrashRecords records, List<PastAction> history) {
    public PolicyState {
        history = List.copyOf(history);
    }

    /** READY when its key opens the workspace and the Trash was listed. */
    public Readiness readiness() {
        return access.readiness();
    }

    /** Whether its key has ever proved to open the workspace since the operator started. */
    public boolean proved() {
        return access.proved();
    }

    /** Whether its key was proved not to open the workspace. */
    public boolean refused() {
        return access.refused();
    }

    /** Whether no key is known for it at all. */
    public boolean keyless() {
        return access.keyless();
    }

    /** What it has trashed so far; absent until it was read. */
    public Optional<DeletionLedger> ledger() {
        return records.ledger();
    }

    /** What is known of the plan that it approves. */
    public ApprovedPlanLookup approved() {
        return records.approved();
    }
}
