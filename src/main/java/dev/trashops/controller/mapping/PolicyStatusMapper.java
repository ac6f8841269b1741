package dev.trashops.controller.mapping;

import dev.trashops.api.v1alpha1.RoboflowTrashPolicy;
import dev.trashops.api.v1alpha1.RoboflowTrashPolicyStatus;
import dev.trashops.api.v1alpha1.RoboflowTrashPolicyStatus.EndangeredSummary;
import dev.trashops.api.v1alpha1.RoboflowTrashPolicyStatus.ItemsSummary;
import dev.trashops.api.v1alpha1.RoboflowTrashPolicyStatus.RuleSummary;
import dev.trashops.api.v1alpha1.RoboflowTrashPolicyStatus.TrashSummary;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.PastAction;
import dev.trashops.plan.model.PolicyCondition;
import dev.trashops.plan.model.PolicyId;
import dev.trashops.plan.model.PolicyProjection;
import dev.trashops.plan.model.PolicyProjection.ItemCounts;
import dev.trashops.plan.model.PolicyProjection.Notice;
import dev.trashops.plan.model.PolicyProjection.RuleCounts;
import dev.trashops.plan.model.PolicyProjection.TrashCounts;
import dev.trashops.plan.model.PolicyState.KeyProof;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Rename;
import dev.trashops.plan.model.TrashingHalt;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Maps policy projections to the status of RoboflowTrashPolicies, and reads what is remembered from there. */
public final class PolicyStatusMapper {
    private static final RoboflowTrashPolicyStatus NONE = new RoboflowTrashPolicyStatus(
            null, null, null, null, null, null, List.of(), null, List.of(), null, List.of(), List.of());

    /** The conditions that tell of what was read. */
    private static final Set<String> OF_THE_WORKSPACE =
            Set.of(PolicyCondition.RULES_QUESTIONABLE.text(), PolicyCondition.LIMIT_EXCEEDED.text());

    private PolicyStatusMapper() {}

    /**
     * The plan to be reviewed, as a status shows it.
     *
     * @param configMap with the plan; empty while it could not be written
     */
    public record PublishedPlan(String digest, Optional<String> configMap) {

        public static Optional<PublishedPlan> of(@Nullable RoboflowTrashPolicyStatus status) {
            return Optional.ofNullable(status)
                    .map(RoboflowTrashPolicyStatus::plan)
                    .flatMap(plan -> Optional.ofNullable(plan.digest())
                            .map(digest -> new PublishedPlan(digest, Optional.ofNullable(plan.configMap()))));
        }
    }

    /** The status to write, with the plan to be reviewed if there is one. It keeps what has not changed since {@code replaced}. */
    public static RoboflowTrashPolicyStatus status(
            PolicyProjection projection,
            Optional<PublishedPlan> publication,
            @Nullable RoboflowTrashPolicyStatus replaced,
            Instant now) {
        RoboflowTrashPolicyStatus before = keeping(replaced, projection.proof());
        boolean learns = projection.proof() == KeyProof.CURRENT;
        return new RoboflowTrashPolicyStatus(
                projection.generation(),
                projection.handledRequest().orElse(before.lastHandledReconcileAt()),
                KeyStatus.credentials(projection, before.credentials(), now),
                projection.trash().map(PolicyStatusMapper::summary).orElseGet(() -> stale(before.trash())),
                projection.mode().text(),
                summary(projection.items()),
                projection.rules().stream()
                        .map(rule -> summary(rule, learns ? Optional.empty() : matched(before, rule.name())))
                        .toList(),
                PlanSummaryMapper.summary(projection.plan(), publication),
                projection.history().stream()
                        .limit(RoboflowTrashPolicyStatus.MAX_HISTORY)
                        .map(PolicyStatusMapper::pastAction)
                        .toList(),
                projection.halt().map(PolicyStatusMapper::halt).orElse(null),
                learns ? renames(projection) : before.renames(),
                new Conditions(before.conditions(), projection.generation(), now)
                        .readiness(projection.readiness())
                        .present(conditions(projection, before))
                        .list());
    }

    /** Until everything was read again that it depends on, what was said of the same rules stays, or that nothing was. */
    private static Map<PolicyCondition, Notice> conditions(
            PolicyProjection projection, RoboflowTrashPolicyStatus before) {
        boolean unseen = projection.proof() == KeyProof.NONE && !KeyStatus.wasVerified(before.credentials());
        if (projection.rulesReviewed() || unseen) {
            return projection.conditions();
        }
        boolean same = Long.valueOf(projection.generation()).equals(before.observedGeneration());
        Optional<Notice> shown = Conditions.notice(before.conditions(), PolicyCondition.RULES_QUESTIONABLE);
        Optional<Notice> told = same
                ? shown
                : shown.filter(notice -> !notice.isOfTheSpec())
                        .or(() -> projection.condition(PolicyCondition.RULES_QUESTIONABLE));
        Map<PolicyCondition, Notice> conditions = new EnumMap<>(PolicyCondition.class);
        conditions.putAll(projection.conditions());
        conditions.remove(PolicyCondition.RULES_QUESTIONABLE);
        told.ifPresent(notice -> conditions.put(PolicyCondition.RULES_QUESTIONABLE, notice));
        return conditions;
    }

    /**
     * What a status may go on showing of the workspace. Where no key of the policy was ever seen to open it, that is nothing,
     * whoever wrote it.
     */
    private static RoboflowTrashPolicyStatus keeping(@Nullable RoboflowTrashPolicyStatus replaced, KeyProof proof) {
        RoboflowTrashPolicyStatus before = orNone(replaced);
        return proof != KeyProof.NONE || KeyStatus.wasVerified(before.credentials())
                ? before
                : new RoboflowTrashPolicyStatus(
                        before.observedGeneration(),
                        before.lastHandledReconcileAt(),
                        before.credentials(),
                        null,
                        before.effectiveMode(),
                        before.items(),
                        List.of(),
                        before.plan(),
                        before.history(),
                        before.halt(),
                        List.of(),
                        before.conditions().stream()
                                .filter(condition -> !OF_THE_WORKSPACE.contains(condition.type()))
                                .toList());
    }

    private static Optional<Integer> matched(RoboflowTrashPolicyStatus before, String rule) {
        return before.rules().stream()
                .filter(shown -> shown.name().equals(rule))
                .flatMap(shown -> Optional.ofNullable(shown.matched()).stream())
                .findFirst();
    }

    private static List<RoboflowTrashPolicyStatus.Rename> renames(PolicyProjection projection) {
        return projection.condition(PolicyCondition.RULES_QUESTIONABLE).stream()
                .flatMap(notice -> notice.renames().stream())
                .map(PolicyStatusMapper::rename)
                .toList();
    }

    /** The status of a policy with an invalid spec; earlier counts stay. */
    public static RoboflowTrashPolicyStatus refused(
            Readiness readiness, long generation, @Nullable RoboflowTrashPolicyStatus replaced, Instant now) {
        RoboflowTrashPolicyStatus before = orNone(replaced);
        return new RoboflowTrashPolicyStatus(
                generation,
                before.lastHandledReconcileAt(),
                before.credentials(),
                before.trash(),
                before.effectiveMode(),
                before.items(),
                before.rules(),
                before.plan(),
                before.history(),
                before.halt(),
                before.renames(),
                new Conditions(before.conditions(), generation, now)
                        .readiness(readiness)
                        .list());
    }

    /** The earlier actions in a status, newest first. */
    public static List<PastAction> history(@Nullable RoboflowTrashPolicyStatus status) {
        return orNone(status).history().stream()
                .map(PolicyStatusMapper::pastAction)
                .toList();
    }

    /** The halt of the workspace's trashing that a policy shows. */
    public static Optional<TrashingHalt> halt(RoboflowTrashPolicy policy) {
        return Optional.ofNullable(orNone(policy.getStatus()).halt())
                .map(halt -> new TrashingHalt(
                        halt.since(),
                        halt.message(),
                        Optional.ofNullable(halt.policy())
                                .map(name -> new PolicyId(ResourceMetadata.namespace(policy), name)),
                        Optional.ofNullable(halt.request())));
    }

    /** What a policy says was renamed out of reach of its rules. */
    public static List<Rename> renames(@Nullable RoboflowTrashPolicyStatus status) {
        return orNone(status).renames().stream().map(PolicyStatusMapper::rename).toList();
    }

    private static Rename rename(RoboflowTrashPolicyStatus.Rename rename) {
        ItemType type = EnumMapper.ITEM_TYPE.toModel(rename.type());
        return new Rename(named(type, rename.from()), named(type, rename.to()), rename.knownBy());
    }

    private static ItemKey named(ItemType type, String slug) {
        return type == ItemType.WORKFLOW ? ItemKey.workflow(slug) : ItemKey.project(slug);
    }

    private static RoboflowTrashPolicyStatus.Rename rename(Rename rename) {
        return new RoboflowTrashPolicyStatus.Rename(
                EnumMapper.ITEM_TYPE.toApi(rename.to().type()),
                rename.from().slug(),
                rename.to().slug(),
                rename.knownBy());
    }

    private static RoboflowTrashPolicyStatus.Halt halt(TrashingHalt halt) {
        return new RoboflowTrashPolicyStatus.Halt(
                halt.since(),
                halt.message(),
                halt.policy().map(PolicyId::name).orElse(null),
                halt.request().orElse(null));
    }

    private static RoboflowTrashPolicyStatus orNone(@Nullable RoboflowTrashPolicyStatus status) {
        return status == null ? NONE : status;
    }

    private static TrashSummary summary(TrashCounts counts) {
        return new TrashSummary(
                counts.projects() + counts.versions() + counts.workflows() + counts.trainings() + counts.other(),
                counts.projects(),
                counts.versions(),
                counts.workflows(),
                counts.trainings(),
                counts.other(),
                new EndangeredSummary(
                        counts.endangered().within1d(),
                        counts.endangered().within3d(),
                        counts.endangered().within7d()),
                counts.nextCleanupAt().orElse(null),
                ItemStatusMapper.shown(counts.nextCleanupAt(), counts.nextCleanupEstimated()),
                counts.nextCleanupItem().orElse(null),
                null);
    }

    private static @Nullable TrashSummary stale(@Nullable TrashSummary seen) {
        return seen == null
                ? null
                : new TrashSummary(
                        seen.total(),
                        seen.projects(),
                        seen.versions(),
                        seen.workflows(),
                        seen.trainings(),
                        seen.other(),
                        seen.endangered(),
                        seen.nextCleanupAt(),
                        seen.nextCleanup(),
                        seen.nextCleanupItem(),
                        true);
    }

    private static ItemsSummary summary(ItemCounts counts) {
        return new ItemsSummary(counts.total(), counts.ready(), counts.acting(), counts.waiting(), counts.stalled());
    }

    private static RuleSummary summary(RuleCounts counts, Optional<Integer> matchedBefore) {
        return new RuleSummary(counts.name(), matchedBefore.orElse(counts.matched()), counts.planned(), counts.held());
    }

    private static RoboflowTrashPolicyStatus.PastAction pastAction(PastAction action) {
        return new RoboflowTrashPolicyStatus.PastAction(
                action.at(),
                EnumMapper.ACTION.toApi(action.kind()),
                action.item(),
                EnumMapper.OUTCOME.toApi(action.outcome()),
                FieldValidator.text(action.cause()).orElse(null));
    }

    private static PastAction pastAction(RoboflowTrashPolicyStatus.PastAction action) {
        return new PastAction(
                action.at(),
                EnumMapper.ACTION.toModel(action.action()),
                action.item(),
                EnumMapper.OUTCOME.toModel(action.outcome()),
                Optional.ofNullable(action.cause()).orElse(""));
    }
}
