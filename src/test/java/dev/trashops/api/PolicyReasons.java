package dev.trashops.api;

import static dev.trashops.api.Advice.ready;
import static dev.trashops.api.Advice.reconciling;
import static dev.trashops.api.Advice.stalled;

import dev.trashops.plan.model.Reason;
import java.util.List;

/** What each reason means on a RoboflowTrashPolicy, and what to do about it. A new one does not compile without a word. */
public final class PolicyReasons {
    private PolicyReasons() {}

    /** One advice for every way in which a policy of that reason may stand; none where no policy gives the reason. */
    public static List<Advice> advice(Reason reason) {
        return switch (reason) {
            case AVAILABLE ->
                ready(
                        "The key opens the workspace and its Trash is watched. How its items stand does not matter for it.",
                        "Nothing.");
            case SNAPSHOT_PENDING -> reconciling("The first look at the workspace is not done yet.", "Nothing.");
            case RATE_LIMITED ->
                reconciling(
                        "Roboflow asks for fewer requests (429).",
                        "Nothing: the operator slows down and goes on by itself. If it comes often, write a longer"
                                + " `spec.interval` into the policies of the workspace.");
            case API_UNAVAILABLE ->
                reconciling(
                        "Roboflow did not answer, or its answer can't be understood, so nothing is concluded from it.",
                        "Nothing: it is asked again. If it lasts, see whether the operator can reach Roboflow's API.");
            case INVALID_CREDENTIALS ->
                stalled(
                        "Roboflow refuses the API key: it is unknown, revoked or disabled. Or it opens another workspace.",
                        "Put a valid key of the workspace into the Secret; it is read again within seconds. For another"
                                + " workspace, write a new policy.");
            case SECRET_NOT_FOUND ->
                stalled(
                        "There is no such Secret, or its entry is missing, empty or no API key.",
                        "Create the Secret with the command in the message.");
            case WORKSPACE_NOT_FOUND ->
                stalled(
                        "There is no workspace of that slug that the key may see.",
                        "Check `spec.workspace` (the slug in the address of the web app) and the key.");
            case MISSING_SCOPE ->
                stalled(
                        "The API key lacks a scope that looking at the workspace needs; the message names it.",
                        "Add it to the key in Roboflow.");
            case ACCOUNT_BLOCKED ->
                stalled("The plan, a quota or the billing of the workspace forbids it.", "Settle that in Roboflow.");
            case REJECTED ->
                stalled(
                        "A field of the spec can't be used, as an older definition of the kind let it through; or Roboflow"
                                + " refused to show the workspace.",
                        "Correct the field that the message names, or check what the API key may do.");
            case RESTORED,
                    TRASHED,
                    OBSERVED,
                    PURGED,
                    RESTORING,
                    TRASHING,
                    WAITING_FOR_PARENT,
                    SETTLING,
                    RUNNING_TRAINING,
                    POLICY_NOT_READY,
                    PARENT_IN_TRASH,
                    LOST,
                    NOT_FOUND,
                    IDENTITY_MISMATCH,
                    IDENTITY_AMBIGUOUS,
                    CONFLICT,
                    TRAINED_MODEL,
                    POLICY_NOT_FOUND,
                    LIMIT_EXCEEDED,
                    APPROVAL_REQUIRED,
                    PLAN_ONLY,
                    SUSPENDED,
                    NOT_ALLOWED,
                    SPARED,
                    DRIFT_REPORTED,
                    DRIFT_FIGHT,
                    CLOCK_SKEW -> List.of();
        };
    }
}
