package dev.trashops.api.v1alpha1;

/** What the operator can do to an item. */
public enum Action {
    Restore,

    Trash
}
