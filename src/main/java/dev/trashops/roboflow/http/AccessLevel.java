package dev.trashops.roboflow.http;

import dev.trashops.plan.model.ActionKind;
import java.util.Set;

/** What a process may do in Roboflow at all, decided at its start. */
public enum AccessLevel {
    /** Read. */
    OBSERVE,
    /** Read and restore. */
    RESTORE,
    /** Read, restore and trash. */
    ALL;

    /** The changes that it allows. */
    public Set<ActionKind> actions() {
        return switch (this) {
            case OBSERVE -> Set.of();
            case RESTORE -> Set.of(ActionKind.RESTORE);
            case ALL -> Set.of(ActionKind.RESTORE, ActionKind.TRASH);
        };
    }
}
