package dev.trashops.workspace.port;

import dev.trashops.plan.model.ApprovedPlanLookup;
import dev.trashops.plan.model.DeletionLedger;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.Policy;
import java.util.Optional;
import java.util.Set;

/** The records of policies: the ledger of every DELETE ever sent, and the plans published for review. */
public interface RecordStore {

    /** Reads the ledger of a policy, uncached; empty if it cannot be read now. */
    Optional<DeletionLedger> ledger(Policy policy);

    /**
     * Enters a DELETE into the ledger of a policy before it is sent. False if the ledger was changed concurrently or the
     * write failed: then nothing may be sent, and the ledger has to be reread.
     */
    boolean enter(Policy policy, DeletionLedger.Entry entry);

    /**
     * Removes the entries of items that are gone for good from the ledger of a policy. False if the ledger was changed
     * concurrently or the write failed: then it has to be reread.
     */
    boolean forget(Policy policy, Set<ItemKey> gone);

    /** Reads the published plan with that digest, uncached. The digest of what it returns was recomputed. */
    ApprovedPlanLookup plan(Policy policy, String digest);
}
