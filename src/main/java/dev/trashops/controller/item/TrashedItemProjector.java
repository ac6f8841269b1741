package dev.trashops.controller.item;

import dev.trashops.api.v1alpha1.ApiNames;
import dev.trashops.api.v1alpha1.TrashedItem;
import dev.trashops.api.v1alpha1.TrashedItemStatus;
import dev.trashops.controller.informer.Shard;
import dev.trashops.controller.mapping.ClaimMapper;
import dev.trashops.controller.mapping.ItemStatusMapper;
import dev.trashops.controller.mapping.MappingResult;
import dev.trashops.controller.mapping.ResourceMetadata;
import dev.trashops.controller.write.ProjectionStore;
import dev.trashops.controller.write.ResourceWriter;
import dev.trashops.controller.write.ResourceWriter.Written;
import dev.trashops.controller.write.StatusListener;
import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.ClaimId;
import dev.trashops.plan.model.ClaimStatus;
import dev.trashops.plan.model.CleanupWarning;
import dev.trashops.plan.model.ItemProjection;
import dev.trashops.plan.model.ObservedState;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Reason;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings what is said of TrashedItems onto them: statuses, journal entries and the finalizer. */
public final class TrashedItemProjector {
    private static final Logger LOG = LoggerFactory.getLogger(TrashedItemProjector.class);

    /** What makes two views tell different things; a reworded message does not. */
    private record Gist(
            ObservedState observed,
            Optional<Readiness.Kind> kind,
            Optional<Reason> reason,
            Optional<CleanupWarning.Stage> warning) {
        static Gist of(ItemProjection view) {
            Optional<Readiness> standing = view.memory().standing();
            return new Gist(
                    view.memory().observed(),
                    standing.map(Readiness::kind),
                    standing.map(Readiness::reason),
                    view.warning().map(CleanupWarning::stage));
        }
    }

    private final ResourceWriter<TrashedItemStatus, TrashedItem> writer;
    private final ProjectionStore views;
    private final UnplannedItemStatus verdicts;
    private final Shard share;
    private final StatusListener transitions;
    private final Clock clock;
    private final SimpleInboundEventSource<TrashedItem> nudges = new SimpleInboundEventSource<>("item-views");

    public TrashedItemProjector(
            ResourceWriter<TrashedItemStatus, TrashedItem> writer,
            ProjectionStore views,
            UnplannedItemStatus verdicts,
            Shard share,
            StatusListener transitions,
            Clock clock) {
        this.writer = writer;
        this.views = views;
        this.verdicts = verdicts;
        this.share = share;
        this.transitions = transitions;
        this.clock = clock;
    }

    /** What the loops say. */
    public ProjectionStore views() {
        return views;
    }

    /** By which the reconciler hears that something else is said of an item. */
    SimpleInboundEventSource<TrashedItem> nudges() {
        return nudges;
    }

    /** Has an item looked at again. */
    public void nudge(ClaimId claim) {
        nudges.propagateEvent(new ResourceID(claim.name(), claim.namespace()));
    }

    /** The newest version of an item that this process has seen. */
    public TrashedItem newest(TrashedItem cached) {
        return writer.newest(cached);
    }

    /** Reads an item from the API server; nothing when it is gone or was created anew. */
    public Optional<TrashedItem> read(ClaimId id) {
        return writer.read(id.namespace(), id.name())
                .filter(item -> ResourceMetadata.uid(item).equals(id.uid()));
    }

    /** Writes that an action begins; false when the item has changed meanwhile. */
    public boolean begin(ClaimId id, String resourceVersion, ItemProjection view) {
        Optional<Written<TrashedItem>> written = writer.writeAt(
                id.namespace(),
                id.name(),
                id.uid(),
                resourceVersion,
                item -> status(item, view),
                // What is projected next must not be older than the journal.
                item -> verdicts.workspace(item).ifPresent(workspace -> views.publish(workspace, id, view)));
        written.ifPresent(this::tell);
        return written.isPresent();
    }

    /** Writes what is said of an item now, if its status says something else. */
    void project(TrashedItem cached) {
        writer.project(cached, this::wanted).ifPresent(this::tell);
    }

    /** Adds or removes the finalizer as the deletion policy asks; one of an item being deleted can only be removed. */
    void settleFinalizer(TrashedItem cached) {
        writer.finalizers(cached, item -> {
            if (!ClaimMapper.restoresOnDeletion(item)) {
                return FinalizerRelease.without(item);
            }
            return item.isMarkedForDeletion() ? item.getFinalizers() : with(item);
        });
    }

    /** Removes the finalizer of an item that is being deleted, once nothing is left to wait for. */
    void letGo(TrashedItem cached) {
        TrashedItem item = newest(cached);
        if (!ResourceMetadata.waitsForUs(item)) {
            return;
        }
        Optional<ItemProjection> said = said(item).filter(ItemProjection::letGo);
        if (said.isPresent() || verdicts.isHeldInVain(item)) {
            boolean orphaned = said.map(ItemProjection::orphaned).orElse(true);
            writer.finalizers(
                            item,
                            known -> known.isMarkedForDeletion()
                                    ? FinalizerRelease.without(known)
                                    : known.getFinalizers())
                    .ifPresent(written -> tell(() -> transitions.letGo(written.before(), orphaned)));
        }
    }

    /**
     * Deletes an item of a rule that nothing wants any more, once its status says all there is to say: whoever is told
     * of transitions hears of a purge before the resource goes.
     */
    void retire(TrashedItem cached) {
        TrashedItem item = newest(cached);
        boolean retired = said(item)
                .filter(ItemProjection::retired)
                .filter(view -> view.memory().observedGeneration() == ResourceMetadata.generation(item))
                .filter(view -> status(item, view).equals(item.getStatus()))
                .isPresent();
        if (retired && !item.isMarkedForDeletion() && verdicts.isOfARule(item)) {
            writer.delete(item);
        }
    }

    /** Forgets an item that is gone. */
    void forget(TrashedItem gone) {
        writer.forget(gone);
        views.forget(ClaimMapper.id(gone));
    }

    private Optional<TrashedItemStatus> wanted(TrashedItem item) {
        MappingResult<Claim> claim = ClaimMapper.claim(item);
        Optional<ItemProjection> verdict = verdicts.view(item, claim);
        if (verdict.isPresent()) {
            // A policy that comes back starts from what its loop says then.
            views.forget(ClaimMapper.id(item));
        }
        return verdict.or(() -> said(item).filter(view -> !isOutdated(view, item)))
                .map(view -> status(item, claim, view));
    }

    private Optional<ItemProjection> said(TrashedItem item) {
        return verdicts.workspace(item).flatMap(workspace -> views.item(ClaimMapper.id(item), workspace));
    }

    /**
     * Whether the status already speaks of a later generation, or of an action of another process that the loop has yet to
     * learn of. A generation that has not existed yet is no reason to keep silent.
     */
    private static boolean isOutdated(ItemProjection view, TrashedItem item) {
        ClaimStatus shown = ItemStatusMapper.memory(item.getStatus());
        boolean later = view.memory().observedGeneration() < shown.observedGeneration()
                && shown.observedGeneration() <= ResourceMetadata.generation(item);
        return later || view.memory().isBehind(shown);
    }

    private TrashedItemStatus status(TrashedItem item, ItemProjection view) {
        return status(item, ClaimMapper.claim(item), view);
    }

    private TrashedItemStatus status(TrashedItem item, MappingResult<Claim> claim, ItemProjection view) {
        return ItemStatusMapper.status(
                view, share.signature(), claim.valid().map(Claim::item), item.getStatus(), clock.instant());
    }

    private void tell(Written<TrashedItem> written) {
        ItemProjection before = ItemStatusMapper.view(written.before().getStatus());
        ItemProjection after = ItemStatusMapper.view(written.after().getStatus());
        if (!Gist.of(before).equals(Gist.of(after))) {
            tell(() -> transitions.itemChanged(written.after(), before, after));
        }
        after.memory()
                .lastAction()
                .filter(action -> !before.memory().lastAction().equals(Optional.of(action)))
                .ifPresent(action -> tell(() -> transitions.acted(written.after(), action)));
    }

    private static void tell(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException failure) {
            LOG.warn("A listener of transitions failed", failure);
        }
    }

    private static List<String> with(TrashedItem item) {
        return item.hasFinalizer(ApiNames.RESTORE_FINALIZER)
                ? item.getFinalizers()
                : Stream.concat(item.getFinalizers().stream(), Stream.of(ApiNames.RESTORE_FINALIZER))
                        .toList();
    }
}
