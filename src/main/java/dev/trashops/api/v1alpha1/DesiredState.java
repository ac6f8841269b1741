package dev.trashops.api.v1alpha1;

/** The state an item must be in. */
public enum DesiredState {
    Observed,

    Restored,

    Trashed
}
