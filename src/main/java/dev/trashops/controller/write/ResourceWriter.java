package dev.trashops.controller.write;

import static java.net.HttpURLConnection.HTTP_CONFLICT;
import static java.net.HttpURLConnection.HTTP_NOT_FOUND;

import dev.trashops.controller.mapping.ResourceMetadata;
import dev.trashops.plan.model.ClaimId;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.EditReplacePatchable;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The only writer of resources of a kind. Writes to one resource are serialized, each on top of the newest version
 * known: that of the informer or of our own last write, whichever is newer. A write returns what it wrote, if anything, and
 * throws a {@link KubernetesClientException} if the API server rejects it or does not answer, or conflicts do not end.
 */
public final class ResourceWriter<S, R extends CustomResource<?, S> & Namespaced> {
    private static final int ATTEMPTS = 5;

    /** The resource before and after a write. */
    public record Written<R>(R before, R after) {}

    /** The lock of one resource, with our last write: the informer's cache does not take one that follows a conflict. */
    private static final class Slot<R> {
        private volatile @Nullable R newest;
        private @Nullable Versions projected;
    }

    /** From which version to which a write brought a resource. */
    private record Versions(String before, String after) {}

    private final KubernetesClient client;
    private final Class<R> kind;
    private final BooleanSupplier mayWrite;
    private final ConcurrentMap<ResourceID, Slot<R>> slots = new ConcurrentHashMap<>();

    /** {@code mayWrite} is false once this process has lost leadership. */
    public ResourceWriter(KubernetesClient client, Class<R> kind, BooleanSupplier mayWrite) {
        this.client = client;
        this.kind = kind;
        this.mayWrite = mayWrite;
    }

    /** The newer one of what the informer has and what we last read or wrote. */
    public R newest(R cached) {
        Slot<R> slot = slots.get(ResourceID.fromResource(cached));
        return slot == null ? cached : newest(slot, cached);
    }

    public Optional<R> read(String namespace, String name) {
        Optional<R> found = Optional.ofNullable(
                client.resources(kind).inNamespace(namespace).withName(name).get());
        found.ifPresent(this::learn);
        return found;
    }

    public void forget(R gone) {
        slots.remove(ResourceID.fromResource(gone));
    }

    /**
     * Sets the whole status of a resource to what the function returns for the newest version, if it differs; empty leaves
     * it unchanged. Calls the function again after a conflict.
     */
    public Optional<Written<R>> project(R cached, Function<R, Optional<S>> wanted) {
        return repeat(
                cached,
                known -> wanted.apply(known)
                        .filter(status -> !status.equals(known.getStatus()))
                        .map(status -> () -> projected(known, status)));
    }

    private Written<R> projected(R known, S status) {
        Written<R> written = write(known, status);
        slot(ResourceID.fromResource(known)).projected = new Versions(
                ResourceMetadata.resourceVersion(known), ResourceMetadata.resourceVersion(written.after()));
        return written;
    }

    /**
     * Writes a status if the resource still has that uid and version, or nothing but its status was projected since, then
     * runs {@code then} before anything else is written to this resource. Empty if the resource has changed or is gone.
     */
    public Optional<Written<R>> writeAt(ClaimId id, String resourceVersion, Function<R, S> status, Consumer<R> then) {
        Slot<R> slot = slot(new ResourceID(id.name(), id.namespace()));
        synchronized (slot) {
            try {
                Optional<R> known = Optional.ofNullable(slot.newest)
                        .filter(newest -> isStillAt(slot, newest, resourceVersion))
                        .or(() -> read(id.namespace(), id.name()))
                        .filter(newest -> isStillAt(slot, newest, resourceVersion)
                                && ResourceMetadata.uid(newest).equals(id.uid()));
                if (known.isEmpty() || !mayWrite.getAsBoolean()) {
                    return Optional.empty();
                }
                Written<R> written = write(known.get(), status.apply(known.get()));
                then.accept(written.after());
                return Optional.of(written);
            } catch (KubernetesClientException failure) {
                rethrowUnlessChanged(failure);
                return Optional.empty();
            }
        }
    }

    private boolean isStillAt(Slot<R> slot, R newest, String resourceVersion) {
        String now = ResourceMetadata.resourceVersion(newest);
        return now.equals(resourceVersion) || new Versions(resourceVersion, now).equals(slot.projected);
    }

    /** Sets the finalizers of a resource to what the function returns, if that differs. */
    public Optional<Written<R>> finalizers(R cached, Function<R, List<String>> wanted) {
        return repeat(
                cached,
                known -> Optional.of(wanted.apply(known))
                        .filter(finalizers -> !finalizers.equals(known.getFinalizers()))
                        .map(finalizers ->
                                () -> patch(known, client.resource(known), "/metadata/finalizers", finalizers)));
    }

    /** Sets the owners of a resource to what the function returns, if that differs. */
    public Optional<Written<R>> owners(R cached, Function<R, List<OwnerReference>> wanted) {
        return repeat(
                cached,
                known -> Optional.of(wanted.apply(known))
                        .filter(owners -> !owners.equals(known.getMetadata().getOwnerReferences()))
                        .map(owners ->
                                () -> patch(known, client.resource(known), "/metadata/ownerReferences", owners)));
    }

    /** Deletes a resource if it is still at that version; one that has changed or is already gone is left alone. */
    public void delete(R known) {
        synchronized (slot(ResourceID.fromResource(known))) {
            try {
                if (mayWrite.getAsBoolean()) {
                    // A resourceVersion is unique, so this also pins the uid.
                    client.resource(known)
                            .lockResourceVersion(ResourceMetadata.resourceVersion(known))
                            .delete();
                }
            } catch (KubernetesClientException failure) {
                rethrowUnlessChanged(failure);
            }
        }
    }

    /** Writes on top of the newest version, and retries on a newer one after a conflict. */
    private Optional<Written<R>> repeat(R cached, Function<R, Optional<Supplier<Written<R>>>> next) {
        Slot<R> slot = slot(ResourceID.fromResource(cached));
        synchronized (slot) {
            Optional<R> known = Optional.of(newest(slot, cached));
            for (int attempt = 1; known.isPresent() && mayWrite.getAsBoolean(); attempt++) {
                Optional<Supplier<Written<R>>> write = next.apply(known.get());
                try {
                    return write.map(Supplier::get);
                } catch (KubernetesClientException failure) {
                    rethrowUnlessChanged(failure);
                    if (failure.getCode() == HTTP_NOT_FOUND) {
                        return Optional.empty();
                    }
                    if (attempt >= ATTEMPTS) {
                        throw failure;
                    }
                    String uid = ResourceMetadata.uid(known.get());
                    known = read(
                                    ResourceMetadata.namespace(cached),
                                    cached.getMetadata().getName())
                            .filter(fresh -> ResourceMetadata.uid(fresh).equals(uid));
                }
            }
            return Optional.empty();
        }
    }

    private Written<R> write(R known, S status) {
        return patch(known, client.resource(known).subresource("status"), "/status", status);
    }

    /** Replaces a value, provided that the resource is still at its version. */
    private Written<R> patch(R known, EditReplacePatchable<R> target, String path, Object value) {
        R after = VersionedPatch.of(ResourceMetadata.resourceVersion(known))
                .add(path, value)
                .apply(client, target);
        if (after == null || after.getMetadata() == null) {
            // Removing the last finalizer may leave nothing to return.
            return new Written<>(known, known);
        }
        learn(after);
        return new Written<>(known, after);
    }

    private static void rethrowUnlessChanged(KubernetesClientException failure) {
        if (failure.getCode() != HTTP_CONFLICT && failure.getCode() != HTTP_NOT_FOUND) {
            throw failure;
        }
    }

    private void learn(R found) {
        Slot<R> slot = slot(ResourceID.fromResource(found));
        R before = slot.newest;
        if (before == null || isNewer(found, before)) {
            slot.newest = found;
        }
    }

    private Slot<R> slot(ResourceID id) {
        return slots.computeIfAbsent(id, key -> new Slot<>());
    }

    private R newest(Slot<R> slot, R cached) {
        R own = slot.newest;
        if (own == null) {
            return cached;
        }
        if (isNewer(own, cached)) {
            return own;
        }
        slot.newest = null;
        return cached;
    }

    /** Opaque versions are not compared; the API server then rejects an old one. */
    private boolean isNewer(R one, R other) {
        try {
            return Long.parseLong(ResourceMetadata.resourceVersion(one))
                    > Long.parseLong(ResourceMetadata.resourceVersion(other));
        } catch (NumberFormatException opaque) {
            return false;
        }
    }
}
