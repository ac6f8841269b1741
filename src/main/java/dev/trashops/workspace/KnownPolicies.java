package dev.trashops.workspace;

import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.DeletionPolicy;
import dev.trashops.plan.model.Policy;
import dev.trashops.plan.model.PolicyId;
import dev.trashops.workspace.port.ClaimStore.Workload;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The policies of a workspace. A deleted one is kept while an item may need it to be restored: {@code kubectl delete -f}
 * on a folder deletes one file after the other, the policy perhaps long before its items.
 */
final class KnownPolicies {
    private final Map<PolicyId, Policy> known = new HashMap<>();
    private Set<PolicyId> present = Set.of();
    private Set<PolicyId> awaited = Set.of();

    void update(Workload workload) {
        present = workload.policies().stream().map(Policy::id).collect(Collectors.toSet());
        awaited = policies(workload, claim -> claim.spec().deleting());
        Set<PolicyId> owed = policies(workload, claim -> claim.spec().deletion() == DeletionPolicy.RESTORE);
        known.keySet().removeIf(id -> !present.contains(id) && !awaited.contains(id) && !owed.contains(id));
        workload.policies().forEach(policy -> known.put(policy.id(), policy));
    }

    private static Set<PolicyId> policies(Workload workload, Predicate<Claim> which) {
        return workload.claims().stream().filter(which).map(Claim::policy).collect(Collectors.toSet());
    }

    /** Every policy that exists or is still awaited, the oldest first. */
    List<Policy> ordered() {
        return known.values().stream()
                .filter(policy -> isPresent(policy.id()) || isAwaited(policy.id()))
                .sorted(Comparator.comparing(Policy::createdAt).thenComparing(Policy::uid))
                .toList();
    }

    /** All of them, including deleted ones that no item awaits yet. */
    Map<PolicyId, Policy> all() {
        return Map.copyOf(known);
    }

    /** The policy as last seen, even if it is deleted. */
    Optional<Policy> policy(PolicyId id) {
        return Optional.ofNullable(known.get(id));
    }

    boolean isPresent(PolicyId id) {
        return present.contains(id);
    }

    /** Whether an item that is being deleted waits to be restored with the key of that policy. */
    boolean isAwaited(PolicyId id) {
        return awaited.contains(id);
    }
}
