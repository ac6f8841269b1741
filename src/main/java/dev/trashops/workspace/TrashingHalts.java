package dev.trashops.workspace;

import dev.trashops.plan.Plan;
import dev.trashops.plan.model.Policy;
import dev.trashops.plan.model.PolicyId;
import dev.trashops.plan.model.PolicyState.KeyProof;
import dev.trashops.plan.model.PolicyState.PolicyAccess;
import dev.trashops.plan.model.TrashingHalt;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The halt of a workspace's trashing: begun by an answer that this process got, or found in the status of a policy. It ends
 * when a plan no longer shows it, and what older statuses still show then has no effect.
 */
final class TrashingHalts {
    private Map<PolicyId, TrashingHalt> shown = Map.of();
    private Optional<TrashingHalt> current = Optional.empty();
    /** Since when the latest was that a person has taken off. */
    private Instant over = Instant.MIN;

    /** Learns what the statuses show; another process that believed it was the leader may have begun one, too. */
    void update(Map<PolicyId, TrashingHalt> statuses) {
        shown = statuses;
        statuses.values().stream()
                .max(TrashingHalt.LATEST)
                .filter(latest -> latest.since().isAfter(over))
                .ifPresent(this::begin);
    }

    void begin(TrashingHalt halt) {
        if (current.filter(known -> !halt.since().isAfter(known.since())).isEmpty()) {
            current = Optional.of(halt);
        }
    }

    /** As the policy shows it, or is to show it if it may be told of its workspace. */
    Optional<TrashingHalt> of(Policy policy, PolicyAccess access) {
        Optional<TrashingHalt> known = Optional.ofNullable(shown.get(policy.id()));
        return current.flatMap(
                halt -> access.proof() == KeyProof.CURRENT ? Optional.of(halt.on(policy, known)) : known);
    }

    void planned(Plan plan) {
        // Policies that may not be told of the workspace show nothing of it, whatever is in force.
        boolean told = plan.policies().values().stream().anyMatch(policy -> policy.proof() == KeyProof.CURRENT);
        boolean gone = told
                && plan.policies().values().stream()
                        .allMatch(policy -> policy.halt().isEmpty());
        if (gone) {
            over = current.map(TrashingHalt::since).orElse(over);
            current = Optional.empty();
        }
    }
}
