package dev.trashops.controller;

import dev.trashops.plan.model.ApprovedPlanLookup;
import dev.trashops.plan.model.DeletionBook;
import dev.trashops.plan.model.Policy;
import dev.trashops.workspace.port.RecordStore;
import java.util.Optional;

/**
 * What is written down for policies beside their statuses.
 *
 * @param plans what is to be trashed, for review
 * @param books what was trashed
 * @param conflicts what stands in the way of either
 */
record Papers(PlanPapers plans, BookPapers books, Conflicts conflicts) implements RecordStore {

    @Override
    public Optional<DeletionBook> book(Policy policy) {
        return books.read(policy);
    }

    @Override
    public boolean enter(Policy policy, DeletionBook.Entry entry) {
        return books.enter(policy, entry);
    }

    @Override
    public ApprovedPlanLookup plan(Policy policy, String digest) {
        return plans.find(policy, digest);
    }

    /** Forgets what is remembered of the papers of a policy that is gone; the papers themselves go with it. */
    void forget(Owner gone) {
        plans.forget(gone);
        books.forget(gone);
        conflicts.forget(gone);
    }
}
