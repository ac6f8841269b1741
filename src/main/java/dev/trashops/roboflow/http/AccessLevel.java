package dev.trashops.roboflow.http;

import dev.trashops.plan.model.ActionKind;
import java.util.Set;

/** What this process may do in Roboflow, fixed at its start. */
public enum AccessLevel {
    /** Read only. */
    OBSERVE,
    /** Read and restore. */
    RESTORE,
    /** Read, restore and trash. */
    ALL;

    public Set<ActionKind> actions() {
        return switch (this) {
            case OBSERVE -> Set.of();
            case RESTORE -> Set.of(ActionKind.RESTORE);
            case ALL -> Set.of(ActionKind.RESTORE, ActionKind.TRASH);
        };
    }
}
