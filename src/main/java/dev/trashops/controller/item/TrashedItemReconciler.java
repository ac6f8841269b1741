package dev.trashops.controller.item;

import dev.trashops.api.v1alpha1.TrashedItem;
import dev.trashops.controller.informer.ResourceFeed;
import dev.trashops.controller.informer.ResourceIndex;
import dev.trashops.controller.informer.SpecChangeTracker;
import dev.trashops.controller.informer.SyncGate;
import dev.trashops.controller.write.StatusListener.RefusedWrite;
import dev.trashops.controller.write.WriteRefusals;
import dev.trashops.plan.model.WorkspaceId;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Wakes the loop of the workspace when an item has changed, then writes what the loop projects. */
public final class TrashedItemReconciler implements Reconciler<TrashedItem> {
    private final SyncGate gate;
    private final ResourceIndex index;
    private final UnhandledItemStatus unplanned;
    private final TrashedItemProjector items;
    private final Consumer<WorkspaceId> waker;
    private final WriteRefusals refusals;
    private final ResourceFeed<TrashedItem> feed;
    private final SpecChangeTracker changes = new SpecChangeTracker();

    public TrashedItemReconciler(
            SyncGate gate,
            ResourceIndex index,
            UnhandledItemStatus unplanned,
            TrashedItemProjector items,
            Consumer<WorkspaceId> waker,
            WriteRefusals refusals,
            ResourceFeed.Listener<TrashedItem> listener) {
        this.gate = gate;
        this.index = index;
        this.unplanned = unplanned;
        this.items = items;
        this.waker = waker;
        this.refusals = refusals;
        this.feed = new ResourceFeed<>("item-feed", listener);
    }

    @Override
    public List<EventSource<?, TrashedItem>> prepareEventSources(EventSourceContext<TrashedItem> context) {
        index.items(context.getPrimaryCache());
        return List.of(items.requeues(), feed);
    }

    @Override
    public UpdateControl<TrashedItem> reconcile(TrashedItem item, Context<TrashedItem> context) {
        if (context.isPrimaryResourceDeleted()) {
            items.forget(item);
            changes.forget(item);
            refusals.forget(item);
            unplanned.workspace(item).ifPresent(waker);
            return UpdateControl.noUpdate();
        }
        if (!gate.isOpen()) {
            return UpdateControl.noUpdate();
        }
        if (!index.isOurs(item)) {
            items.forget(item);
            changes.forget(item);
            return UpdateControl.noUpdate();
        }
        // Asked before the status is written: that takes time, and one that says "waiting" must not be the last.
        Optional<Duration> notFoundIn = unplanned.policyIsNotFoundIn(item);
        UpdateControl<TrashedItem> done = UpdateControl.noUpdate();
        return isRefused(item)
                ? done.rescheduleAfter(WriteRefusals.RETRY)
                : notFoundIn.map(done::rescheduleAfter).orElse(done);
    }

    /** Makes all writes, also where one is refused: a restored item must not wait for a status that nobody may write. */
    private boolean isRefused(TrashedItem item) {
        boolean refused = refusals.isRefused(item, RefusedWrite.OWNER, () -> items.adopt(item));
        refused |= refusals.isRefused(item, RefusedWrite.FINALIZER, () -> items.settleFinalizer(item));
        if (changes.isNew(item)) {
            unplanned.workspace(item).ifPresent(waker);
            changes.takeIn(item);
        }
        refused |= refusals.isRefused(item, RefusedWrite.STATUS, () -> items.project(item));
        refused |= refusals.isRefused(item, RefusedWrite.RELEASE, () -> items.letGo(item));
        refused |= refusals.isRefused(item, RefusedWrite.DELETION, () -> items.retire(item));
        return refused;
    }
}
