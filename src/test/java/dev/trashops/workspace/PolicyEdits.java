package dev.trashops.workspace;

import dev.trashops.plan.model.Policy;
import dev.trashops.plan.model.PolicyId;
import java.time.Duration;
import java.util.Optional;

/** The same policy, but for one thing. */
final class PolicyEdits {
    private PolicyEdits() {}

    /** A person sets its reconcile-now annotation. */
    static Policy requested(Policy policy, String value) {
        return of(policy, policy.id(), policy.uid(), Optional.of(value), policy.interval());
    }

    /** Another policy, or the same one created anew. */
    static Policy named(Policy policy, PolicyId id, String uid) {
        return of(policy, id, uid, policy.requestedAt(), policy.interval());
    }

    static Policy every(Policy policy, Duration interval) {
        return of(policy, policy.id(), policy.uid(), policy.requestedAt(), interval);
    }

    private static Policy of(Policy policy, PolicyId id, String uid, Optional<String> requestedAt, Duration interval) {
        return new Policy(
                id,
                uid,
                policy.generation(),
                policy.createdAt(),
                policy.workspace(),
                policy.secretName(),
                policy.secretKey(),
                policy.scope(),
                interval,
                policy.suspended(),
                policy.mode(),
                policy.limits(),
                policy.warnBefore(),
                requestedAt,
                policy.rules(),
                policy.approvedPlan());
    }
}
