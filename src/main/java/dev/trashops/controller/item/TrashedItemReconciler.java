package dev.trashops.controller.item;

import dev.trashops.api.v1alpha1.TrashedItem;
import dev.trashops.controller.informer.ResourceIndex;
import dev.trashops.controller.informer.SpecChangeTracker;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Hands news of an item to the loop of its workspace, and writes down what that says. */
public final class TrashedItemReconciler implements Reconciler<TrashedItem> {
    /** How soon to look again while the informers are still reading. */
    public static final Duration UNTIL_SYNCED = Duration.ofMillis(200);

    private final ResourceIndex catalog;
    private final UnplannedItemStatus verdicts;
    private final TrashedItemProjector items;
    private final Consumer<String> waker;
    private final SpecChangeTracker news = new SpecChangeTracker();

    public TrashedItemReconciler(
            ResourceIndex catalog, UnplannedItemStatus verdicts, TrashedItemProjector items, Consumer<String> waker) {
        this.catalog = catalog;
        this.verdicts = verdicts;
        this.items = items;
        this.waker = waker;
    }

    @Override
    public List<EventSource<?, TrashedItem>> prepareEventSources(EventSourceContext<TrashedItem> context) {
        catalog.items(context.getPrimaryCache());
        return List.of(items.nudges());
    }

    @Override
    public UpdateControl<TrashedItem> reconcile(TrashedItem item, Context<TrashedItem> context) {
        if (context.isPrimaryResourceDeleted()) {
            items.forget(item);
            news.forget(item);
            verdicts.workspace(item).ifPresent(waker);
            return UpdateControl.noUpdate();
        }
        if (!catalog.synced()) {
            return UpdateControl.<TrashedItem>noUpdate().rescheduleAfter(UNTIL_SYNCED);
        }
        if (!catalog.isOurs(item)) {
            items.forget(item);
            news.forget(item);
            return UpdateControl.noUpdate();
        }
        items.settleFinalizer(item);
        if (news.isNew(item)) {
            verdicts.workspace(item).ifPresent(waker);
            news.takeIn(item);
        }
        items.project(item);
        items.letGo(item);
        items.retire(item);
        return UpdateControl.noUpdate();
    }
}
