package dev.trashops.controller.write;

import dev.trashops.api.v1alpha1.RoboflowTrashPolicy;
import dev.trashops.api.v1alpha1.TrashedItem;
import dev.trashops.plan.model.ItemProjection;
import dev.trashops.plan.model.LastAction;
import dev.trashops.plan.model.PolicyProjection;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/**
 * Is notified of status changes, such as the publisher of Kubernetes Events. Each call follows a successful write; a write
 * that only changed dates or counts makes none. Calls come from several threads; an exception is logged and has no
 * effect.
 */
public interface StatusListener {

    /** Does nothing. */
    StatusListener NONE = new StatusListener() {};

    /** Notifies a listener; what it throws is logged and has no effect. */
    static void guarded(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException failure) {
            LoggerFactory.getLogger(StatusListener.class).warn("A status listener failed", failure);
        }
    }

    /**
     * The readiness, the observed state or the stage of the cleanup warning of an item has changed.
     *
     * @param item as written
     * @param before the status before; with {@code ClaimStatus.NONE} if there was none
     * @param after the new status
     */
    default void itemChanged(TrashedItem item, ItemProjection before, ItemProjection after) {}

    /**
     * The journal of an item has a new last entry, or a new outcome of it. The first call for an action has the outcome
     * {@code STARTED}, before it is sent.
     */
    default void acted(TrashedItem item, LastAction action) {}

    /**
     * The readiness of a policy has changed, or a limit, a missing approval or the cap on its children started or stopped
     * to apply.
     *
     * @param before the status before; empty if there was none
     */
    default void policyChanged(RoboflowTrashPolicy policy, Optional<PolicyProjection> before, PolicyProjection after) {}

    /**
     * A foreign object has the name of one that the operator would create for a policy. Called once for each such object.
     */
    default void conflict(RoboflowTrashPolicy policy, HasMetadata other) {}

    /**
     * The finalizer of an item that is being deleted was removed.
     *
     * @param orphaned whether the item was not restored
     */
    default void letGo(TrashedItem item, boolean orphaned) {}
}
