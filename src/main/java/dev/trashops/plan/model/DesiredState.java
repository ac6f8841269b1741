package dev.trashops.plan.model;

/** The state a claim asks for. */
public enum DesiredState {
    /** Report and warn, never act. */
    OBSERVED,
    /** Active, not in the Trash. */
    RESTORED,
    /** In the Trash, or purged from there. */
    TRASHED
}
