package dev.trashops.observability;

import dev.trashops.api.v1alpha1.RoboflowTrashPolicy;
import dev.trashops.api.v1alpha1.TrashedItem;
import dev.trashops.controller.write.StatusListener;
import dev.trashops.observability.EventRecorder.EventNotice;
import dev.trashops.plan.model.Drift;
import dev.trashops.plan.model.ItemProjection;
import dev.trashops.plan.model.LastAction;
import dev.trashops.plan.model.PolicyProjection;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import java.util.Optional;

/** Publishes Events for status changes. */
public final class EventPublisher implements StatusListener {
    private final EventRecorder recorder;

    public EventPublisher(EventRecorder recorder) {
        this.recorder = recorder;
    }

    @Override
    public void itemChanged(TrashedItem item, ItemProjection before, ItemProjection after) {
        StatusEvents.ofItem(before, after).forEach(notice -> publish(item, notice));
    }

    @Override
    public void acted(TrashedItem item, LastAction action) {
        StatusEvents.ofAction(action, drift(item)).ifPresent(notice -> publish(item, notice));
    }

    @Override
    public void policyChanged(RoboflowTrashPolicy policy, Optional<PolicyProjection> before, PolicyProjection after) {
        StatusEvents.ofPolicy(before, after).forEach(notice -> publish(policy, notice));
    }

    @Override
    public void conflict(RoboflowTrashPolicy policy, HasMetadata other) {
        publish(
                policy,
                StatusEvents.ofConflict(other.getKind(), other.getMetadata().getName()));
    }

    @Override
    public void letGo(TrashedItem item, boolean orphaned) {
        if (orphaned) {
            publish(item, StatusEvents.ofOrphan());
        }
    }

    private static Drift drift(TrashedItem item) {
        return Optional.ofNullable(item.getStatus())
                .flatMap(status -> Optional.ofNullable(status.drift()))
                .map(drift -> new Drift(Optional.empty(), drift.reversals()))
                .orElse(Drift.NONE);
    }

    private void publish(HasMetadata resource, EventNotice notice) {
        recorder.record(
                new ObjectReferenceBuilder()
                        .withApiVersion(resource.getApiVersion())
                        .withKind(resource.getKind())
                        .withNamespace(resource.getMetadata().getNamespace())
                        .withName(resource.getMetadata().getName())
                        .withUid(resource.getMetadata().getUid())
                        .build(),
                notice);
    }
}
