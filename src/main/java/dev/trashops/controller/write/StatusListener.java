package dev.trashops.controller.write;

import dev.trashops.api.v1alpha1.RoboflowTrashPolicy;
import dev.trashops.api.v1alpha1.TrashedItem;
import dev.trashops.plan.model.ItemProjection;
import dev.trashops.plan.model.LastAction;
import dev.trashops.plan.model.PolicyProjection;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Optional;

/**
 * Somebody who is told when a status has come to say something else, such as the writer of Kubernetes Events. Each call
 * follows a successful write; a write that only moved dates or counts makes none. Calls come from several threads, and
 * an exception is logged and changes nothing.
 */
public interface StatusListener {

    /** Nobody. */
    StatusListener NONE = new StatusListener() {};

    /**
     * The standing, the observed state or the stage of the cleanup warning of an item is another one now.
     *
     * @param item the resource as written
     * @param before what its status said before; {@code Memory.NONE} inside if nothing
     * @param after what it says now
     */
    default void itemChanged(TrashedItem item, ItemProjection before, ItemProjection after) {}

    /**
     * The journal of an item has another last entry, or another outcome of it. The first a listener hears of an action
     * is {@code STARTED}, before it is sent.
     */
    default void acted(TrashedItem item, LastAction action) {}

    /**
     * The standing of a policy is another one now, or a limit, a missing approval or the cap of
     * its resources began or ceased to matter.
     *
     * @param before what its status said before; nothing if it said nothing
     */
    default void policyChanged(RoboflowTrashPolicy policy, Optional<PolicyProjection> before, PolicyProjection after) {}

    /**
     * An object that the operator would create for a policy has a name that somebody else's object already has. Told once
     * for each such object.
     */
    default void conflict(RoboflowTrashPolicy policy, HasMetadata other) {}

    /**
     * The finalizer of an item that was being deleted is gone.
     *
     * @param orphaned whether it went although the item was not restored
     */
    default void letGo(TrashedItem item, boolean orphaned) {}
}
