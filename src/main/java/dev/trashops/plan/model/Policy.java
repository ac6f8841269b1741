package dev.trashops.plan.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What one RoboflowTrashPolicy says.
 *
 * @param secretName the Secret that holds the key, in the policy's namespace
 * @param secretKey the entry of that Secret
 * @param interval how often the Trash is listed
 * @param suspended whether no action may be taken for its items
 * @param warnBefore how long before a purge the alarm starts
 * @param requestedAt the value of the reconcile-now annotation
 * @param rules its rules, in order
 */
public record Policy(
        PolicyId id,
        String uid,
        long generation,
        Instant createdAt,
        String workspace,
        String secretName,
        String secretKey,
        Scope scope,
        Duration interval,
        boolean suspended,
        Mode mode,
        Limits limits,
        Duration warnBefore,
        Optional<String> requestedAt,
        List<Rule> rules,
        Optional<ApprovedPlan> approvedPlan) {
    public Policy {
        rules = List.copyOf(rules);
    }
}
