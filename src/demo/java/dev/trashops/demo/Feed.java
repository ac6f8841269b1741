package dev.trashops.demo;

import dev.trashops.api.v1alpha1.TrashedItem;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** All changes of the items in order: also those that are over before one could look. */
final class Feed implements AutoCloseable {
    private final Queue<Change> changes = new ConcurrentLinkedQueue<>();
    private final SharedIndexInformer<TrashedItem> informer;

    /**
     * A change of an item.
     *
     * @param item as it is now, or was last
     * @param gone whether it was deleted
     * @param at when it was heard of
     */
    record Change(TrashedItem item, boolean gone, Instant at) {}

    Feed(KubernetesClient kubernetes, Clock clock) {
        informer = kubernetes
                .resources(TrashedItem.class)
                .inNamespace(Cluster.NAMESPACE)
                .inform(new ResourceEventHandler<>() {
                    @Override
                    public void onAdd(TrashedItem item) {
                        changes.add(new Change(item, false, clock.instant()));
                    }

                    @Override
                    public void onUpdate(TrashedItem before, TrashedItem item) {
                        changes.add(new Change(item, false, clock.instant()));
                    }

                    @Override
                    public void onDelete(TrashedItem item, boolean unknown) {
                        changes.add(new Change(item, true, clock.instant()));
                    }
                });
    }

    /** The next change, if there is one by now. */
    Optional<Change> next() {
        return Optional.ofNullable(changes.poll());
    }

    @Override
    public void close() {
        informer.stop();
    }
}
