package dev.trashops.api;

import static dev.trashops.api.Advice.ready;
import static dev.trashops.api.Advice.reconciling;
import static dev.trashops.api.Advice.stalled;

import dev.trashops.plan.model.Reason;
import java.util.List;
import java.util.stream.Stream;

/** What each reason means on a RoboflowTrashPolicy, and what to do about it. A new reason does not compile without its text. */
public final class PolicyReasons {
    private PolicyReasons() {}

    /** One explanation for each readiness this reason comes with on a policy; empty if policies never have it. */
    public static List<Advice> advice(Reason reason) {
        return switch (reason) {
            case AVAILABLE ->
                ready(
                        "The API key works and the operator watches the workspace's Trash. The state of the items does "
                                + "not affect this.",
                        "Nothing.");
            case SNAPSHOT_PENDING -> reconciling("The workspace has not been read for the first time yet.", "Nothing.");
            case RATE_LIMITED ->
                reconciling(
                        "Roboflow rate-limits the operator (429).",
                        "Nothing: the operator slows down and continues. If it happens often, set a longer "
                                + "`spec.interval` in the policies of the workspace.");
            case API_UNAVAILABLE ->
                reconciling(
                        "A call to Roboflow failed; the message names the request and the cause. The operator draws no conclusions "
                                + "from it.",
                        "Nothing: the operator retries. If it persists, check what the message names.");
            case INVALID_CREDENTIALS ->
                stalled(
                        "Roboflow rejects the API key: it is unknown in the policy's region, revoked or disabled. Or it "
                                + "belongs to a different workspace.",
                        "Put a valid key for the workspace into the Secret, not a publishable one (`rf_...`), and not "
                                + "in base64 under `stringData`; the operator reads it again within seconds. Keys of one region do not open the other: check `spec.region`. For a "
                                + "different workspace or region, create a new policy.");
            case SECRET_NOT_FOUND ->
                stalled(
                        "The Secret does not exist, or its entry is missing, empty or not an API key.",
                        "Create the Secret with the command in the message.");
            case NOT_ALLOWED ->
                stalled(
                        "The operator may not list TrashedItems in the policy's namespace, so it handles nothing there.",
                        "Whoever runs the operator grants the right; see the message.");
            case CHILDREN_REFUSED ->
                stalled(
                        "Kubernetes refuses to store the TrashedItems of the policy's rules, because of a quota, an admission "
                                + "policy or missing rights. What Restore rules match is restored all the same.",
                        "Raise the quota, or change what refuses them; the message has the API server's words.");
            case SECRET_UNREADABLE ->
                Stream.concat(
                                reconciling(
                                        "The Kubernetes API server failed when the operator read the Secret.",
                                        "Nothing: the operator retries. A key it knows goes on restoring.")
                                        .stream(),
                                stalled(
                                        "The operator lacks the right to read the Secret. A key it knows goes on restoring.",
                                        "Grant the right with the command in the message.")
                                        .stream())
                        .toList();
            case WORKSPACE_NOT_FOUND ->
                stalled(
                        "The API key can't see a workspace with this slug in the policy's region.",
                        "Check `spec.workspace` (the slug in the web app's URL), `spec.region` and the key.");
            case MISSING_SCOPE ->
                stalled(
                        "The API key lacks a scope that reading the workspace requires; the message names it.",
                        "Add the scope to the key in Roboflow.");
            case ACCOUNT_BLOCKED ->
                stalled(
                        "The workspace's Roboflow plan, quota or billing does not allow it.",
                        "Resolve it in Roboflow.");
            case REJECTED ->
                stalled(
                        "A field of the spec is invalid, because an older version of the CRD accepted it; or Roboflow "
                                + "refused access to the workspace.",
                        "Correct the field named in the message, or check what the API key may do.");
            case UNEXPECTED_ANSWER ->
                stalled(
                        "Roboflow answered a deletion or a restore with something other than was asked for: that the item "
                                + "was deleted for good, or another type, workspace, project, version, workflow or "
                                + "training. `status.halt` says what. Nothing is trashed in the workspace any more; "
                                + "restores go on.",
                        "Look into the workspace's Trash in the web app, and at what the message names. Then set the "
                                + "annotation `trashops.dev/requested-at` to a new value on any policy of the workspace.");
            case RESTORED,
                    TRASHED,
                    OBSERVED,
                    PURGED,
                    RESTORING,
                    TRASHING,
                    WAITING_FOR_PARENT,
                    SETTLING,
                    RUNNING_TRAINING,
                    PLAN_PENDING,
                    POLICY_NOT_READY,
                    PARENT_IN_TRASH,
                    LOST,
                    NOT_FOUND,
                    IDENTITY_MISMATCH,
                    IDENTITY_AMBIGUOUS,
                    CONFLICT,
                    TRAINED_MODEL,
                    REFERENCED_BY_WORKFLOW,
                    PUBLIC_PROJECT,
                    POLICY_NOT_FOUND,
                    LIMIT_EXCEEDED,
                    APPROVAL_REQUIRED,
                    PLAN_ONLY,
                    SUSPENDED,
                    SPARED,
                    DRIFT_REPORTED,
                    DRIFT_FIGHT,
                    CLOCK_SKEW -> List.of();
        };
    }
}
