package dev.trashops.workspace.port;

import dev.trashops.plan.model.ApprovedPlanLookup;
import dev.trashops.plan.model.DeletionLedger;
import dev.trashops.plan.model.Policy;
import java.util.Optional;

/** What is on record for policies: every DELETE ever sent, and the plans that were published for review. */
public interface RecordStore {

    /** Reads what a policy has trashed so far, uncached; nothing when it cannot be read now. */
    Optional<DeletionLedger> book(Policy policy);

    /**
     * Enters a DELETE into the book of a policy, before it is sent. False when the book has changed under our hands or
     * the write failed: then nothing may be sent, and the book has to be read again.
     */
    boolean enter(Policy policy, DeletionLedger.Entry entry);

    /** Reads the published plan of that digest, uncached. What is found is what was published: its digest was computed anew. */
    ApprovedPlanLookup plan(Policy policy, String digest);
}
