package dev.trashops.controller.write;

import dev.trashops.plan.model.ClaimId;
import dev.trashops.plan.model.ItemProjection;
import dev.trashops.plan.model.PolicyId;
import dev.trashops.plan.model.PolicyProjection;
import dev.trashops.workspace.port.WorkspaceProjection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The newest that each loop said of each claim and policy. */
public final class ProjectionStore {

    /** What one loop said. */
    private record Said(
            ConcurrentMap<ClaimId, ItemProjection> items, ConcurrentMap<PolicyId, PolicyProjection> policies) {
        static Said nothing() {
            return new Said(new ConcurrentHashMap<>(), new ConcurrentHashMap<>());
        }
    }

    /** Of whom something else is said now. */
    public record Changes(Set<ClaimId> items, Set<PolicyId> policies) {}

    private final ConcurrentMap<String, Said> byWorkspace = new ConcurrentHashMap<>();

    /** Takes over everything that a loop says; what it no longer mentions is forgotten. */
    public Changes publish(WorkspaceProjection view) {
        Said said = of(view.workspace());
        return new Changes(replace(said.items(), view.items()), replace(said.policies(), view.policies()));
    }

    /** Takes over what the loop says of one claim. */
    public void publish(String workspace, ClaimId claim, ItemProjection view) {
        of(workspace).items().put(claim, view);
    }

    /** What the loop of that workspace says of a claim. */
    public Optional<ItemProjection> item(ClaimId claim, String workspace) {
        return Optional.ofNullable(byWorkspace.get(workspace))
                .map(said -> said.items().get(claim));
    }

    /** What the loop of that workspace says of a policy. */
    public Optional<PolicyProjection> policy(PolicyId policy, String workspace) {
        return Optional.ofNullable(byWorkspace.get(workspace))
                .map(said -> said.policies().get(policy));
    }

    /** Forgets what was said of a claim. */
    public void forget(ClaimId claim) {
        byWorkspace.values().forEach(said -> said.items().remove(claim));
    }

    /** Forgets what was said of a policy. */
    public void forget(PolicyId policy) {
        byWorkspace.values().forEach(said -> said.policies().remove(policy));
    }

    private Said of(String workspace) {
        return byWorkspace.computeIfAbsent(workspace, name -> Said.nothing());
    }

    private static <K, V> Set<K> replace(ConcurrentMap<K, V> known, Map<K, V> newer) {
        Set<K> changed = new HashSet<>();
        newer.forEach((id, view) -> {
            if (!view.equals(known.put(id, view))) {
                changed.add(id);
            }
        });
        known.keySet().retainAll(newer.keySet());
        return changed;
    }
}
