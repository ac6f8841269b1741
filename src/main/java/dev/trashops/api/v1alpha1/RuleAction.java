package dev.trashops.api.v1alpha1;

/** What a rule does with what it matches. */
public enum RuleAction {
    /** Brings it back from the Trash, and keeps it out of there. */
    Restore,

    /** Moves it to the Trash. */
    Trash,

    /** Shows what is in the Trash as TrashedItems. */
    Observe
}
