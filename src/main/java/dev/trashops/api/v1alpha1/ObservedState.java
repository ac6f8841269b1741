package dev.trashops.api.v1alpha1;

/** Where an item was last seen. */
public enum ObservedState {
    /** In the workspace. */
    Active,

    /** In the Trash, by itself or with its project. */
    InTrash,

    /** Once in the Trash, destroyed when its time was over. */
    Purged,

    /** Once in the Trash, gone before its time was over and not back in the workspace. */
    Lost,

    /** Neither in the workspace nor in the Trash, and never seen. */
    Missing,

    /** No trustworthy look at the workspace yet. */
    Unknown
}
