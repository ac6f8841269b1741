package dev.trashops.workspace.fake;

import dev.trashops.plan.model.DeletionLedger;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.PolicyId;
import dev.trashops.plan.model.TrashPlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The ConfigMaps of policies, by their names: they outlive the policy. What is published stays as it is. */
public final class FakeConfigMaps {
    private final Map<PolicyId, List<DeletionLedger.Entry>> ledgers = new HashMap<>();
    private final Map<PolicyId, Integer> versions = new HashMap<>();
    private final Map<PolicyId, Map<String, TrashPlan>> plans = new HashMap<>();

    /** How often a ledger was written. */
    public int version(PolicyId policy) {
        return versions.getOrDefault(policy, 0);
    }

    public List<DeletionLedger.Entry> entries(PolicyId policy) {
        return ledgers.getOrDefault(policy, List.of());
    }

    public DeletionLedger ledger(PolicyId policy) {
        return DeletionLedger.of(entries(policy));
    }

    public void enter(PolicyId policy, DeletionLedger.Entry entry) {
        ledgers.computeIfAbsent(policy, any -> new ArrayList<>()).add(entry);
        versions.merge(policy, 1, Integer::sum);
    }

    public void forget(PolicyId policy, Set<ItemKey> gone) {
        ledgers.computeIfPresent(policy, (id, known) -> {
            List<DeletionLedger.Entry> fewer = new ArrayList<>(known);
            fewer.removeIf(entry -> gone.contains(entry.item()));
            return fewer;
        });
        versions.merge(policy, 1, Integer::sum);
    }

    public void publish(PolicyId policy, TrashPlan plan) {
        if (!plan.lines().isEmpty()) {
            plans.computeIfAbsent(policy, any -> new HashMap<>()).putIfAbsent(plan.digest(), plan);
        }
    }

    public Optional<TrashPlan> plan(PolicyId policy, String digest) {
        return Optional.ofNullable(plans.getOrDefault(policy, Map.of()).get(digest));
    }

    /** Everything that a policy has published, in no particular order. */
    public List<TrashPlan> plans(PolicyId policy) {
        return List.copyOf(plans.getOrDefault(policy, Map.of()).values());
    }

    void unpublish(PolicyId policy) {
        plans.remove(policy);
    }
}
