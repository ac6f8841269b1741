package dev.trashops.api.v1alpha1;

/** Where an item was last seen. */
public enum ObservedState {
    Active,

    InTrash,

    Purged,

    Lost,

    Missing,

    Unknown
}
