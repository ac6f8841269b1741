package dev.trashops.plan.model;

/** What a rule of a policy does with the items that it matches. */
public enum RuleAction {
    /** Back from the Trash, and never trashed by a claim or a rule. */
    RESTORE,
    /** From the active items to the Trash. */
    TRASH,
    /** Mirrored as claims, and warned of. */
    OBSERVE;

    /** The state that a claim made by such a rule begins with. */
    public DesiredState desired() {
        return switch (this) {
            case RESTORE -> DesiredState.RESTORED;
            case TRASH -> DesiredState.TRASHED;
            case OBSERVE -> DesiredState.OBSERVED;
        };
    }
}
