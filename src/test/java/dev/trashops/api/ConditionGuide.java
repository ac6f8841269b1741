package dev.trashops.api;

import dev.trashops.api.v1alpha1.ConditionType;
import dev.trashops.plan.model.CleanupWarning;

/** What the types of conditions mean, and the reasons that are no {@link dev.trashops.plan.model.Reason}. */
final class ConditionGuide {
    private ConditionGuide() {}

    /** The kinds that have a condition of that type. */
    static String kinds(ConditionType type) {
        return switch (type) {
            case Ready, Reconciling, Stalled -> "both";
            case CleanupImminent -> "TrashedItem";
            case LimitExceeded, ApprovalRequired, Truncated -> "RoboflowTrashPolicy";
        };
    }

    /** What a condition of that type says. */
    static String meaning(ConditionType type) {
        return switch (type) {
            case Ready ->
                "Always there. On an item, True: it is where it is wanted. On a policy, True: its key opens the workspace.";
            case Reconciling -> "Only with Ready=False, of the same reason: it is not so yet and goes on by itself.";
            case Stalled -> "Only with Ready=False, of the same reason: a person has to do something.";
            case CleanupImminent ->
                "The item is destroyed for good within `spec.warnBefore` of its policy. Never on an item that is wanted"
                        + " Trashed. It stays while the policy is suspended, only plans, or Roboflow can't be reached.";
            case LimitExceeded -> "A limit holds a batch of trash actions back.";
            case ApprovalRequired -> "Trash actions wait for an approval.";
            case Truncated ->
                "The rules match more items than the TrashedItems that a policy may own; those with the nearest cleanup"
                        + " are there.";
        };
    }

    /** Its reasons, and what to do about it. */
    static String remedy(ConditionType type) {
        return switch (type) {
            case Ready, Reconciling, Stalled -> "The reason tells; see the tables below.";
            case CleanupImminent ->
                "Set `spec.desiredState: Restored`, or restore it in the web app, to keep it. If it is wanted Restored"
                        + " already, Ready says why it is not restored.";
            case LimitExceeded ->
                "Reason LimitExceeded. If the batch is meant, approve the plan, or raise `spec.limits` of every policy"
                        + " of the workspace. If not, remove TrashedItems or set them to Observed.";
            case ApprovalRequired ->
                "Reason ApprovalRequired. Review the plan that `status.plan` names, and write its digest and an `until`"
                        + " into `spec.approvedPlan`.";
            case Truncated -> "Reason Truncated. Make the rules narrower, or spread them over several policies.";
        };
    }

    /** What a reason of CleanupImminent says. */
    static String meaning(CleanupWarning.Stage stage) {
        return switch (stage) {
            case WITHIN_30D -> "In less than 30 days; only where `spec.warnBefore` is more than 7 days.";
            case WITHIN_7D -> "In less than 7 days.";
            case WITHIN_3D -> "In less than 3 days.";
            case WITHIN_1D -> "In less than a day, or any moment now.";
        };
    }
}
