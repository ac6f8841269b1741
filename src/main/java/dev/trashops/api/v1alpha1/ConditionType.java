package dev.trashops.api.v1alpha1;

/** The types of conditions on items and policies; the name is the type's text. */
public enum ConditionType {
    /** True when what is observed fits what is desired. Always present. */
    Ready,

    /** Present while the operator goes on by itself. */
    Reconciling,

    /** Present while a person has to do something. */
    Stalled,

    /** Present on an item that will soon be destroyed for good. */
    CleanupImminent,

    /** Present on a policy while its limits hold trash actions back. */
    LimitExceeded,

    /** Present on a policy while trash actions wait for an approval. */
    ApprovalRequired,

    /** Present on a policy whose rules match more items than it may have. */
    Truncated
}
