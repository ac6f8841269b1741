package dev.trashops.api;

import dev.trashops.api.v1alpha1.ConditionType;
import dev.trashops.plan.model.CleanupWarning;

/** What the types of conditions mean, and the reasons that are not a {@link dev.trashops.plan.model.Reason}. */
final class ConditionGuide {
    private ConditionGuide() {}

    /** The kinds that have a condition of that type. */
    static String kinds(ConditionType type) {
        return switch (type) {
            case Ready, Reconciling, Stalled -> "both";
            case CleanupImminent -> "TrashedItem";
            case Suspended,
                    PlanOnly,
                    NotAllowed,
                    PlanPending,
                    LimitExceeded,
                    ApprovalRequired,
                    Truncated,
                    ChildrenRefused,
                    ItemsStalled,
                    RulesQuestionable -> "RoboflowTrashPolicy";
        };
    }

    /** What a condition of that type says. */
    static String meaning(ConditionType type) {
        return switch (type) {
            case Ready ->
                "Always present. True on an item: it is in its desired state. True on a policy: its API key works and "
                        + "its workspace is watched.";
            case Reconciling -> "Only with Ready=False and the same reason: not there yet, no action needed.";
            case Stalled -> "Only with Ready=False and the same reason: somebody has to act.";
            case CleanupImminent ->
                "The item will be permanently deleted within the policy's `spec.warnBefore`. Never on an item that"
                        + " should be Trashed, or that is being restored, unless that fails or is held. Stays while the policy is suspended, in `mode: Plan`, or Roboflow is"
                        + " unreachable.";
            case Suspended ->
                "`spec.suspend` is true: nothing is restored or trashed for the policy. It goes on watching, planning and"
                        + " warning.";
            case PlanOnly ->
                "`spec.mode` is Plan: everything is planned and published, and nothing is changed in Roboflow.";
            case NotAllowed -> "The operator is configured to do less than its policies may ask for.";
            case PlanPending ->
                "Trash actions need an approval, and the plan to approve is still being made; the message tells how far it is.";
            case LimitExceeded ->
                "A limit holds a batch of trash actions; the message tells which limit, in numbers. While Roboflow can't be"
                        + " read it stays as it was.";
            case ApprovalRequired ->
                "Trash actions wait for approval; the message has the digest and the command that shows the plan. While"
                        + " Roboflow can't be read it stays as it was.";
            case Truncated ->
                "The rules match more items than a policy may own TrashedItems; those closest to their cleanup date were "
                        + "created.";
            case ChildrenRefused ->
                "Kubernetes refuses to store TrashedItems of the policy's rules, because of a quota, an admission policy or "
                        + "missing rights; the message has its words and how many are missing. Ready is False with the same"
                        + " reason. What Restore rules match is restored all the same.";
            case ItemsStalled ->
                "Items that should be Restored are stalled, so they may be lost; the message names them. Ready is not affected.";
            case RulesQuestionable ->
                "A rule no longer restores or excludes something that was renamed (Renamed). A glob looks like a regular"
                        + " expression (RegularExpression). A rule can never match anything, because of an earlier rule, its"
                        + " own `exclude` or `spec.scope`, as far as types, single globs and the other selectors prove it"
                        + " (Unreachable). The Trash lists entries without names (Nameless). Rules match items whose slugs"
                        + " Roboflow's API reserves, such as `images` (NotAddressable). Nothing matches a glob now"
                        + " (MatchesNothing): often in order, and no Warning. Ready does not depend on any of this.";
        };
    }

    /** Its reasons, and what to do about it. */
    static String remedy(ConditionType type) {
        return switch (type) {
            case Ready, Reconciling, Stalled -> "Depends on the reason; see the tables below.";
            case CleanupImminent ->
                "To keep the item, paste the command in the message, or restore it in the web app. If it should "
                        + "already be Restored, the message says what holds it.";
            case Suspended -> "Reason Suspended. Review `status.plan`, then set `spec.suspend: false`.";
            case PlanOnly -> "Reason PlanOnly. Review `status.plan`, then set `spec.mode: Enforce`.";
            case NotAllowed ->
                "Reason NotAllowed. Whoever runs the operator sets `TRASHOPS_ALLOW`, or grants the right that the message names.";
            case PlanPending -> "Reason PlanPending. Nothing: ApprovalRequired follows.";
            case LimitExceeded ->
                "Reason LimitExceeded. If the batch is intended, approve the plan or raise `spec.limits` on every "
                        + "policy of the workspace. If not, delete TrashedItems or set them to Observed.";
            case ApprovalRequired ->
                "Reason ApprovalRequired. Review the plan named in `status.plan`, copy its digest to "
                        + "`spec.approvedPlan.digest` and set `spec.approvedPlan.until`.";
            case Truncated -> "Reason Truncated. Narrow the rules, or split them over several policies.";
            case ChildrenRefused ->
                "Reason ChildrenRefused. Raise the quota, or change what refuses them; the operator goes on within a minute.";
            case ItemsStalled -> "Reason ItemsStalled. Follow the message of each item: `kubectl get ti -o wide`.";
            case RulesQuestionable ->
                "The message names rules, globs or items, and what to write. Where several apply, the reason is the first in"
                        + " this order: Renamed (add the new name to the rule), RegularExpression (write a glob), Unreachable"
                        + " (change the order, or remove the rule), Nameless (restore the entries in the web app or by"
                        + " `item.id`, trainings by `item.training`), NotAddressable (rename the items), MatchesNothing"
                        + " (correct the glob, unless its items are yet to come).";
        };
    }

    /** What a reason of CleanupImminent says. */
    static String meaning(CleanupWarning.Stage stage) {
        return switch (stage) {
            case WITHIN_30D -> "Less than 30 days left; only if `spec.warnBefore` is more than 7 days.";
            case WITHIN_7D -> "Less than 7 days left.";
            case WITHIN_3D -> "Less than 3 days left.";
            case WITHIN_1D -> "Less than a day left, or due any moment.";
        };
    }
}
