package dev.trashops.controller;

import dev.trashops.api.v1alpha1.Condition;
import dev.trashops.api.v1alpha1.ConditionType;
import dev.trashops.api.v1alpha1.ItemsSummary;
import dev.trashops.api.v1alpha1.RoboflowTrashPolicyStatus;
import dev.trashops.api.v1alpha1.TrashSummary;
import dev.trashops.plan.model.PolicyView;
import dev.trashops.plan.model.PolicyView.ItemCounts;
import dev.trashops.plan.model.PolicyView.TrashCounts;
import dev.trashops.plan.model.Reason;
import dev.trashops.plan.model.Standing;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the loop says of a policy, as the status of a RoboflowTrashPolicy, and back. Times are whole seconds there. */
final class PolicyStatuses {
    private PolicyStatuses() {}

    /**
     * The whole status that shows a view.
     *
     * @param before the status that is replaced
     * @param now the time of conditions that change
     */
    static RoboflowTrashPolicyStatus status(PolicyView view, @Nullable RoboflowTrashPolicyStatus before, Instant now) {
        Conditions conditions =
                new Conditions(before == null ? List.of() : before.conditions(), view.generation(), now);
        conditions.standing(view.standing());
        view.limitExceeded()
                .ifPresent(message ->
                        conditions.present(ConditionType.LimitExceeded, Reason.LIMIT_EXCEEDED.text(), message));
        return new RoboflowTrashPolicyStatus(
                view.generation(),
                view.handledRequest().orElse(null),
                view.trash().map(PolicyStatuses::summary).orElse(null),
                summary(view.items()),
                before == null ? List.of() : before.rules(),
                before == null ? null : before.plan(),
                before == null ? List.of() : before.history(),
                conditions.list());
    }

    /** The status of a policy that the loop can't work with; what was counted before stays. */
    static RoboflowTrashPolicyStatus refused(
            Standing standing, long generation, @Nullable RoboflowTrashPolicyStatus before, Instant now) {
        return new RoboflowTrashPolicyStatus(
                generation,
                before == null ? null : before.lastHandledReconcileAt(),
                before == null ? null : before.trash(),
                before == null ? null : before.items(),
                before == null ? List.of() : before.rules(),
                before == null ? null : before.plan(),
                before == null ? List.of() : before.history(),
                new Conditions(before == null ? List.of() : before.conditions(), generation, now)
                        .standing(standing)
                        .list());
    }

    /** The view that a status shows, or nothing where it says nothing in our words. */
    static Optional<PolicyView> view(@Nullable RoboflowTrashPolicyStatus status) {
        return Optional.ofNullable(status)
                .flatMap(found -> Conditions.standing(found.conditions())
                        .map(standing -> new PolicyView(
                                Optional.ofNullable(found.observedGeneration()).orElse(-1L),
                                Optional.ofNullable(found.lastHandledReconcileAt()),
                                standing,
                                Conditions.find(found.conditions(), ConditionType.LimitExceeded)
                                        .map(Condition::message),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.ofNullable(found.trash()).map(PolicyStatuses::counts),
                                Optional.ofNullable(found.items())
                                        .map(PolicyStatuses::counts)
                                        .orElse(new ItemCounts(0, 0, 0, 0, 0)),
                                List.of(),
                                PolicyView.PlanCounts.NOTHING,
                                Optional.empty(),
                                List.of(),
                                List.of())));
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

    private static int number(@Nullable Integer count) {
        return count == null ? 0 : count;
    }
}
