package dev.trashops.controller;

import dev.trashops.controller.record.DeletionLedgerConfigMap;
import dev.trashops.controller.record.PlanConfigMaps;
import dev.trashops.plan.model.ApprovedPlanLookup;
import dev.trashops.plan.model.DeletionLedger;
import dev.trashops.plan.model.Policy;
import dev.trashops.workspace.port.RecordStore;
import java.util.Optional;

/**
 * Stores the records of policies in ConfigMaps.
 */
record KubernetesRecordStore(PlanConfigMaps plans, DeletionLedgerConfigMap ledgers) implements RecordStore {

    @Override
    public Optional<DeletionLedger> ledger(Policy policy) {
        return ledgers.read(policy);
    }

    @Override
    public boolean enter(Policy policy, DeletionLedger.Entry entry) {
        return ledgers.enter(policy, entry);
    }

    @Override
    public ApprovedPlanLookup plan(Policy policy, String digest) {
        return plans.find(policy, digest);
    }
}
