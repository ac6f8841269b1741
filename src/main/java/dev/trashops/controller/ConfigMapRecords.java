package dev.trashops.controller;

import dev.trashops.controller.record.DeletionLedgerConfigMap;
import dev.trashops.controller.record.PlanConfigMaps;
import dev.trashops.plan.model.ApprovedPlanLookup;
import dev.trashops.plan.model.DeletionLedger;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.Policy;
import dev.trashops.workspace.port.RecordStore;
import java.util.Optional;
import java.util.Set;

/** What the loop remembers and publishes in ConfigMaps. */
record ConfigMapRecords(PlanConfigMaps plans, DeletionLedgerConfigMap ledgers) implements RecordStore {
    @Override
    public Optional<DeletionLedger> ledger(Policy policy) {
        return ledgers.read(policy);
    }

    @Override
    public boolean enter(Policy policy, DeletionLedger.Entry entry) {
        return ledgers.enter(policy, entry);
    }

    @Override
    public boolean forget(Policy policy, Set<ItemKey> gone) {
        return ledgers.forget(policy, gone);
    }

    @Override
    public ApprovedPlanLookup plan(Policy policy, String digest) {
        return plans.find(policy, digest);
    }
}
