package dev.trashops.plan.model;

/**
 * What a policy tells besides its readiness, each only while it is so. Their order is that of the conditions in its status.
 */
public enum PolicyCondition {
    /** A person told it to do nothing. */
    SUSPENDED("Suspended"),
    /** A person told it to change nothing in Roboflow. */
    PLAN_ONLY("PlanOnly"),
    /** Whoever runs the operator lets it do less than its policies ask for. */
    NOT_ALLOWED("NotAllowed"),
    /** Something needs an approval, and the plan that would be approved is not complete yet. */
    PLAN_PENDING("PlanPending"),
    LIMIT_EXCEEDED("LimitExceeded"),
    APPROVAL_REQUIRED("ApprovalRequired"),
    /** Its rules match more items than it may own resources for. */
    TRUNCATED("Truncated"),
    /** Kubernetes refuses to store resources for its rules. */
    CHILDREN_REFUSED("ChildrenRefused"),
    /** Something that is to be kept cannot be restored before a person has acted. */
    ITEMS_STALLED("ItemsStalled"),
    /** Its rules no longer match what they protected, or cannot act on what they match. */
    RULES_QUESTIONABLE("RulesQuestionable");

    private final String text;

    PolicyCondition(String text) {
        this.text = text;
    }

    /** The type of the condition, such as {@code PlanOnly}; also its reason, unless there are several. */
    public String text() {
        return text;
    }
}
