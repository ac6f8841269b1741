package dev.trashops.api.v1alpha1;

/** What to do when somebody else changes an item that had reached its desired state. */
public enum DriftPolicy {
    Correct,

    Report
}
