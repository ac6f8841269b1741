package dev.trashops.api.v1alpha1;

/** What holds an item back. */
public enum Hold {
    /** A limit of the workspace. */
    Limit,

    /** It waits for an approval. */
    Approval,

    /** A trained model would stop being served. */
    Model,

    /** Somebody keeps changing it. */
    Fight,

    /** Somebody wants it kept. */
    Conflict,

    /** Its policy only plans. */
    PlanOnly,

    /** Something else, which the conditions name. */
    Other
}
