package dev.trashops.plan.model;

/** What deleting the resource does in Roboflow; it can never trash anything. */
public enum DeletionPolicy {
    /** Nothing. */
    ORPHAN,
    /** Restores the item first. */
    RESTORE
}
