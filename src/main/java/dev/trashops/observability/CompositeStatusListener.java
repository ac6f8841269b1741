package dev.trashops.observability;

import dev.trashops.api.v1alpha1.RoboflowTrashPolicy;
import dev.trashops.api.v1alpha1.TrashedItem;
import dev.trashops.controller.write.StatusListener;
import dev.trashops.plan.model.ItemProjection;
import dev.trashops.plan.model.LastAction;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Notifies several listeners in order; what one of them throws keeps nothing from the others. */
public final class CompositeStatusListener implements StatusListener {
    private final List<StatusListener> listeners;

    public CompositeStatusListener(List<StatusListener> listeners) {
        this.listeners = List.copyOf(listeners);
    }

    @Override
    public void itemChanged(TrashedItem item, ItemProjection before, ItemProjection after) {
        each(listener -> listener.itemChanged(item, before, after));
    }

    @Override
    public void acted(TrashedItem item, LastAction action) {
        each(listener -> listener.acted(item, action));
    }

    @Override
    public void policyChanged(RoboflowTrashPolicy policy, Optional<PolicyConditions> before, PolicyConditions after) {
        each(listener -> listener.policyChanged(policy, before, after));
    }

    @Override
    public void keyAccepted(RoboflowTrashPolicy policy, String secretResourceVersion) {
        each(listener -> listener.keyAccepted(policy, secretResourceVersion));
    }

    @Override
    public void keyRefused(RoboflowTrashPolicy policy, String secretResourceVersion) {
        each(listener -> listener.keyRefused(policy, secretResourceVersion));
    }

    @Override
    public void writeRefused(HasMetadata resource, RefusedWrite what, String words) {
        each(listener -> listener.writeRefused(resource, what, words));
    }

    @Override
    public void conflict(RoboflowTrashPolicy policy, HasMetadata other) {
        each(listener -> listener.conflict(policy, other));
    }

    @Override
    public void letGo(TrashedItem item, boolean orphaned, Instant at) {
        each(listener -> listener.letGo(item, orphaned, at));
    }

    private void each(Consumer<StatusListener> call) {
        listeners.forEach(listener -> StatusListener.guarded(() -> call.accept(listener)));
    }
}
