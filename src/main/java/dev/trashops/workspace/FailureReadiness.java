package dev.trashops.workspace;

import static dev.trashops.plan.model.Readiness.reconciling;
import static dev.trashops.plan.model.Readiness.stalled;

import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.Policy;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Reason;
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

    private FailureReadiness() {}

    /** The key belongs to another workspace. */
    static Readiness otherWorkspace(Policy policy) {
        return stalled(
                Reason.INVALID_CREDENTIALS,
                "The API key in Secret " + policy.secretName() + " belongs to a workspace of region "
                        + policy.workspace().region() + " other than "
                        + policy.workspace().slug()
                        + ". Put a key of this workspace there, or set the right spec.workspace and spec.region in a new"
                        + " policy.");
    }

    /** After a failed read of the workspace. */
    static Readiness ofRead(RoboflowFailure failure, Policy policy) {
        if (failure instanceof RoboflowFailure.Unauthorized) {
            WorkspaceId workspace = policy.workspace();
            return stalled(
                    Reason.INVALID_CREDENTIALS,
                    "Roboflow rejects the API key in Secret " + policy.secretName() + " (entry " + policy.secretKey()
                            + ") in region " + workspace.region()
                            + ": it is unknown, revoked or disabled there. Put a valid key of workspace "
                            + workspace.slug()
                            + " there. Keys of one region do not open the other: check spec.region, too; for the other"
                            + " region, create a new policy.");
        }
        if (failure instanceof RoboflowFailure.NotFound) {
            return stalled(
                    Reason.WORKSPACE_NOT_FOUND,
                    "Workspace " + policy.workspace().slug() + " does not exist in region "
                            + policy.workspace().region()
                            + ", or this API key cannot see it. Check spec.workspace (the slug in the web app's URL),"
                            + " spec.region and the key.");
        }
        return common(failure);
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
                            + item.type().wireName() + ":update. Add it to the key in Roboflow.");
        }
        if (failure instanceof RoboflowFailure.Conflict && kind == ActionKind.RESTORE) {
            return item.type() == ItemType.VERSION
                    ? stalled(
                            Reason.PARENT_IN_TRASH,
                            "Roboflow refuses to restore it (409) because its project is in the Trash. Restore the project first.")
                    : stalled(
                            Reason.IDENTITY_AMBIGUOUS,
                            "Roboflow refuses to restore it (409): an active "
                                    + item.type().noun()
                                    + " most likely has the same name. Rename one of the two in the web app.");
        }
        return common(failure);
    }

    private static Readiness common(RoboflowFailure failure) {
        if (failure instanceof RoboflowFailure.MissingScope missing) {
            return stalled(
                    Reason.MISSING_SCOPE,
                    "The API key lacks the scope " + missing.scope() + ", which " + failure.route()
                            + " needs. Add it to the key in Roboflow.");
        }
        if (failure instanceof RoboflowFailure.AccountBlocked blocked) {
            return stalled(
                    Reason.ACCOUNT_BLOCKED,
                    "Roboflow answered " + blocked.status() + " to " + failure.route()
                            + ": the workspace's plan, quota or billing does not allow it. Resolve this in Roboflow.");
        }
        if (failure instanceof RoboflowFailure.Refused refused) {
            return stalled(
                    Reason.REJECTED,
                    "Roboflow answered " + refused.status() + " to " + failure.route()
                            + ". Check what the API key is allowed to do in this workspace.");
        }
        if (failure instanceof RoboflowFailure.Conflict || failure instanceof RoboflowFailure.NotFound) {
            return stalled(Reason.REJECTED, "Roboflow rejected " + failure.route() + ".");
        }
        if (failure instanceof RoboflowFailure.RateLimited || failure instanceof RoboflowFailure.OverBudget) {
            return reconciling(
                    Reason.RATE_LIMITED,
                    "Roboflow is rate limiting requests (429). The operator slows down and continues on its own.");
        }
        return reconciling(
                Reason.API_UNAVAILABLE,
                failure instanceof RoboflowFailure.Malformed
                        ? "Roboflow's response to " + failure.route()
                                + " cannot be parsed, so the operator ignores it and retries."
                        : "Roboflow did not respond to " + failure.route() + ". The operator retries.");
    }
}
