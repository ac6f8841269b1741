package dev.trashops.plan.model;

import java.util.Optional;
import java.util.Set;

/**
 * One rule of a policy. Of a policy's rules the first that matches an item counts.
 *
 * @param name its name, unique in its policy
 * @param action what it wants
 * @param match which items
 * @param exclude which items never, whatever {@code match} says
 * @param acknowledged what may be lost for good when it trashes
 * @param approval whether what it trashes has to be approved
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
