package dev.trashops.api.v1alpha1;

/** The types of conditions on items and policies; the name is the type's text. */
public enum ConditionType {
    /** True when the observed state is the desired state. Always present. */
    Ready,

    /** Present while the operator is working on it. */
    Reconciling,

    /** Present while somebody has to act. */
    Stalled,

    /** Present on an item that will soon be permanently deleted. */
    CleanupImminent,

    /** Present on a policy with {@code spec.suspend: true}. */
    Suspended,

    /** Present on a policy with {@code spec.mode: Plan}. */
    PlanOnly,

    /** Present on a policy that asks for more than the operator is configured to do. */
    NotAllowed,

    /** Present on a policy while a plan that needs an approval is being made. */
    PlanPending,

    /** Present on a policy while a limit holds trash actions. */
    LimitExceeded,

    /** Present on a policy while trash actions wait for approval. */
    ApprovalRequired,

    /** Present on a policy whose rules match more items than it may own. */
    Truncated,

    /** Present on a policy for whose rules Kubernetes refuses to store TrashedItems. */
    ChildrenRefused,

    /** Present on a policy with items that are to be kept, and for which somebody has to act. */
    ItemsStalled,

    /** Present on a policy whose rules no longer match what they protected, or cannot act on what they match. */
    RulesQuestionable
}
