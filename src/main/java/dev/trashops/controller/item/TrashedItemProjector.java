package dev.trashops.controller.item;

import dev.trashops.api.v1alpha1.ApiNames;
import dev.trashops.api.v1alpha1.TrashedItem;
import dev.trashops.api.v1alpha1.TrashedItemStatus;
import dev.trashops.controller.informer.Shard;
import dev.trashops.controller.mapping.ClaimMapper;
import dev.trashops.controller.mapping.ItemStatusMapper;
import dev.trashops.controller.mapping.MappingResult;
import dev.trashops.controller.mapping.PolicyOwner;
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
import dev.trashops.plan.model.ItemProjection.Disposition;
import dev.trashops.plan.model.LastAction;
import dev.trashops.plan.model.Readiness;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the projections of items to the TrashedItems: status, journal and finalizer. */
public final class TrashedItemProjector {
    private static final Logger LOG = LoggerFactory.getLogger(TrashedItemProjector.class);

    private final ResourceWriter<TrashedItemStatus, TrashedItem> writer;
    private final ProjectionStore projections;
    private final UnhandledItemStatus unplanned;
    private final Shard shard;
    private final StatusListener listener;
    private final Clock clock;
    private final SimpleInboundEventSource<TrashedItem> requeues = new SimpleInboundEventSource<>("item-projections");

    public TrashedItemProjector(
            ResourceWriter<TrashedItemStatus, TrashedItem> writer,
            ProjectionStore projections,
            UnhandledItemStatus unplanned,
            Shard shard,
            StatusListener listener,
            Clock clock) {
        this.writer = writer;
        this.projections = projections;
        this.unplanned = unplanned;
        this.shard = shard;
        this.listener = listener;
        this.clock = clock;
    }

    /** Triggers the reconciler when the projection of an item has changed. */
    SimpleInboundEventSource<TrashedItem> requeues() {
        return requeues;
    }

    public void requeue(ClaimId claim) {
        requeues.propagateEvent(new ResourceID(claim.name(), claim.namespace()));
    }

    /** The newest version of an item that this process has seen. */
    public TrashedItem newest(TrashedItem cached) {
        return writer.newest(cached);
    }

    /** Reads an item from the API server; empty if it was deleted or recreated. */
    public Optional<TrashedItem> read(ClaimId id) {
        return writer.read(id.namespace(), id.name())
                .filter(item -> ResourceMetadata.uid(item).equals(id.uid()));
    }

    /** Journals that an action starts; false if the item has changed meanwhile. */
    public boolean begin(ClaimId id, String resourceVersion, ItemProjection projection) {
        Optional<Written<TrashedItem>> written = writer.writeAt(
                id,
                resourceVersion,
                item -> status(item, ClaimMapper.claim(item), projection),
                // What is projected next must not be older than the journal.
                item -> unplanned
                        .workspace(item)
                        .ifPresent(workspace -> projections.publish(workspace, id, projection)));
        written.ifPresent(this::notifyListener);
        return written.isPresent();
    }

    /** Writes the projection of an item to its status if that differs. */
    void project(TrashedItem cached) {
        writer.project(cached, this::wanted).ifPresent(this::notifyListener);
    }

    /** Does the same for an item that was reconciled since its spec changed: only its status is taken to be up to date. */
    public void refresh(TrashedItem cached) {
        TrashedItem item = newest(cached);
        if (ItemStatusMapper.claimStatus(item.getStatus()).observedGeneration() == ResourceMetadata.generation(item)) {
            project(item);
        }
    }

    /** Whether there is something to write, as after another process wrote the status. */
    public boolean isBehind(TrashedItem cached) {
        TrashedItem item = newest(cached);
        return wanted(item).filter(status -> !status.equals(item.getStatus())).isPresent()
                || !owners(item).equals(item.getMetadata().getOwnerReferences())
                || !finalizers(item).equals(item.getFinalizers())
                || isToBeLetGo(item, disposition(item))
                || isToBeRetired(item);
    }

    /** Has a policy own the child of a rule that a policy of that name made before it, so that it is deleted with this one. */
    void adopt(TrashedItem cached) {
        writer.owners(cached, this::owners);
    }

    private List<OwnerReference> owners(TrashedItem item) {
        return unplanned
                .adopter(item)
                .filter(policy -> !item.isMarkedForDeletion())
                .map(policy -> List.of(PolicyOwner.of(policy).reference()))
                .orElse(item.getMetadata().getOwnerReferences());
    }

    /** Adds or removes the finalizer as spec.deletionPolicy asks; an item being deleted can only lose it. */
    void settleFinalizer(TrashedItem cached) {
        writer.finalizers(cached, TrashedItemProjector::finalizers);
    }

    private static List<String> finalizers(TrashedItem item) {
        if (!ClaimMapper.restoresOnDeletion(item)) {
            return UninstallFinalizers.without(item);
        }
        return item.isMarkedForDeletion() || item.hasFinalizer(ApiNames.RESTORE_FINALIZER)
                ? item.getFinalizers()
                : Stream.concat(item.getFinalizers().stream(), Stream.of(ApiNames.RESTORE_FINALIZER))
                        .toList();
    }

    /** Removes the finalizer of an item that is being deleted once nothing is left to wait for. */
    void letGo(TrashedItem cached) {
        TrashedItem item = newest(cached);
        Optional<Disposition> disposition = disposition(item);
        if (isToBeLetGo(item, disposition)) {
            boolean orphaned = !disposition.equals(Optional.of(Disposition.LET_GO));
            writer.finalizers(
                            item,
                            known -> known.isMarkedForDeletion()
                                    ? UninstallFinalizers.without(known)
                                    : known.getFinalizers())
                    .ifPresent(written -> letGo(written.before(), orphaned));
        }
    }

    private boolean isToBeLetGo(TrashedItem item, Optional<Disposition> disposition) {
        return ResourceMetadata.waitsForUs(item)
                && (disposition
                                .filter(found -> found == Disposition.LET_GO || found == Disposition.ORPHAN)
                                .isPresent()
                        || unplanned.isHeldInVain(item));
    }

    private Optional<Disposition> disposition(TrashedItem item) {
        return projected(item).map(ItemProjection::disposition);
    }

    private void letGo(TrashedItem item, boolean orphaned) {
        if (orphaned) {
            LOG.warn(
                    "TrashedItem {}/{} is deleted although {} was not restored",
                    ResourceMetadata.namespace(item),
                    item.getMetadata().getName(),
                    ClaimMapper.claim(item)
                            .valid()
                            .map(claim -> claim.item().described())
                            .orElse("its item"));
        }
        StatusListener.guarded(() -> listener.letGo(item, orphaned, clock.instant()));
    }

    /**
     * Deletes the child of a rule that is no longer needed, once its status is up to date: listeners learn of a purge before
     * the resource is deleted.
     */
    void retire(TrashedItem cached) {
        TrashedItem item = newest(cached);
        if (isToBeRetired(item)) {
            writer.delete(item);
        }
    }

    private boolean isToBeRetired(TrashedItem item) {
        return !item.isMarkedForDeletion()
                && projected(item)
                        .filter(projection -> projection.disposition() == Disposition.RETIRE)
                        .filter(projection ->
                                projection.claimStatus().observedGeneration() == ResourceMetadata.generation(item))
                        .filter(projection -> status(item, ClaimMapper.claim(item), projection)
                                .equals(item.getStatus()))
                        .isPresent()
                && unplanned.isOfARule(item);
    }

    void forget(TrashedItem gone) {
        writer.forget(gone);
        projections.forget(ClaimMapper.id(gone));
    }

    private Optional<TrashedItemStatus> wanted(TrashedItem item) {
        MappingResult<Claim> claim = ClaimMapper.claim(item);
        Optional<ItemProjection> verdict = unplanned.projection(item, claim);
        if (verdict.isPresent()) {
            // A policy that comes back starts from what its loop projects then.
            projections.forget(ClaimMapper.id(item));
        }
        return verdict.or(() -> projected(item).filter(projection -> !isOutdated(projection, item)))
                .map(projection -> status(item, claim, projection));
    }

    private Optional<ItemProjection> projected(TrashedItem item) {
        return unplanned.workspace(item).flatMap(workspace -> projections.item(ClaimMapper.id(item), workspace));
    }

    /**
     * Whether the status is already about a later generation, or about an action of another process that the loop has yet to
     * learn of. A generation that never existed does not count.
     */
    private static boolean isOutdated(ItemProjection projection, TrashedItem item) {
        ClaimStatus shown = ItemStatusMapper.claimStatus(item.getStatus());
        boolean later = projection.claimStatus().observedGeneration() < shown.observedGeneration()
                && shown.observedGeneration() <= ResourceMetadata.generation(item);
        return later || projection.claimStatus().isBehind(shown);
    }

    private TrashedItemStatus status(TrashedItem item, MappingResult<Claim> claim, ItemProjection projection) {
        return ItemStatusMapper.status(
                projection, shard.signature(), claim.valid().map(Claim::item), item.getStatus(), clock.instant());
    }

    private void notifyListener(Written<TrashedItem> written) {
        ItemProjection before = ItemStatusMapper.projection(written.before().getStatus());
        ItemProjection after = ItemStatusMapper.projection(written.after().getStatus());
        if (!isOnlyReworded(before, after)) {
            StatusListener.guarded(() -> listener.itemChanged(written.after(), before, after));
        }
        // That a listing has shown it by now is not another action.
        Optional<LastAction> known = before.claimStatus().lastAction().map(action -> action.withUnconfirmed(0));
        after.claimStatus()
                .lastAction()
                .filter(action -> !known.equals(Optional.of(action.withUnconfirmed(0))))
                .ifPresent(action -> StatusListener.guarded(() -> listener.acted(written.after(), action)));
    }

    /** Whether the status says the same as before, which is not worth notifying. */
    private static boolean isOnlyReworded(ItemProjection before, ItemProjection after) {
        Optional<Readiness> was = before.claimStatus().readiness();
        Optional<Readiness> is = after.claimStatus().readiness();
        boolean renamed = after.claimStatus()
                .fingerprint()
                .filter(now -> before.claimStatus()
                        .fingerprint()
                        .filter(now::isRenamed)
                        .isPresent())
                .isPresent();
        return !renamed
                && before.claimStatus().observed() == after.claimStatus().observed()
                && was.map(Readiness::kind).equals(is.map(Readiness::kind))
                && was.map(Readiness::reason).equals(is.map(Readiness::reason))
                && before.warning()
                        .map(CleanupWarning::stage)
                        .equals(after.warning().map(CleanupWarning::stage));
    }
}
