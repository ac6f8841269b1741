package dev.trashops.roboflow;

import dev.trashops.plan.model.ActionKind;
import java.util.Set;

/** What a process may do in Roboflow at all, decided at its start. */
public enum Power {
    /** Read. */
    OBSERVE,
    /** Read and restore. */
    RESTORE(ActionKind.RESTORE),
    /** Read, restore and trash. */
    ALL(ActionKind.RESTORE, ActionKind.TRASH);

    private final Set<ActionKind> actions;

    Power(ActionKind... actions) {
        this.actions = Set.of(actions);
    }

    /** The changes that it allows. */
    public Set<ActionKind> actions() {
        return actions;
    }
}
