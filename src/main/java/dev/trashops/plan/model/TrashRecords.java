package dev.trashops.plan.model;

import java.util.Optional;

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
