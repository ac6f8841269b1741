package dev.trashops.api.v1alpha1;

/** What the operator can do to an item. */
public enum Action {
    /** Bring it back from the Trash. */
    Restore,

    /** Move it to the Trash. */
    Trash
}
