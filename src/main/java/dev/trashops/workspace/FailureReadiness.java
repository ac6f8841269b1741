package dev.trashops.workspace;

import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.Policy;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Reason;
import dev.trashops.workspace.port.RoboflowFailure;

/** What a failure of Roboflow means for a policy or a claim, in words for a person. */
final class FailureReadiness {
    private FailureReadiness() {}

    /** The policy's key opens its workspace and the Trash was listed. */
    static Readiness available() {
        return Readiness.ready(Reason.AVAILABLE, "The key opens the workspace and its Trash is watched.");
    }

    /** Nothing is known of the policy yet. */
    static Readiness starting() {
        return Readiness.reconciling(Reason.SNAPSHOT_PENDING, "Waiting for a first look at the workspace.");
    }

    /** The key belongs to another workspace. */
    static Readiness otherWorkspace(Policy policy) {
        return Readiness.stalled(
                Reason.INVALID_CREDENTIALS,
                "The API key in Secret " + policy.secretName() + " opens another workspace than " + policy.workspace()
                        + ". Put a key of this workspace there, or correct spec.workspace in a new policy.");
    }

    /** What a failed look at the workspace means for a policy. */
    static Readiness ofLook(RoboflowFailure failure, Policy policy) {
        if (failure instanceof RoboflowFailure.Unauthorized) {
            return Readiness.stalled(
                    Reason.INVALID_CREDENTIALS,
                    "Roboflow refuses the API key in Secret " + policy.secretName() + " (entry " + policy.secretKey()
                            + "): it is unknown, revoked or disabled. Put a valid key of workspace "
                            + policy.workspace() + " there.");
        }
        if (failure instanceof RoboflowFailure.NotFound) {
            return Readiness.stalled(
                    Reason.WORKSPACE_NOT_FOUND,
                    "There is no workspace " + policy.workspace()
                            + " that this key may see. Check spec.workspace (the slug in the web app's address) and the key.");
        }
        return common(failure);
    }

    /** What a failed action means for a claim. */
    static Readiness ofAction(RoboflowFailure failure, ActionKind kind, ItemKey item, Policy policy) {
        if (failure instanceof RoboflowFailure.Unauthorized) {
            return ofLook(failure, policy);
        }
        String scope = item.type().wireName() + ":update";
        if (failure instanceof RoboflowFailure.NotFound) {
            return Readiness.stalled(
                    Reason.MISSING_SCOPE,
                    "Roboflow answers 404 although " + item.described() + " is "
                            + (kind == ActionKind.TRASH ? "active" : "in the Trash")
                            + ": most likely the API key lacks the scope " + scope + ". Add it to the key.");
        }
        if (failure instanceof RoboflowFailure.Conflict && kind == ActionKind.RESTORE) {
            return item.type() == ItemType.VERSION
                    ? Readiness.stalled(
                            Reason.PARENT_IN_TRASH,
                            "Roboflow refuses to restore it (409): its project is in the Trash. Restore the project first.")
                    : Readiness.stalled(
                            Reason.IDENTITY_AMBIGUOUS,
                            "Roboflow refuses to restore it (409): most likely an active "
                                    + item.type().noun() + " has the same name. Rename one of the two in the web app.");
        }
        return common(failure);
    }

    private static Readiness common(RoboflowFailure failure) {
        if (failure instanceof RoboflowFailure.MissingScope missing) {
            return Readiness.stalled(
                    Reason.MISSING_SCOPE,
                    "The API key lacks the scope " + missing.scope() + ", which " + failure.route()
                            + " needs. Add it to the key in Roboflow.");
        }
        if (failure instanceof RoboflowFailure.AccountBlocked blocked) {
            return Readiness.stalled(
                    Reason.ACCOUNT_BLOCKED,
                    "Roboflow answered " + blocked.status() + " to " + failure.route()
                            + ": the plan, a quota or the billing of the workspace forbids it. Settle that in Roboflow.");
        }
        if (failure instanceof RoboflowFailure.Refused refused) {
            return Readiness.stalled(
                    Reason.REJECTED,
                    "Roboflow answered " + refused.status() + " to " + failure.route()
                            + ". Check what the API key may do in this workspace.");
        }
        if (failure instanceof RoboflowFailure.Conflict || failure instanceof RoboflowFailure.NotFound) {
            return Readiness.stalled(Reason.REJECTED, "Roboflow refused " + failure.route() + ".");
        }
        if (failure instanceof RoboflowFailure.RateLimited || failure instanceof RoboflowFailure.OverBudget) {
            return Readiness.reconciling(
                    Reason.RATE_LIMITED,
                    "Roboflow asks for fewer requests (429). The operator slows down and goes on by itself.");
        }
        return Readiness.reconciling(
                Reason.API_UNAVAILABLE,
                failure instanceof RoboflowFailure.Malformed
                        ? "Roboflow's answer to " + failure.route()
                                + " cannot be understood, so nothing is concluded from it. It is asked again."
                        : "Roboflow did not answer " + failure.route() + ". It is asked again.");
    }
}
