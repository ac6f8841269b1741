package dev.trashops.api.v1alpha1;

/** What holds an item back. */
public enum Hold {
    /** A limit of the workspace. */
    Limit,

    /** It waits for an approval. */
    Approval,

    /** A model, a workflow that uses it, or what others use of a public project would be lost. */
    Model,

    /** Somebody keeps changing it. */
    Fight,

    /** Somebody wants it kept. */
    Conflict,

    /** Its policy only plans. */
    PlanOnly,

    /** Nothing is trashed in its workspace after an unexpected answer of Roboflow. */
    Halt,

    /** Its policy does not exist, or is invalid. */
    Policy,

    /** Something else, which the conditions name. */
    Other
}
