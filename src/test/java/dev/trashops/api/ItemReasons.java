package dev.trashops.api;

import static dev.trashops.api.Advice.ready;
import static dev.trashops.api.Advice.reconciling;
import static dev.trashops.api.Advice.stalled;

import dev.trashops.plan.model.Reason;
import java.util.List;
import java.util.stream.Stream;

/** What each reason means on a TrashedItem, and what to do about it. A new reason does not compile without its text. */
public final class ItemReasons {
    private static final String SEE_POLICY = "See the conditions of the policy, and the table of its reasons below.";

    private ItemReasons() {}

    /** One advice for every way in which an item of that reason may stand; none where no item gives the reason. */
    public static List<Advice> advice(Reason reason) {
        return switch (reason) {
            case AVAILABLE -> List.of();
            case RESTORED -> ready("It is wanted Restored, and it is active.", "Nothing.");
            case TRASHED ->
                ready(
                        "It is wanted Trashed, and it is in the Trash.",
                        "Nothing. Until its cleanup, `spec.desiredState: Restored` brings it back.");
            case OBSERVED ->
                ready(
                        "It is only watched; the message says where it is.",
                        "Nothing. To keep what is in the Trash, write `spec.desiredState: Restored`.");
            case PURGED ->
                Stream.concat(
                                ready(
                                        "It is wanted Trashed, and it is gone from the Trash for good.",
                                        "Nothing. The resource may be removed.")
                                        .stream(),
                                stalled(
                                        "It is wanted Restored, but it was destroyed when its time in the Trash was over.",
                                        "It can't be brought back: remove the resource.")
                                        .stream())
                        .toList();
            case RESTORING -> reconciling("It is being brought back from the Trash.", "Nothing.");
            case TRASHING -> reconciling("It is being moved to the Trash.", "Nothing.");
            case WAITING_FOR_PARENT ->
                reconciling(
                        "A version whose project has to be restored first, and is being restored; or one that goes to the"
                                + " Trash with its project.",
                        "Nothing.");
            case SETTLING ->
                reconciling(
                        "It is trashed once the set of all that is wanted Trashed has stayed the same for"
                                + " `spec.limits.settle` of the policy.",
                        "Nothing. This is the time to take back what was not meant.");
            case RATE_LIMITED ->
                reconciling(
                        "Roboflow asks for fewer requests (429).",
                        "Nothing: the operator slows down and goes on by itself. If it comes often, write a longer"
                                + " `spec.interval` into the policies of the workspace.");
            case API_UNAVAILABLE ->
                reconciling(
                        "Roboflow did not answer, or its answer can't be understood, so nothing is concluded from it.",
                        "Nothing: it is asked again. If it lasts, see whether the operator can reach Roboflow's API.");
            case SNAPSHOT_PENDING ->
                reconciling(
                        "Something has to be read first: the item, the approved plan, or what was trashed before. Or: no"
                                + " rule wants the resource any more, and it goes by itself.",
                        "Nothing.");
            case RUNNING_TRAINING ->
                reconciling(
                        "It is wanted Trashed, but it or a version of it is being trained or generated, or that can't be"
                                + " read. Trashing would cancel that for good.",
                        "Nothing: it is trashed once that is over. Not to wait, add `RunningTraining` to"
                                + " `spec.acknowledge`; for all that a rule trashes, to `spec.rules[].acknowledge` of the"
                                + " policy.");
            case POLICY_NOT_READY -> reconciling("Its policy is not ready yet.", "Nothing here. " + SEE_POLICY);
            case PARENT_IN_TRASH ->
                stalled(
                        "A version that is in the Trash with its project, which has to be restored first.",
                        "Write a TrashedItem with `spec.desiredState: Restored` for the project, or restore it in the web"
                                + " app.");
            case LOST ->
                stalled(
                        "It is wanted Restored, but it left the Trash before its date and is not active under its name: it"
                                + " was destroyed in the web app, or restored and renamed.",
                        "If it was renamed, write a TrashedItem with the new slug; otherwise remove the resource.");
            case NOT_FOUND ->
                stalled(
                        "It is neither active nor in the Trash, and never was seen.",
                        "Check `spec.item`, the workspace of the policy and what its key may see.");
            case IDENTITY_MISMATCH ->
                stalled(
                        "The active item of that name is not the one that was meant: it was created later than the"
                                + " resource or `spec.item.createdBefore`, has another internal id, or is of another"
                                + " workspace. It is left alone.",
                        "If you do mean it, write a new TrashedItem.");
            case IDENTITY_AMBIGUOUS ->
                stalled(
                        "The name alone does not tell which item is meant: there are several, or Roboflow does not say"
                                + " when it was created. Or: it can't come back (409) as an active item has its name.",
                        "Set `spec.item.id` to the internal id, which the Trash listing shows. After a 409, rename one of"
                                + " the two in the web app.");
            case CONFLICT ->
                stalled(
                        "It is wanted Trashed, but a TrashedItem or a Restore rule wants it, or a part of it, Restored,"
                                + " and Restored beats Trashed. Or: a rule made the resource, and its policy does not own"
                                + " it any more.",
                        "Remove one of the two, or make them agree; a rule leaves alone what its `exclude` names. Delete"
                                + " what a rule has left behind.");
            case REJECTED ->
                stalled(
                        "It is outside of `spec.scope` of its policy, a field of it or of the policy can't be used, or"
                                + " Roboflow refused the action.",
                        "Do what the message says: add its slug to the scope or use another policy, correct the field,"
                                + " or check what the API key may do.");
            case TRAINED_MODEL ->
                stalled(
                        "It is wanted Trashed, but it or a version of it has a trained model, or that can't be read. It"
                                + " would stop being served.",
                        "To trash it all the same, add `TrainedModel` to `spec.acknowledge`; for all that a rule trashes,"
                                + " to `spec.rules[].acknowledge` of the policy.");
            case MISSING_SCOPE ->
                stalled(
                        "The API key lacks a scope that this needs; the message names it.",
                        "Add it to the key in Roboflow.");
            case INVALID_CREDENTIALS -> stalled("Roboflow refuses the API key of the policy.", SEE_POLICY);
            case SECRET_NOT_FOUND -> stalled("The policy has no API key.", SEE_POLICY);
            case WORKSPACE_NOT_FOUND -> stalled("The API key of the policy may see no such workspace.", SEE_POLICY);
            case ACCOUNT_BLOCKED ->
                stalled("The plan, a quota or the billing of the workspace forbids it.", "Settle that in Roboflow.");
            case POLICY_NOT_FOUND ->
                stalled(
                        "There is no RoboflowTrashPolicy of the name in `spec.policyRef.name` in this namespace.",
                        "Create it, with the workspace of the item and the Secret that holds its API key.");
            case LIMIT_EXCEEDED ->
                stalled(
                        "It is wanted Trashed, but all that is, with what was trashed lately, exceeds the limits of the"
                                + " workspace. None of it goes.",
                        "If it is meant, approve the plan: write `status.plan.digest` of the policy and an `until` into its"
                                + " `spec.approvedPlan`; or raise `spec.limits` of every policy of the workspace. If not,"
                                + " remove TrashedItems or set them to Observed.");
            case APPROVAL_REQUIRED ->
                stalled(
                        "A rule wants it trashed, and no approval that counts lists it.",
                        "Review the plan that `status.plan` of the policy names, and write its digest and an `until` into"
                                + " `spec.approvedPlan`. Where an approval was carried out already, write a TrashedItem.");
            case PLAN_ONLY ->
                stalled(
                        "Its policy has `mode: Plan`, so this is only planned.",
                        "Set `spec.mode: Enforce` of the policy.");
            case SUSPENDED ->
                stalled(
                        "Its policy has `suspend: true`, or a TrashedItem for it or for a version of it has.",
                        "Set `spec.suspend: false`.");
            case NOT_ALLOWED ->
                stalled(
                        "The operator was started without the power to do it, or can't write its audit log, without which"
                                + " it changes nothing.",
                        "Whoever runs it sets `TRASHOPS_ALLOW` to `restore` or `all`; makes room for the audit log, or"
                                + " corrects `TRASHOPS_AUDIT_LOG`.");
            case SPARED ->
                stalled(
                        "Somebody brought it back after a rule had moved it to the Trash, so the rule leaves it alone.",
                        "Nothing, or to have it trashed all the same, write a TrashedItem for it.");
            case DRIFT_REPORTED ->
                stalled(
                        "Somebody changed it after it had reached its desired state, and `driftPolicy` is Report.",
                        "Set `spec.driftPolicy: Correct`, or `spec.desiredState` to what it is now.");
            case DRIFT_FIGHT ->
                stalled(
                        "Somebody keeps changing it, three times within 24 hours: it is left alone, save that a Restored one"
                                + " is rescued on its last day.",
                        "Find out who, then change the spec or set the annotation `trashops.dev/requested-at`.");
            case CLOCK_SKEW ->
                stalled(
                        "The clocks of the operator and of Roboflow are more than 5 minutes apart, so dates can't be"
                                + " trusted and nothing is trashed.",
                        "Set the node's clock right.");
        };
    }
}
