package dev.trashops.plan.model;

import dev.trashops.plan.model.PolicyState.KeyProof;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the loop says of one policy: everything its status shows.
 *
 * @param generation the generation of the policy this was made for
 * @param handledRequest the reconcile-now annotation, once it was followed; absent while what the status shows stays
 * @param proof what its key has proved; without a current proof, what its status tells of the workspace stays as it is
 * @param limitExceeded what to do, when a limit holds a batch of its workspace
 * @param approvalRequired what to do, when something waits for an approval
 * @param truncated what to do, when more items match than a policy may own resources for
 * @param childrenRefused what to do, when Kubernetes refuses to store resources for its rules
 * @param questionable what rules no longer match, or cannot act on, and what to do about it
 * @param trash what lies in its scope; absent until a listing was believed
 * @param trashPlan what is to be trashed, for review; absent when that is not certain now, so that what was published
 *     stays. A plan without lines means that nothing is
 * @param history the last actions, newest first
 * @param halt that nothing is trashed in its workspace
 * @param children resources to create for its rules
 */
public record PolicyProjection(
        long generation,
        Optional<String> handledRequest,
        Readiness readiness,
        KeyProof proof,
        Optional<String> limitExceeded,
        Optional<String> approvalRequired,
        Optional<String> truncated,
        Optional<String> childrenRefused,
        Optional<Notice> questionable,
        Optional<TrashCounts> trash,
        ItemCounts items,
        List<RuleCounts> rules,
        PlanCounts plan,
        Optional<TrashPlan> trashPlan,
        List<PastAction> history,
        Optional<TrashingHalt> halt,
        List<ChildToCreate> children) {
    public PolicyProjection {
        rules = List.copyOf(rules);
        history = List.copyOf(history);
        children = List.copyOf(children);
    }

    /**
     * Why something that a policy's rules are about may not be what their author means.
     *
     * @param renames those that it is about, the newest first; they must outlast a restart
     */
    public record Notice(String reason, String message, List<Rename> renames) {
        public Notice {
            renames = List.copyOf(renames);
        }

        /** One that is about no renames. */
        public Notice(String reason, String message) {
            this(reason, message, List.of());
        }
    }

    /**
     * The workspace's Trash, counted.
     *
     * @param other entries of types this program does not know
     * @param nextCleanupItem what is purged then, such as {@code version my-detector/3}
     * @param nextCleanupEstimated whether that date is only likely
     */
    public record TrashCounts(
            int projects,
            int versions,
            int workflows,
            int trainings,
            int other,
            Optional<Instant> nextCleanupAt,
            Optional<String> nextCleanupItem,
            boolean nextCleanupEstimated) {
        /** With a date that Roboflow told, or none. */
        public TrashCounts(
                int projects,
                int versions,
                int workflows,
                int trainings,
                int other,
                Optional<Instant> nextCleanupAt,
                Optional<String> nextCleanupItem) {
            this(projects, versions, workflows, trainings, other, nextCleanupAt, nextCleanupItem, false);
        }
    }

    /**
     * A policy's claims, counted.
     *
     * @param acting with an action planned
     * @param waiting Reconciling
     */
    public record ItemCounts(int total, int ready, int acting, int waiting, int stalled) {}

    /**
     * One rule, counted.
     *
     * @param matched items it is the first to match: in the Trash for a restore or observe rule, active for a trash rule
     * @param planned actions planned for its claims
     * @param held those of them that something holds
     */
    public record RuleCounts(String name, int matched, int planned, int held) {}

    /**
     * What is planned for a policy, counted; what has a trained model or is being trained is not in a plan.
     *
     * @param held restores and trashings that something holds
     * @param preview the first actions, one line each, at most {@value #PREVIEW}
     */
    public record PlanCounts(int restore, int trash, int held, List<String> preview) {
        public static final int PREVIEW = 20;

        public static final PlanCounts NOTHING = new PlanCounts(0, 0, 0, List.of());

        public PlanCounts {
            preview = List.copyOf(preview);
        }
    }

    /**
     * A TrashedItem that a rule is missing.
     *
     * @param name its name, see {@link ChildName}
     * @param id the internal id to pin: that of the project or workflow, for a version that of its project; none for a
     *     training, whose id is part of its name
     * @param createdBefore namesakes created later are not meant
     */
    public record ChildToCreate(
            String name,
            String rule,
            RuleAction action,
            ItemKey item,
            Optional<InternalId> id,
            Optional<Instant> createdBefore) {}
}
