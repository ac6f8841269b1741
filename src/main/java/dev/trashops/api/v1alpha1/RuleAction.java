package dev.trashops.api.v1alpha1;

/** What a rule does with the items it matches. */
public enum RuleAction {
    /** Restores them from the Trash and keeps them out of it. */
    Restore,

    /** Moves them to the Trash. */
    Trash,

    /** Lists those in the Trash as TrashedItems. */
    Observe
}
