package dev.trashops.api.v1alpha1;

/** The state a person wants an item to be in. */
public enum DesiredState {
    /** Reported and warned about, never touched. */
    Observed,

    /** Active: brought back whenever it is found in the Trash. */
    Restored,

    /** In the Trash, from where Roboflow destroys it after its retention. */
    Trashed
}
