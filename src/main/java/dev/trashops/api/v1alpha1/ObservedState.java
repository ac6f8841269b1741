package dev.trashops.api.v1alpha1;

/** Where an item was last seen. */
public enum ObservedState {
    /** In the workspace. */
    Active,

    /** In the Trash, on its own or with its project. */
    InTrash,

    /** Was in the Trash, permanently deleted when its time was up. */
    Purged,

    /** Was in the Trash, gone before its time was up and not back in the workspace. */
    Lost,

    /** Neither in the workspace nor in the Trash, and never seen. */
    Missing,

    /** Not reliably observed yet. */
    Unknown
}
