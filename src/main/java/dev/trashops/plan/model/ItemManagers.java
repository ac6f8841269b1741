package dev.trashops.plan.model;

import java.util.Optional;

/**
 * Who set the fields of a TrashedItem that may ask for an action; empty where Kubernetes does not tell.
 *
 * @param asCreated whether {@code desiredState} is still as whoever created the resource wrote it
 */
public record ItemManagers(
        Optional<FieldManager> desiredState, Optional<FieldManager> deletionPolicy, boolean asCreated) {
    /** Nothing is known. */
    public static final ItemManagers NONE = new ItemManagers(Optional.empty(), Optional.empty(), true);
}
