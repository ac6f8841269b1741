package dev.trashops.api.v1alpha1;

/** What to do when somebody else changes an item that had reached its desired state. */
public enum DriftPolicy {
    /** Bring it back to the desired state. */
    Correct,

    /** Report it and leave the item alone. */
    Report
}
