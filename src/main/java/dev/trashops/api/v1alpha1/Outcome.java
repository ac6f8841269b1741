package dev.trashops.api.v1alpha1;

/** The outcome of an action. */
public enum Outcome {
    /** The call was about to be sent; a later listing decides whether it took effect. */
    Started,

    /** It took effect. */
    Done,

    /** Roboflow refused it, or it did not take effect. */
    Failed,

    /** It hit a different item than intended, which was restored at once. */
    Reverted
}
