package dev.trashops.api.v1alpha1;

/** The state an item must be in. */
public enum DesiredState {
    /** Reported and warned about, never touched. */
    Observed,

    /** Active: brought back whenever it is found in the Trash. */
    Restored,

    /** In the Trash, where Roboflow permanently deletes it after the retention period. */
    Trashed
}
