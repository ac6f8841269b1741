package dev.trashops.workspace;

import static dev.trashops.plan.model.Readiness.reconciling;
import static dev.trashops.plan.model.Readiness.stalled;

import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.Policy;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Reason;
import dev.trashops.plan.model.Region;
import dev.trashops.plan.model.WorkspaceId;
import dev.trashops.workspace.port.RoboflowFailure;

/** Maps failures of Roboflow calls to the readiness of a policy or a claim. */
final class FailureReadiness {
    /** The API key is verified and the Trash was listed. */
    static final Readiness AVAILABLE =
            Readiness.ready(Reason.AVAILABLE, "The API key is valid and the workspace's Trash is being watched.");

    /** Nothing has been read for the policy yet. */
    static final Readiness STARTING =
            reconciling(Reason.SNAPSHOT_PENDING, "Waiting for the first read of the workspace.");

    /** Nothing was sent, since it could not be recorded. */
    static final Readiness UNAUDITED = stalled(
            Reason.NOT_ALLOWED,
            "The operator cannot write its audit log, and changes nothing in Roboflow without it. Free disk space, or"
                    + " correct TRASHOPS_AUDIT_LOG.");

    private static final Readiness UNADDRESSABLE = stalled(
            Reason.REJECTED,
            "Nothing was sent, since no request can be about it: Roboflow reserves its slug for a route of its own or"
                    + " would take it for another address, or an id that the request needs is missing. Rename it in"
                    + " the Roboflow app, or correct spec.item.");

    private FailureReadiness() {}

    /** The key belongs to another workspace: which one is no secret to whoever brought the key. */
    static Readiness otherWorkspace(Policy policy, String opened) {
        WorkspaceId workspace = policy.workspace();
        boolean named = opened.matches(ItemKey.SLUG);
        return stalled(
                Reason.INVALID_CREDENTIALS,
                "The API key in Secret " + policy.secretName() + " belongs to "
                        + (named ? "workspace " + opened : "another workspace") + " of region " + workspace.region()
                        + ", not to " + workspace.slug() + ". Put a key of " + workspace.slug() + " there, or set "
                        + (named ? "spec.workspace: " + opened : "the right spec.workspace and spec.region")
                        + " in a new policy.");
    }

    /** After a failed read of the workspace. */
    static Readiness ofRead(RoboflowFailure failure, Policy policy) {
        if (failure instanceof RoboflowFailure.Unauthorized) {
            WorkspaceId workspace = policy.workspace();
            return stalled(
                    Reason.INVALID_CREDENTIALS,
                    "Roboflow rejects the API key (" + failure.cause().word() + ") in Secret " + policy.secretName()
                            + " (entry " + policy.secretKey() + ") in region " + workspace.region()
                            + ": it is unknown, revoked or disabled there. Put a valid API key of workspace "
                            + workspace.slug()
                            + " there; a publishable one (rf_...) is for inference only. Keys of one region do not open the"
                            + " other: check spec.region, too; for the other region, create a new policy.");
        }
        if (failure instanceof RoboflowFailure.NotFound) {
            return stalled(
                    Reason.WORKSPACE_NOT_FOUND,
                    "Workspace " + policy.workspace().slug() + " does not exist in region "
                            + policy.workspace().region()
                            + ", or this API key cannot see it ("
                            + failure.cause().word() + "). Check spec.workspace (the slug in the web app's URL),"
                            + " spec.region and the key.");
        }
        return common(
                failure,
                request(failure, policy.workspace()),
                policy.workspace().region());
    }

    /** After a failed action. */
    static Readiness ofAction(RoboflowFailure failure, ActionKind kind, ItemKey item, Policy policy) {
        if (failure instanceof RoboflowFailure.Unauthorized) {
            return ofRead(failure, policy);
        }
        if (failure instanceof RoboflowFailure.NotFound) {
            return stalled(
                    Reason.MISSING_SCOPE,
                    "Roboflow answers 404 although " + item.described() + " is "
                            + (kind == ActionKind.TRASH ? "active" : "in the Trash")
                            + ": the API key most likely lacks the scope "
                            + item.type().updateScope() + ". Add it to the key in Roboflow.");
        }
        if (failure instanceof RoboflowFailure.Conflict && kind == ActionKind.RESTORE) {
            return item.isPart()
                    ? stalled(
                            Reason.PARENT_IN_TRASH,
                            "Roboflow refuses to restore it (409) because its "
                                    + (item.type() == ItemType.TRAINING ? "version or project" : "project")
                                    + " is in the Trash. Restore the "
                                    + (item.type() == ItemType.TRAINING ? "version or project" : "project")
                                    + " first.")
                    : stalled(
                            Reason.IDENTITY_AMBIGUOUS,
                            "Roboflow refuses to restore it (409): an active "
                                    + item.type().noun()
                                    + " most likely has the same name. Rename one of the two in the web app.");
        }
        if (failure instanceof RoboflowFailure.Conflict conflict && item.type() == ItemType.TRAINING) {
            return ofRefusedTraining(conflict, item);
        }
        return common(
                failure,
                request(failure, policy.workspace(), item),
                policy.workspace().region());
    }

    /** Roboflow keeps a training that has not ended, and the one whose model is registered for its version. */
    private static Readiness ofRefusedTraining(RoboflowFailure.Conflict conflict, ItemKey item) {
        String refused = "Roboflow refuses to trash " + item.described() + " (409)";
        String version = ItemKey.version(item.slug(), item.version()).described();
        String stop = "stop or cancel it in Roboflow first; a cancelled training may not be refunded";
        String registered =
                "register another model for " + version + " in Roboflow first, or trash that version instead";
        return conflict.blocker()
                .map(blocker -> switch (blocker) {
                    case UNDER_WAY ->
                        reconciling(
                                Reason.RUNNING_TRAINING,
                                refused
                                        + " because it is under way. It is trashed when it has ended. To trash it sooner, "
                                        + stop + ".");
                    case REGISTERED_MODEL ->
                        stalled(
                                Reason.TRAINED_MODEL,
                                refused + " because its model is the registered model of " + version
                                        + ". To trash it all the same, " + registered + ".");
                })
                .orElseGet(() -> stalled(
                        Reason.REJECTED,
                        refused + ". If it is under way, " + stop + ". If its model is the registered one, "
                                + registered + "."));
    }

    /** After the operator itself failed. */
    static Readiness ofBug(Region region) {
        return reconciling(
                Reason.API_UNAVAILABLE,
                "The operator failed while it made a request to " + region.roboflow()
                        + " or read the response; see its log. The next listing of the Trash settles the outcome.");
    }

    /** What a person has to change, or what mends itself. */
    private static Readiness common(RoboflowFailure failure, String request, Region region) {
        String failed = PassingFailures.failed(failure, request);
        if (failure instanceof RoboflowFailure.MissingScope missing) {
            return stalled(
                    Reason.MISSING_SCOPE,
                    "The API key lacks the scope " + missing.scope() + ", which " + failure.route() + " needs ("
                            + failure.cause().word() + "). Add it to the key in Roboflow.");
        }
        if (failure instanceof RoboflowFailure.AccountBlocked) {
            return stalled(
                    Reason.ACCOUNT_BLOCKED,
                    region.roboflow() + " refuses: " + failed
                            + " The workspace's plan, quota or billing does not allow it. Resolve this in Roboflow.");
        }
        if (failure instanceof RoboflowFailure.Refused refused) {
            return stalled(
                    Reason.REJECTED,
                    region.roboflow() + " refuses: " + failed
                            + (refused.isRedirect()
                                    ? " Correct " + PassingFailures.url(region)
                                            + " of the operator, or what on the way sends its requests elsewhere."
                                    : " Check what the API key is allowed to do in this workspace."));
        }
        if (failure instanceof RoboflowFailure.Conflict || failure instanceof RoboflowFailure.NotFound) {
            return stalled(
                    Reason.REJECTED,
                    region.roboflow() + " refuses: " + failed
                            + " The operator tries again; if it stays so, look at the item in the web app.");
        }
        return failure instanceof RoboflowFailure.Unaddressable
                ? UNADDRESSABLE
                : PassingFailures.of(failure, request, region);
    }

    /** The request that was sent for an item, and why it failed, in one word. */
    static String described(RoboflowFailure failure, WorkspaceId workspace, ItemKey item) {
        return request(failure, workspace, item) + " (" + failure.cause().word() + ")";
    }

    /** The request as it was sent to a workspace, without what differs from item to item. */
    private static String request(RoboflowFailure failure, WorkspaceId workspace) {
        return failure.route().replace("/:workspace", "/" + workspace.slug());
    }

    /** The request as it was sent for an item. */
    private static String request(RoboflowFailure failure, WorkspaceId workspace, ItemKey item) {
        return request(failure, workspace)
                .replace("/:project", "/" + item.slug())
                .replace("/:workflowUrl", "/" + item.slug())
                .replace("/:version", "/" + item.version())
                .replace("/:trainingId", "/" + item.training());
    }
}
