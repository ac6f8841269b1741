package dev.trashops.plan.model;

import java.time.Duration;
import java.util.List;
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

    /**
     * Which items a rule is about; what is given must all fit.
     *
     * @param types the kinds of items; empty means any
     * @param projects globs over project slugs, covering their versions
     * @param workflows globs over workflow slugs; where either list is given, an item must fit the list of its kind
     * @param deletedBy the uid of who moved it to the Trash
     * @param deletedWithin it was moved to the Trash at most so long ago
     * @param cleanupWithin it may be purged from the Trash in at most that time
     * @param olderThan it was created longer ago than that
     * @param keepLast it is not among that many newest usable active versions of its project
     * @param cleanupDeleteImages its purge from the Trash deletes images of its own, too, or keeps them
     */
    public record Selector(
            Set<ItemType> types,
            Optional<List<String>> projects,
            Optional<List<String>> workflows,
            Optional<String> deletedBy,
            Optional<Duration> deletedWithin,
            Optional<Duration> cleanupWithin,
            Optional<Duration> olderThan,
            Optional<Integer> keepLast,
            Optional<Boolean> cleanupDeleteImages) {
        public Selector {
            types = Set.copyOf(types);
            projects = projects.map(List::copyOf);
            workflows = workflows.map(List::copyOf);
        }
    }
}
