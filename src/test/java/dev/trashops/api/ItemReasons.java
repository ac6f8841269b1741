package dev.trashops.api;

import static dev.trashops.api.Advice.ready;
import static dev.trashops.api.Advice.reconciling;
import static dev.trashops.api.Advice.stalled;

import dev.trashops.plan.model.Reason;
import java.util.List;
import java.util.stream.Stream;

/** What each reason means on a TrashedItem, and what to do about it. A new reason does not compile without its text. */
public final class ItemReasons {
    private static final String SEE_POLICY = "See the policy's conditions, and its reasons below.";

    private ItemReasons() {}

    /** One explanation for each readiness this reason comes with on an item; empty if items never have it. */
    public static List<Advice> advice(Reason reason) {
        return switch (reason) {
            case AVAILABLE, CHILDREN_REFUSED -> List.of();
            case RESTORED -> ready("The item is active, as desired.", "Nothing.");
            case TRASHED ->
                ready(
                        "The item is in the Trash, as desired.",
                        "Nothing. Until its cleanup date, `spec.desiredState: Restored` brings it back.");
            case OBSERVED ->
                ready(
                        "The item is only observed; the message says where it is.",
                        "Nothing. To keep an item that is in the Trash, set `spec.desiredState: Restored`.");
            case PURGED ->
                Stream.concat(
                                ready(
                                        "The item was to be trashed, and has been permanently deleted from the Trash.",
                                        "Nothing. You can delete the resource.")
                                        .stream(),
                                stalled(
                                        "The item was to be restored, but was permanently deleted when its time in the "
                                                + "Trash was up.",
                                        "The item can't be restored: delete the resource.")
                                        .stream())
                        .toList();
            case RESTORING -> reconciling("The item is being restored from the Trash.", "Nothing.");
            case TRASHING -> reconciling("The item is being moved to the Trash.", "Nothing.");
            case WAITING_FOR_PARENT ->
                Stream.concat(
                                reconciling(
                                        "A version or training whose project or version must be restored first, which a"
                                                + " TrashedItem or a rule asks for; or one that goes to the Trash with that.",
                                        "Nothing.")
                                        .stream(),
                                stalled(
                                        "A version or training whose project or version must be restored first. A"
                                                + " TrashedItem or a rule asks for that, and is held.",
                                        "Do what the message says: it names what asks, unless that is in another namespace.")
                                        .stream())
                        .toList();
            case SETTLING ->
                reconciling(
                        "The item is trashed once the set of all items to be trashed has stayed unchanged for the "
                                + "policy's `spec.limits.settle`.",
                        "Nothing. Until then you can undo a mistake.");
            case RATE_LIMITED ->
                reconciling(
                        "Roboflow rate-limits the operator (429), or the operator's own request budget for the API key is used up.",
                        "Nothing: the operator slows down and continues. If it happens often, set a longer "
                                + "`spec.interval` in the policies of the workspace.");
            case API_UNAVAILABLE ->
                reconciling(
                        "A call to Roboflow failed; the message names the request and the cause. The operator draws no conclusions "
                                + "from it.",
                        "Nothing: the operator retries. If it persists, check what the message names.");
            case SNAPSHOT_PENDING ->
                reconciling(
                        "Something must be read first: the item, the approved plan, or earlier deletions. Or: no rule "
                                + "needs the resource any more, and the operator is about to delete it.",
                        "Nothing.");
            case RUNNING_TRAINING ->
                reconciling(
                        "The item is to be trashed, but it or one of its versions has a running training or version "
                                + "generation, or that can't be determined. Trashing it would cancel that for good, and a "
                                + "cancelled training may not be refunded. Or: the item is a training that is under way, which "
                                + "Roboflow does not trash.",
                        "Nothing: the item is trashed once that has finished. To trash a training sooner, stop or "
                                + "cancel it in Roboflow. To trash another item now, add `RunningTraining` "
                                + "to `spec.acknowledge`; for everything a rule trashes, to the policy's "
                                + "`spec.rules[].acknowledge`.");
            case PLAN_PENDING ->
                reconciling(
                        "A rule wants the item trashed, which needs an approval, and the plan to approve is still being made.",
                        "Nothing yet. The policy's condition PlanPending tells how far the plan is; then the reason is"
                                + " ApprovalRequired.");
            case POLICY_NOT_READY ->
                reconciling(
                        "The item's policy is not ready yet, or the item is new and its policy still to come.",
                        "Nothing here. " + SEE_POLICY);
            case PARENT_IN_TRASH ->
                stalled(
                        "The version or training is in the Trash with its project or version, which must be restored first,"
                                + " and which neither a TrashedItem nor a rule wants restored.",
                        "Paste the command in the message, or restore the project or version in the web app.");
            case LOST ->
                stalled(
                        "The item was to be restored, but it left the Trash before its cleanup date and is not active "
                                + "under its name: it was permanently deleted in the web app, or restored and renamed, "
                                + "or the API key no longer sees it (one that is limited to folders sees a part only).",
                        "Use a key that sees the whole workspace. If the item was renamed, create a TrashedItem with the new "
                                + "slug; otherwise delete the resource.");
            case NOT_FOUND ->
                stalled(
                        "The item is neither active nor in the Trash, as two looks have shown, and was never seen in the Trash.",
                        "Create another TrashedItem if the message names what you meant: `spec.item` can't be changed."
                                + " Otherwise check the policy's workspace and what its API key can see.");
            case IDENTITY_MISMATCH ->
                stalled(
                        "The active item with this name is not the one you named: it was created after the resource or"
                                + " after `spec.item.createdBefore`, has a different internal id, or belongs to a"
                                + " different workspace. The operator leaves it alone.",
                        "If you do want to manage it, create a new TrashedItem.");
            case IDENTITY_AMBIGUOUS ->
                stalled(
                        "The name does not identify one item: several have it, or Roboflow does not report when the"
                                + " item was created. Or: the item can't be restored (409) because an active item has its"
                                + " name.",
                        "Do what the message says: set `spec.item.id` to the internal id shown in the Trash listing, or where that"
                                + " can't tell it (a Training, or an id that is set already), restore it in the web app."
                                + " After a 409, rename one of "
                                + "the two items in the web app.");
            case CONFLICT ->
                stalled(
                        "The item is to be trashed, but a TrashedItem or a Restore rule wants it or a part of it"
                                + " Restored, and Restored wins over Trashed. Or: a rule created the resource, and its"
                                + " policy no longer owns it.",
                        "Remove one of the two, or make them agree; what a rule has made is made again, so add the item to its"
                                + " `exclude`. Delete a resource that a rule left behind.");
            case REJECTED ->
                stalled(
                        "The item is outside of the policy's `spec.scope`, a field of the item or the policy is "
                                + "invalid, Roboflow rejected the action, or its API reserves the slug of the item's project, so"
                                + " nobody can see whether the item is active. Or Roboflow confirmed the action, its listing "
                                + "never showed it, and repeating it with pauses of 30 s to 30 min was given up.",
                        "Follow the message: add the slug to the scope or use another policy, correct the field, or "
                                + "check what the API key may do. Look at an action that was given up in the web app, then "
                                + "set `trashops.dev/requested-at` to try again.");
            case TRAINED_MODEL ->
                stalled(
                        "The item is to be trashed, but it or one of its versions has a trained model, or that can't "
                                + "be determined. The model would no longer be served. Or: Roboflow does not trash a training "
                                + "whose model is the registered one of its version.",
                        "If the message says so, register another model in Roboflow, or trash the version instead. To trash it anyway, add `TrainedModel` to `spec.acknowledge`; for everything a rule trashes, "
                                + "to the policy's `spec.rules[].acknowledge`.");
            case REFERENCED_BY_WORKFLOW ->
                stalled(
                        "The item is to be trashed, but a workflow of the workspace uses one of its models, or "
                                + "may use one, as the workflows or the names of the models can't be read. The workflow would fail.",
                        "Let the workflows that the message names use another model. To trash it anyway, add "
                                + "`WorkflowReference` to `spec.acknowledge`; for everything a rule trashes, to the "
                                + "policy's `spec.rules[].acknowledge`.");
            case PUBLIC_PROJECT ->
                stalled(
                        "The item is to be trashed, but it is or belongs to a public project, or Roboflow does not "
                                + "say whether it does. Others download and use public projects.",
                        "Make the project private. To trash it anyway, add `PublicProject` to `spec.acknowledge`; for "
                                + "everything a rule trashes, to the policy's `spec.rules[].acknowledge`.");
            case MISSING_SCOPE ->
                stalled(
                        "The API key lacks a scope that the action needs; the message names it.",
                        "Add the scope to the key in Roboflow.");
            case INVALID_CREDENTIALS -> stalled("Roboflow rejects the policy's API key.", SEE_POLICY);
            case SECRET_NOT_FOUND -> stalled("The policy has no API key.", SEE_POLICY);
            case SECRET_UNREADABLE ->
                Stream.concat(
                                reconciling("The Secret of the policy can't be read now.", SEE_POLICY).stream(),
                                stalled("The operator may not read the Secret of the policy.", SEE_POLICY).stream())
                        .toList();
            case WORKSPACE_NOT_FOUND -> stalled("The policy's API key can't see the workspace.", SEE_POLICY);
            case ACCOUNT_BLOCKED ->
                stalled(
                        "The workspace's Roboflow plan, quota or billing does not allow it.",
                        "Resolve it in Roboflow.");
            case POLICY_NOT_FOUND ->
                stalled(
                        "This namespace has no RoboflowTrashPolicy with the name in `spec.policyRef.name`.",
                        "Create it, with the item's workspace and the Secret that holds its API key.");
            case LIMIT_EXCEEDED ->
                stalled(
                        "The item is to be trashed, but all items to be trashed plus those trashed recently exceed the "
                                + "workspace's limits. None of them is trashed.",
                        "If this is intended, approve the plan: copy the policy's `status.plan.digest` to its"
                                + " `spec.approvedPlan.digest` and set `spec.approvedPlan.until`; or raise `spec.limits`"
                                + " on every policy of the workspace. If not, delete TrashedItems or set them to"
                                + " Observed.");
            case APPROVAL_REQUIRED ->
                stalled(
                        "A rule wants the item trashed, and no valid approval lists it.",
                        "Review the plan named in the policy's `status.plan`, copy its digest to"
                                + " `spec.approvedPlan.digest` and set `spec.approvedPlan.until`. If an approval was"
                                + " already used for the item, create a TrashedItem.");
            case PLAN_ONLY ->
                stalled(
                        "The item's policy has `mode: Plan`, so the action is only planned.",
                        "Set `spec.mode: Enforce` on the policy.");
            case SUSPENDED ->
                stalled(
                        "The item's policy has `suspend: true`, or a TrashedItem for the item or one of its versions "
                                + "has.",
                        "Set `spec.suspend: false`.");
            case NOT_ALLOWED ->
                stalled(
                        "The operator is configured not to do this, or can't write its audit log, without which it "
                                + "changes nothing.",
                        "Whoever runs the operator sets `TRASHOPS_ALLOW` to `restore` or `all`, frees space for the "
                                + "audit log, or corrects `TRASHOPS_AUDIT_LOG`.");
            case SPARED ->
                stalled(
                        "Somebody restored the item after a rule had trashed it, or it is active although a rule sent its"
                                + " DELETE before, so the rule leaves it alone.",
                        "Nothing. To trash it anyway, create a TrashedItem for it.");
            case DRIFT_REPORTED ->
                stalled(
                        "Somebody changed the item after it had reached its desired state, and `driftPolicy` is"
                                + " Report.",
                        "Set `spec.desiredState` to the current state, or paste the command in the message, which sets"
                                + " `spec.driftPolicy: Correct`.");
            case DRIFT_FIGHT ->
                stalled(
                        "Somebody has undone the desired state three times within 24 hours. The operator leaves the"
                                + " item alone, except that it rescues an item that should be Restored on its last day in"
                                + " the Trash.",
                        "Find out who does it, then change the spec, or paste the command in the message.");
            case CLOCK_SKEW ->
                stalled(
                        "The operator's clock and Roboflow's differ by more than 5 minutes. Dates can't be trusted, so "
                                + "nothing is trashed.",
                        "Correct the node's clock.");
            case UNEXPECTED_ANSWER ->
                stalled(
                        "The item is to be trashed, but Roboflow answered a deletion or a restore in this workspace with "
                                + "something other than was asked for. The item whose deletion it was says so in its "
                                + "message.",
                        SEE_POLICY);
        };
    }
}
