package dev.trashops.controller;

import dev.trashops.plan.model.ApprovedPlanLookup;
import dev.trashops.plan.model.DeletionBook;
import dev.trashops.plan.model.Policy;
import dev.trashops.workspace.port.RecordStore;
import java.util.Optional;

/**
 * The records of policies, kept in ConfigMaps.
 *
 * @param plans published plans
 * @param books deletion ledgers
 */
record KubernetesRecordStore(PlanPapers plans, BookPapers books) implements RecordStore {

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
}
