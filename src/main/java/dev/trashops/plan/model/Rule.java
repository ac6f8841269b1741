package dev.trashops.plan.model;

import java.util.Optional;
import java.util.Set;

/**
 * One rule of a policy. Of a policy's rules the first that matches an item counts.
 *
 * @param name its name, unique in its policy
 * @param exclude which items never, whatever {@code match} says
 */
public record Rule(
        String name,
        RuleAction action,
        Selector match,
        Optional<Selector> exclude,
        Set<Acknowledgement> acknowledged,
        Approval approval) {
    public Rule {
        acknowledged = Set.copyOf(acknowledged);
    }
}
