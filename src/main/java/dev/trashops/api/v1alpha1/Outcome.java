package dev.trashops.api.v1alpha1;

/** How far an action got. */
public enum Outcome {
    /** The call was about to be sent; whether it took effect is decided by looking. */
    Started,

    /** It took effect. */
    Done,

    /** Roboflow refused it, or it did not take effect. */
    Failed,

    /** It hit another item than meant, which was brought back at once. */
    Reverted
}
