package dev.trashops.plan.model;

import dev.trashops.plan.model.PolicyState.KeyProof;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the loop says of one policy: everything its status shows.
 *
 * @param generation the generation of the policy this was made for
 * @param handledRequest the reconcile-now annotation, once it was followed; absent while what the status shows stays
 * @param proof what its key has proved; without a current proof, what its status tells of the workspace stays as it is
 * @param secret which version of its Secret Roboflow accepted or refused
 * @param mode what it does at present, whoever decided that
 * @param conditions what holds besides, why, and what to do about it
 * @param rulesReviewed whether everything was read that the condition RulesQuestionable depends on; if not, what was said
 *     before may still be so
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
        SecretVersions secret,
        EffectiveMode mode,
        Map<PolicyCondition, Notice> conditions,
        boolean rulesReviewed,
        Optional<TrashCounts> trash,
        ItemCounts items,
        List<RuleCounts> rules,
        PlanCounts plan,
        Optional<TrashPlan> trashPlan,
        List<PastAction> history,
        Optional<TrashingHalt> halt,
        List<ChildToCreate> children) {
    public PolicyProjection {
        conditions = Collections.unmodifiableMap(
                conditions.isEmpty() ? new EnumMap<>(PolicyCondition.class) : new EnumMap<>(conditions));
        rules = List.copyOf(rules);
        history = List.copyOf(history);
        children = List.copyOf(children);
    }

    /** What it shows of its plan, after it showed that. */
    public ShownPlan shownPlan(ShownPlan before) {
        Map<PolicyCondition, Notice> told = new EnumMap<>(PolicyCondition.class);
        ShownPlan.CONDITIONS.forEach(type -> condition(type).ifPresent(notice -> told.put(type, notice)));
        return new ShownPlan(
                plan, trashPlan.map(known -> !known.lines().isEmpty()).orElse(before.published()), told);
    }

    /** What a condition says, if it is so. */
    public Optional<Notice> condition(PolicyCondition type) {
        return Optional.ofNullable(conditions.get(type));
    }

    /**
     * Why a condition is so, and what to do about it.
     *
     * @param renames those that it is about, the newest first; they must outlast a restart
     */
    public record Notice(String reason, String message, List<Rename> renames) {
        public static final String REGULAR_EXPRESSION = "RegularExpression";
        public static final String UNREACHABLE = "Unreachable";
        public static final String MATCHES_NOTHING = "MatchesNothing";

        public Notice {
            renames = List.copyOf(renames);
        }

        /** One that is about no renames. */
        public Notice(String reason, String message) {
            this(reason, message, List.of());
        }

        /** Whether it is nothing to be alarmed at, such as a rule for what is yet to come. */
        public boolean isOftenInOrder() {
            return reason.equals(MATCHES_NOTHING);
        }

        /** Whether the spec alone may be the reason, whatever is read of the workspace. */
        public boolean isOfTheSpec() {
            return reason.equals(REGULAR_EXPRESSION) || reason.equals(UNREACHABLE);
        }
    }

    /**
     * What is odd about a policy's rules.
     *
     * @param notice what to say, if anything
     * @param complete whether everything was read that it depends on; if not, what was said before may still hold
     */
    public record RuleReview(Optional<Notice> notice, boolean complete) {}

    /**
     * The workspace's Trash, counted.
     *
     * @param other entries of types this program does not know
     * @param endangered how many of them are purged soon that nobody wants trashed
     * @param nextCleanupItem what is purged then, such as {@code version my-detector/3}
     * @param nextCleanupEstimated whether that date is only likely
     */
    public record TrashCounts(
            int projects,
            int versions,
            int workflows,
            int trainings,
            int other,
            Endangered.Counts endangered,
            Optional<Instant> nextCleanupAt,
            Optional<String> nextCleanupItem,
            boolean nextCleanupEstimated) {
        /** With a date that Roboflow told, or none, and nothing endangered. */
        public TrashCounts(
                int projects,
                int versions,
                int workflows,
                int trainings,
                int other,
                Optional<Instant> nextCleanupAt,
                Optional<String> nextCleanupItem) {
            this(
                    projects,
                    versions,
                    workflows,
                    trainings,
                    other,
                    Endangered.Counts.NONE,
                    nextCleanupAt,
                    nextCleanupItem,
                    false);
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
     * @param kept why items are not in the plan although somebody asked to have them trashed, with their number
     * @param preview the first actions, one line each, at most {@value #PREVIEW}
     * @param stale whether this is what was last known
     */
    public record PlanCounts(
            int restore, int trash, int held, Map<Reason, Integer> kept, List<String> preview, boolean stale) {
        public static final int PREVIEW = 20;

        public static final PlanCounts NOTHING = new PlanCounts(0, 0, 0, List.of());

        public PlanCounts {
            kept = Collections.unmodifiableMap(kept.isEmpty() ? new EnumMap<>(Reason.class) : new EnumMap<>(kept));
            preview = List.copyOf(preview);
        }

        /** As they are known now, with nothing kept. */
        public PlanCounts(int restore, int trash, int held, List<String> preview) {
            this(restore, trash, held, Map.of(), preview, false);
        }

        /** The same, as what was last known or as what still is so. */
        public PlanCounts stale(boolean only) {
            return new PlanCounts(restore, trash, held, kept, preview, only);
        }
    }

    /**
     * What a status shows of a plan, so that an outage does not hide it.
     *
     * @param published whether it names a digest
     * @param conditions what it says of limits and approvals
     */
    public record ShownPlan(PlanCounts counts, boolean published, Map<PolicyCondition, Notice> conditions) {
        /** Nothing was shown yet. */
        public static final ShownPlan NONE = new ShownPlan(PlanCounts.NOTHING, false, Map.of());

        /** The conditions that tell of the plan. */
        public static final Set<PolicyCondition> CONDITIONS = Collections.unmodifiableSet(EnumSet.of(
                PolicyCondition.PLAN_PENDING, PolicyCondition.LIMIT_EXCEEDED, PolicyCondition.APPROVAL_REQUIRED));

        public ShownPlan {
            conditions = Map.copyOf(conditions);
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
