package dev.trashops.controller.mapping;

import dev.trashops.api.v1alpha1.Condition;
import dev.trashops.api.v1alpha1.ConditionType;
import dev.trashops.api.v1alpha1.RoboflowTrashPolicyStatus;
import dev.trashops.api.v1alpha1.RoboflowTrashPolicyStatus.ItemsSummary;
import dev.trashops.api.v1alpha1.RoboflowTrashPolicyStatus.PlanSummary;
import dev.trashops.api.v1alpha1.RoboflowTrashPolicyStatus.RuleSummary;
import dev.trashops.api.v1alpha1.RoboflowTrashPolicyStatus.TrashSummary;
import dev.trashops.plan.model.PastAction;
import dev.trashops.plan.model.PolicyProjection;
import dev.trashops.plan.model.PolicyProjection.ItemCounts;
import dev.trashops.plan.model.PolicyProjection.PlanCounts;
import dev.trashops.plan.model.PolicyProjection.RuleCounts;
import dev.trashops.plan.model.PolicyProjection.TrashCounts;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Maps policy projections to the status of RoboflowTrashPolicies and back. */
public final class PolicyStatusMapper {
    private PolicyStatusMapper() {}

    /**
     * The status to write.
     *
     * @param publication the plan to be reviewed, if there is one
     * @param before the status that is replaced
     * @param now the transition time of conditions that change
     */
    public static RoboflowTrashPolicyStatus status(
            PolicyProjection projection,
            Optional<PublishedPlan> publication,
            @Nullable RoboflowTrashPolicyStatus before,
            Instant now) {
        Conditions conditions =
                new Conditions(before == null ? List.of() : before.conditions(), projection.generation(), now);
        conditions.readiness(projection.readiness());
        projection
                .limitExceeded()
                .ifPresent(message ->
                        conditions.present(ConditionType.LimitExceeded, Reason.LIMIT_EXCEEDED.text(), message));
        projection
                .approvalRequired()
                .ifPresent(message ->
                        conditions.present(ConditionType.ApprovalRequired, Reason.APPROVAL_REQUIRED.text(), message));
        projection
                .truncated()
                .ifPresent(message ->
                        conditions.present(ConditionType.Truncated, ConditionType.Truncated.name(), message));
        return new RoboflowTrashPolicyStatus(
                projection.generation(),
                projection.handledRequest().orElse(null),
                projection.trash().map(PolicyStatusMapper::summary).orElse(before == null ? null : before.trash()),
                summary(projection.items()),
                projection.rules().stream().map(PolicyStatusMapper::summary).toList(),
                summary(projection.plan(), publication),
                projection.history().stream()
                        .limit(RoboflowTrashPolicyStatus.MAX_HISTORY)
                        .map(PolicyStatusMapper::pastAction)
                        .toList(),
                conditions.list());
    }

    /** The status of a policy with an invalid spec; earlier counts stay. */
    public static RoboflowTrashPolicyStatus refused(
            Readiness readiness, long generation, @Nullable RoboflowTrashPolicyStatus before, Instant now) {
        return new RoboflowTrashPolicyStatus(
                generation,
                before == null ? null : before.lastHandledReconcileAt(),
                before == null ? null : before.trash(),
                before == null ? null : before.items(),
                before == null ? List.of() : before.rules(),
                before == null ? null : before.plan(),
                before == null ? List.of() : before.history(),
                new Conditions(before == null ? List.of() : before.conditions(), generation, now)
                        .readiness(readiness)
                        .list());
    }

    /** The projection that a status shows; empty if this operator did not write it. */
    public static Optional<PolicyProjection> projection(@Nullable RoboflowTrashPolicyStatus status) {
        return Optional.ofNullable(status)
                .flatMap(found -> Conditions.readiness(found.conditions())
                        .map(readiness -> new PolicyProjection(
                                Optional.ofNullable(found.observedGeneration()).orElse(-1L),
                                Optional.ofNullable(found.lastHandledReconcileAt()),
                                readiness,
                                Conditions.find(found.conditions(), ConditionType.LimitExceeded)
                                        .map(Condition::message),
                                Conditions.find(found.conditions(), ConditionType.ApprovalRequired)
                                        .map(Condition::message),
                                Conditions.find(found.conditions(), ConditionType.Truncated)
                                        .map(Condition::message),
                                Optional.ofNullable(found.trash()).map(PolicyStatusMapper::counts),
                                Optional.ofNullable(found.items())
                                        .map(PolicyStatusMapper::counts)
                                        .orElse(new ItemCounts(0, 0, 0, 0, 0)),
                                found.rules().stream()
                                        .map(PolicyStatusMapper::counts)
                                        .toList(),
                                Optional.ofNullable(found.plan())
                                        .map(PolicyStatusMapper::counts)
                                        .orElse(PlanCounts.NOTHING),
                                Optional.empty(),
                                history(found),
                                List.of())));
    }

    /** The earlier actions in a status, newest first. */
    public static List<PastAction> history(@Nullable RoboflowTrashPolicyStatus status) {
        return status == null
                ? List.of()
                : status.history().stream().map(PolicyStatusMapper::pastAction).toList();
    }

    private static TrashSummary summary(TrashCounts counts) {
        return new TrashSummary(
                counts.projects() + counts.versions() + counts.workflows() + counts.other(),
                counts.projects(),
                counts.versions(),
                counts.workflows(),
                counts.other(),
                counts.nextCleanupAt().orElse(null),
                counts.nextCleanupItem().orElse(null));
    }

    private static TrashCounts counts(TrashSummary summary) {
        return new TrashCounts(
                number(summary.projects()),
                number(summary.versions()),
                number(summary.workflows()),
                number(summary.other()),
                Optional.ofNullable(summary.nextCleanupAt()),
                Optional.ofNullable(summary.nextCleanupItem()));
    }

    private static ItemsSummary summary(ItemCounts counts) {
        return new ItemsSummary(counts.total(), counts.ready(), counts.acting(), counts.waiting(), counts.stalled());
    }

    private static ItemCounts counts(ItemsSummary summary) {
        return new ItemCounts(
                number(summary.total()),
                number(summary.ready()),
                number(summary.acting()),
                number(summary.waiting()),
                number(summary.stalled()));
    }

    private static RuleSummary summary(RuleCounts counts) {
        return new RuleSummary(counts.name(), counts.matched(), counts.planned(), counts.held());
    }

    private static RuleCounts counts(RuleSummary summary) {
        return new RuleCounts(
                summary.name(), number(summary.matched()), number(summary.planned()), number(summary.held()));
    }

    private static PlanSummary summary(PlanCounts counts, Optional<PublishedPlan> publication) {
        return new PlanSummary(
                publication.map(PublishedPlan::digest).orElse(null),
                counts.restore(),
                counts.trash(),
                counts.held(),
                counts.preview(),
                publication.flatMap(PublishedPlan::configMap).orElse(null));
    }

    private static PlanCounts counts(PlanSummary summary) {
        return new PlanCounts(
                number(summary.restore()), number(summary.trash()), number(summary.held()), summary.preview());
    }

    private static RoboflowTrashPolicyStatus.PastAction pastAction(PastAction action) {
        return new RoboflowTrashPolicyStatus.PastAction(
                action.at(),
                EnumMapper.of(action.kind()),
                action.item(),
                EnumMapper.of(action.outcome()),
                FieldValidator.text(action.cause()).orElse(null));
    }

    private static PastAction pastAction(RoboflowTrashPolicyStatus.PastAction action) {
        return new PastAction(
                action.at(),
                EnumMapper.of(action.action()),
                action.item(),
                EnumMapper.of(action.outcome()),
                Optional.ofNullable(action.cause()).orElse(""));
    }

    private static int number(@Nullable Integer count) {
        return count == null ? 0 : count;
    }
}
