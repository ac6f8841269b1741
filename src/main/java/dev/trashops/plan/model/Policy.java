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
        WorkspaceId workspace,
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

    /**
     * Which items a policy may concern: globs with {@code *} and {@code ?} over slugs.
     *
     * @param projects over project slugs, covering their versions; absent means all
     * @param workflows over workflow slugs; absent means all
     */
    public record Scope(Optional<List<String>> projects, Optional<List<String>> workflows) {
        public static final Scope ALL = new Scope(Optional.empty(), Optional.empty());

        /** Whether a policy with this scope may concern that item. */
        public boolean includes(ItemKey item) {
            Optional<List<String>> globs = item.type() == ItemType.WORKFLOW ? workflows : projects;
            return globs.isEmpty() || globs.get().stream().map(Glob::new).anyMatch(glob -> glob.matches(item.slug()));
        }

        /** The same for an entry of the Trash that does not tell the name of its item: only if it may concern every name. */
        public boolean includesUnnamed(TrashEntry entry) {
            return entry.is(ItemType.WORKFLOW)
                    ? workflows.isEmpty()
                    : projects.isEmpty()
                            && (workflows.isEmpty()
                                    || ItemType.ofWireName(entry.type()).isPresent());
        }
    }

    /**
     * How much may be trashed.
     *
     * @param maxTrashed at most so many items, all types together, within the window
     * @param maxTrashedPercent at most so many percent of the active items of a type within the window, never less than 1
     * @param window how far back trashed items count
     * @param settle how long the set of Trashed claims must have stayed the same
     */
    public record Limits(int maxTrashed, int maxTrashedPercent, Duration window, Duration settle) {}

    /** A person's approval of a plan, whose trash actions may run before {@code until}. */
    public record ApprovedPlan(String digest, Instant until) {
        public boolean hasEnded(Moment now) {
            return now.reached(until);
        }
    }
}
