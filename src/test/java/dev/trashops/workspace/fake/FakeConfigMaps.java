package dev.trashops.workspace.fake;

import dev.trashops.plan.model.DeletionLedger;
import dev.trashops.plan.model.TrashPlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The ConfigMaps of policies, by the policy's uid: what is published stays as it is, what is entered stays entered. */
public final class FakeConfigMaps {
    private final Map<String, List<DeletionLedger.Entry>> ledgers = new HashMap<>();
    private final Map<String, Map<String, TrashPlan>> plans = new HashMap<>();

    /** How many entries a book has: whoever has read fewer has not read it all. */
    public int version(String policy) {
        return entries(policy).size();
    }

    public List<DeletionLedger.Entry> entries(String policy) {
        return ledgers.getOrDefault(policy, List.of());
    }

    public DeletionLedger ledger(String policy) {
        return DeletionLedger.of(entries(policy));
    }

    public void enter(String policy, DeletionLedger.Entry entry) {
        ledgers.computeIfAbsent(policy, any -> new ArrayList<>()).add(entry);
    }

    public void publish(String policy, TrashPlan plan) {
        if (!plan.lines().isEmpty()) {
            plans.computeIfAbsent(policy, any -> new HashMap<>()).putIfAbsent(plan.digest(), plan);
        }
    }

    public Optional<TrashPlan> plan(String policy, String digest) {
        return Optional.ofNullable(plans.getOrDefault(policy, Map.of()).get(digest));
    }

    /** Everything that a policy has published, in no particular order. */
    public List<TrashPlan> plans(String policy) {
        return List.copyOf(plans.getOrDefault(policy, Map.of()).values());
    }

    void unpublish(String policy) {
        plans.remove(policy);
    }
}
