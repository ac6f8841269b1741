package dev.trashops.plan.model;

/** Where an item was seen. */
public enum ObservedState {
    ACTIVE,
    IN_TRASH,
    /** It was in the Trash and its date has passed. */
    PURGED,
    /** It was in the Trash and is nowhere before its date: destroyed in the web app, or restored and renamed. */
    LOST,
    /** It is nowhere and was never seen in the Trash. */
    MISSING,
    /** Nothing trustworthy is known yet. */
    UNKNOWN;

    /** Whether it was nowhere to be seen. */
    public boolean isGone() {
        return this == PURGED || this == LOST || this == MISSING;
    }
}
