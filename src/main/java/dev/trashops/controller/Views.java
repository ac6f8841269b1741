package dev.trashops.controller;

import dev.trashops.plan.model.ClaimId;
import dev.trashops.plan.model.ItemView;
import dev.trashops.plan.model.PolicyId;
import dev.trashops.plan.model.PolicyView;
import dev.trashops.workspace.port.WorkspaceView;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** The newest that each loop said of each claim and policy. */
final class Views {

    /** What one loop said. */
    private record Said<V>(String workspace, V view) {}

    /** Of whom something else is said now. */
    record Changes(Set<ClaimId> items, Set<PolicyId> policies) {}

    private final ConcurrentMap<ClaimId, Said<ItemView>> items = new ConcurrentHashMap<>();
    private final ConcurrentMap<PolicyId, Said<PolicyView>> policies = new ConcurrentHashMap<>();

    /** Takes over everything that a loop says; what it no longer mentions is forgotten. */
    Changes publish(WorkspaceView view) {
        return new Changes(
                replace(items, view.workspace(), view.items()), replace(policies, view.workspace(), view.policies()));
    }

    /** Takes over what the loop says of one claim. */
    void publish(String workspace, ClaimId claim, ItemView view) {
        items.put(claim, new Said<>(workspace, view));
    }

    /** What the loop of that workspace says of a claim. */
    Optional<ItemView> item(ClaimId claim, String workspace) {
        return said(items.get(claim), workspace);
    }

    /** What the loop of that workspace says of a policy. */
    Optional<PolicyView> policy(PolicyId policy, String workspace) {
        return said(policies.get(policy), workspace);
    }

    /** Forgets what was said of a claim. */
    void forget(ClaimId claim) {
        items.remove(claim);
    }

    /** Forgets what was said of a policy. */
    void forget(PolicyId policy) {
        policies.remove(policy);
    }

    private static <V> Optional<V> said(@Nullable Said<V> said, String workspace) {
        return Optional.ofNullable(said)
                .filter(found -> found.workspace().equals(workspace))
                .map(Said::view);
    }

    private static <K, V> Set<K> replace(ConcurrentMap<K, Said<V>> known, String workspace, Map<K, V> newer) {
        Set<K> changed = new HashSet<>();
        newer.forEach((id, view) -> {
            Said<V> now = new Said<>(workspace, view);
            if (!now.equals(known.put(id, now))) {
                changed.add(id);
            }
        });
        known.entrySet()
                .removeIf(
                        entry -> entry.getValue().workspace().equals(workspace) && !newer.containsKey(entry.getKey()));
        return changed;
    }
}
