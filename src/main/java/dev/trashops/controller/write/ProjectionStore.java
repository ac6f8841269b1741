package dev.trashops.controller.write;

import dev.trashops.plan.model.ClaimId;
import dev.trashops.plan.model.ItemProjection;
import dev.trashops.plan.model.PolicyId;
import dev.trashops.plan.model.PolicyProjection;
import dev.trashops.plan.model.WorkspaceId;
import dev.trashops.workspace.port.WorkspaceProjection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The newest projection of each claim and policy. */
public final class ProjectionStore {

    private record Workspace(
            ConcurrentMap<ClaimId, ItemProjection> items, ConcurrentMap<PolicyId, PolicyProjection> policies) {}

    /** Claims and policies whose projection changed. */
    public record Changes(Set<ClaimId> items, Set<PolicyId> policies) {}

    private final ConcurrentMap<WorkspaceId, Workspace> byWorkspace = new ConcurrentHashMap<>();

    /** Replaces all projections of a workspace; what is no longer in it is dropped. */
    public Changes publish(WorkspaceProjection projection) {
        Workspace known = of(projection.workspace());
        return new Changes(
                replace(known.items(), projection.items()), replace(known.policies(), projection.policies()));
    }

    public void publish(WorkspaceId workspace, ClaimId claim, ItemProjection projection) {
        of(workspace).items().put(claim, projection);
    }

    public Optional<ItemProjection> item(ClaimId claim, WorkspaceId workspace) {
        return Optional.ofNullable(byWorkspace.get(workspace))
                .map(known -> known.items().get(claim));
    }

    public Optional<PolicyProjection> policy(PolicyId policy, WorkspaceId workspace) {
        return Optional.ofNullable(byWorkspace.get(workspace))
                .map(known -> known.policies().get(policy));
    }

    public void forget(ClaimId claim) {
        byWorkspace.values().forEach(known -> known.items().remove(claim));
    }

    public void forget(PolicyId policy) {
        byWorkspace.values().forEach(known -> known.policies().remove(policy));
    }

    private Workspace of(WorkspaceId workspace) {
        return byWorkspace.computeIfAbsent(
                workspace, name -> new Workspace(new ConcurrentHashMap<>(), new ConcurrentHashMap<>()));
    }

    private static <K, V> Set<K> replace(ConcurrentMap<K, V> known, Map<K, V> newer) {
        Set<K> changed = new HashSet<>();
        newer.forEach((id, projection) -> {
            V before = known.get(id);
            // Most are the same object; an equal one takes its place, as the next is compared with that.
            if (before != projection) {
                known.put(id, projection);
                if (!projection.equals(before)) {
                    changed.add(id);
                }
            }
        });
        if (known.size() != newer.size()) {
            known.keySet().retainAll(newer.keySet());
        }
        return changed;
    }
}
