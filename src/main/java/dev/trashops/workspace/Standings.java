package dev.trashops.workspace;

import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.Policy;
import dev.trashops.plan.model.Reason;
import dev.trashops.plan.model.Standing;
import dev.trashops.workspace.port.Failure;

/** What a failure of Roboflow means for a policy or a claim, in words for a person. */
final class Standings {
    private Standings() {}

    /** The policy's key opens its workspace and the Trash was listed. */
    static Standing available() {
        return Standing.ready(Reason.AVAILABLE, "The key opens the workspace and its Trash is watched.");
    }

    /** Nothing is known of the policy yet. */
    static Standing starting() {
        return Standing.reconciling(Reason.SNAPSHOT_PENDING, "Waiting for a first look at the workspace.");
    }

    /** The key belongs to another workspace. */
    static Standing otherWorkspace(Policy policy) {
        return Standing.stalled(
                Reason.INVALID_CREDENTIALS,
                "The API key in Secret " + policy.secretName() + " opens another workspace than " + policy.workspace()
                        + ". Put a key of this workspace there, or correct spec.workspace in a new policy.");
    }

    /** What a failed look at the workspace means for a policy. */
    static Standing ofLook(Failure failure, Policy policy) {
        if (failure instanceof Failure.Unauthorized) {
            return Standing.stalled(
                    Reason.INVALID_CREDENTIALS,
                    "Roboflow refuses the API key in Secret " + policy.secretName() + " (entry " + policy.secretKey()
                            + "): it is unknown, revoked or disabled. Put a valid key of workspace "
                            + policy.workspace() + " there.");
        }
        if (failure instanceof Failure.NotFound) {
            return Standing.stalled(
                    Reason.WORKSPACE_NOT_FOUND,
                    "There is no workspace " + policy.workspace()
                            + " that this key may see. Check spec.workspace (the slug in the web app's address) and the key.");
        }
        return common(failure);
    }

    /** What a failed action means for a claim. */
    static Standing ofAction(Failure failure, ActionKind kind, ItemKey item, Policy policy) {
        if (failure instanceof Failure.Unauthorized) {
            return ofLook(failure, policy);
        }
        String scope = item.type().wireName() + ":update";
        if (failure instanceof Failure.NotFound) {
            return Standing.stalled(
                    Reason.MISSING_SCOPE,
                    "Roboflow answers 404 although " + item.described() + " is "
                            + (kind == ActionKind.TRASH ? "active" : "in the Trash")
                            + ": most likely the API key lacks the scope " + scope + ". Add it to the key.");
        }
        if (failure instanceof Failure.Conflict && kind == ActionKind.RESTORE) {
            return item.type() == ItemType.VERSION
                    ? Standing.stalled(
                            Reason.PARENT_IN_TRASH,
                            "Roboflow refuses to restore it (409): its project is in the Trash. Restore the project first.")
                    : Standing.stalled(
                            Reason.IDENTITY_AMBIGUOUS,
                            "Roboflow refuses to restore it (409): most likely an active "
                                    + item.type().noun() + " has the same name. Rename one of the two in the web app.");
        }
        return common(failure);
    }

    private static Standing common(Failure failure) {
        if (failure instanceof Failure.MissingScope missing) {
            return Standing.stalled(
                    Reason.MISSING_SCOPE,
                    "The API key lacks the scope " + missing.scope() + ", which " + failure.route()
                            + " needs. Add it to the key in Roboflow.");
        }
        if (failure instanceof Failure.AccountBlocked blocked) {
            return Standing.stalled(
                    Reason.ACCOUNT_BLOCKED,
                    "Roboflow answered " + blocked.status() + " to " + failure.route()
                            + ": the plan, a quota or the billing of the workspace forbids it. Settle that in Roboflow.");
        }
        if (failure instanceof Failure.Refused refused) {
            return Standing.stalled(
                    Reason.REJECTED,
                    "Roboflow answered " + refused.status() + " to " + failure.route()
                            + ". Check what the API key may do in this workspace.");
        }
        if (failure instanceof Failure.Conflict || failure instanceof Failure.NotFound) {
            return Standing.stalled(Reason.REJECTED, "Roboflow refused " + failure.route() + ".");
        }
        if (failure instanceof Failure.RateLimited || failure instanceof Failure.OverBudget) {
            return Standing.reconciling(
                    Reason.RATE_LIMITED,
                    "Roboflow asks for fewer requests (429). The operator slows down and goes on by itself.");
        }
        return Standing.reconciling(
                Reason.API_UNAVAILABLE,
                failure instanceof Failure.Malformed
                        ? "Roboflow's answer to " + failure.route()
                                + " cannot be understood, so nothing is concluded from it. It is asked again."
                        : "Roboflow did not answer " + failure.route() + ". It is asked again.");
    }
}
