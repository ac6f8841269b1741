package dev.trashops.api.v1alpha1;

/** What a rule does with the items it matches. */
public enum RuleAction {
    Restore,

    Trash,

    Observe
}
