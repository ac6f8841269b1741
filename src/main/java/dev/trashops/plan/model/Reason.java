package dev.trashops.plan.model;

/** Every reason that a condition of this operator can carry. The list is closed: users write alerts on it. */
public enum Reason {
    RESTORED("Restored"),
    TRASHED("Trashed"),
    OBSERVED("Observed"),
    PURGED("Purged"),
    AVAILABLE("Available"),

    RESTORING("Restoring"),
    TRASHING("Trashing"),
    WAITING_FOR_PARENT("WaitingForParent"),
    SETTLING("Settling"),
    RATE_LIMITED("RateLimited"),
    API_UNAVAILABLE("ApiUnavailable"),
    SNAPSHOT_PENDING("SnapshotPending"),
    RUNNING_TRAINING("RunningTraining"),
    PLAN_PENDING("PlanPending"),
    POLICY_NOT_READY("PolicyNotReady"),

    PARENT_IN_TRASH("ParentInTrash"),
    LOST("Lost"),
    NOT_FOUND("NotFound"),
    IDENTITY_MISMATCH("IdentityMismatch"),
    IDENTITY_AMBIGUOUS("IdentityAmbiguous"),
    CONFLICT("Conflict"),
    REJECTED("Rejected"),
    TRAINED_MODEL("TrainedModel"),
    REFERENCED_BY_WORKFLOW("ReferencedByWorkflow"),
    PUBLIC_PROJECT("PublicProject"),
    MISSING_SCOPE("MissingScope"),
    INVALID_CREDENTIALS("InvalidCredentials"),
    SECRET_NOT_FOUND("SecretNotFound"),
    SECRET_UNREADABLE("SecretUnreadable"),
    POLICY_NOT_FOUND("PolicyNotFound"),
    WORKSPACE_NOT_FOUND("WorkspaceNotFound"),
    ACCOUNT_BLOCKED("AccountBlocked"),
    LIMIT_EXCEEDED("LimitExceeded"),
    APPROVAL_REQUIRED("ApprovalRequired"),
    PLAN_ONLY("PlanOnly"),
    SUSPENDED("Suspended"),
    NOT_ALLOWED("NotAllowed"),
    SPARED("Spared"),
    CHILDREN_REFUSED("ChildrenRefused"),
    DRIFT_REPORTED("DriftReported"),
    DRIFT_FIGHT("DriftFight"),
    CLOCK_SKEW("ClockSkew"),
    UNEXPECTED_ANSWER("UnexpectedAnswer");

    private final String text;

    Reason(String text) {
        this.text = text;
    }

    /** As in a condition, such as {@code WaitingForParent}. */
    public String text() {
        return text;
    }
}
