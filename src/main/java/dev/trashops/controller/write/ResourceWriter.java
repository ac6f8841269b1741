package dev.trashops.controller.write;

import static java.net.HttpURLConnection.HTTP_CONFLICT;
import static java.net.HttpURLConnection.HTTP_NOT_FOUND;

import dev.trashops.controller.mapping.ResourceMetadata;
import dev.trashops.plan.model.ClaimId;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.EditReplacePatchable;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The only writer of resources of a kind. Writes to one resource are serialized, each on top of the newest version
 * known: that of the informer or of our own last write, whichever is newer. A write returns what it wrote, if anything, and
 * throws a {@link KubernetesClientException} if the API server rejects it or does not answer, or conflicts do not end.
 */
public final class ResourceWriter<S, R extends CustomResource<?, S> & Namespaced> {
    private static final int ATTEMPTS = 5;
    private static final int LOCKS = 1024;

    /** The resource before and after a write. */
    public record Written<R>(R before, R after) {}

    /** The lock of every resource with that hash, with the last projection of any of them. */
    private static final class Lock {
        private @Nullable Versions projected;
    }

    /** From which version to which a write brought a resource. No two resources of a kind share a version. */
    private record Versions(String before, String after) {}

    private final KubernetesClient client;
    private final Class<R> kind;
    private final Supplier<R> empty;
    private final BooleanSupplier mayWrite;
    private final Consumer<R> learned;
    private final List<Lock> locks = Stream.generate(Lock::new).limit(LOCKS).toList();
    private final ConcurrentMap<ResourceID, R> ahead = new ConcurrentHashMap<>();

    /**
     * Reads and writes resources of that kind.
     *
     * @param empty makes one without any content
     * @param mayWrite false once this process has lost leadership
     * @param learned is told of what was read or written before the informer may have it
     */
    public ResourceWriter(
            KubernetesClient client, Class<R> kind, Supplier<R> empty, BooleanSupplier mayWrite, Consumer<R> learned) {
        this.client = client;
        this.kind = kind;
        this.empty = empty;
        this.mayWrite = mayWrite;
        this.learned = learned;
    }

    /**
     * The newer one of what the informer has and what we last read or wrote. The informer's cache does not take a write that
     * follows a conflict, so it is kept here until the informer has caught up.
     */
    public R newest(R cached) {
        if (ahead.isEmpty()) {
            return cached;
        }
        R own = ahead.computeIfPresent(
                ResourceID.fromResource(cached), (id, known) -> isNewer(known, cached) ? known : null);
        return own == null ? cached : own;
    }

    public Optional<R> read(String namespace, String name) {
        Optional<R> found = Optional.ofNullable(
                client.resources(kind).inNamespace(namespace).withName(name).get());
        found.ifPresent(this::learn);
        return found;
    }

    public void forget(R gone) {
        ahead.remove(ResourceID.fromResource(gone));
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
        lock(ResourceID.fromResource(known)).projected = new Versions(
                ResourceMetadata.resourceVersion(known), ResourceMetadata.resourceVersion(written.after()));
        return written;
    }

    /**
     * Writes a status if the resource still has that uid and version, or nothing but its status was projected since, then
     * runs {@code then} before anything else is written to this resource. Empty if the resource has changed or is gone.
     */
    public Optional<Written<R>> writeAt(ClaimId id, String resourceVersion, Function<R, S> status, Consumer<R> then) {
        ResourceID resource = new ResourceID(id.name(), id.namespace());
        Lock lock = lock(resource);
        synchronized (lock) {
            try {
                Optional<R> known = Optional.ofNullable(ahead.get(resource))
                        .filter(newest -> isStillAt(lock, newest, resourceVersion))
                        .or(() -> read(id.namespace(), id.name()))
                        .filter(newest -> isStillAt(lock, newest, resourceVersion)
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

    private boolean isStillAt(Lock lock, R newest, String resourceVersion) {
        String now = ResourceMetadata.resourceVersion(newest);
        return now.equals(resourceVersion) || new Versions(resourceVersion, now).equals(lock.projected);
    }

    /** Sets the finalizers of a resource to what the function returns, if that differs. */
    public Optional<Written<R>> finalizers(R cached, Function<R, List<String>> wanted) {
        return repeat(
                cached,
                known -> Optional.of(wanted.apply(known))
                        .filter(finalizers -> !finalizers.equals(known.getFinalizers()))
                        .map(finalizers -> () -> patch(known, named(known), "/metadata/finalizers", finalizers)));
    }

    /** Sets the owners of a resource to what the function returns, if that differs. */
    public Optional<Written<R>> owners(R cached, Function<R, List<OwnerReference>> wanted) {
        return repeat(
                cached,
                known -> Optional.of(wanted.apply(known))
                        .filter(owners -> !owners.equals(known.getMetadata().getOwnerReferences()))
                        .map(owners -> () -> patch(known, named(known), "/metadata/ownerReferences", owners)));
    }

    /** Deletes a resource if it is still at that version; one that has changed or is already gone is left alone. */
    public void delete(R known) {
        synchronized (lock(ResourceID.fromResource(known))) {
            try {
                if (mayWrite.getAsBoolean()) {
                    // A resourceVersion is unique, so this also pins the uid.
                    named(known)
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
        synchronized (lock(ResourceID.fromResource(cached))) {
            Optional<R> known = Optional.of(newest(cached));
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
        return patch(known, named(known).subresource("status"), "/status", status);
    }

    /** By its name alone: whatever else the client is given it copies, through JSON. */
    private Resource<R> named(R known) {
        R named = empty.get();
        named.setMetadata(new ObjectMetaBuilder()
                .withNamespace(ResourceMetadata.namespace(known))
                .withName(known.getMetadata().getName())
                .build());
        return client.resource(named);
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
        ahead.merge(ResourceID.fromResource(found), found, (before, now) -> isNewer(now, before) ? now : before);
        learned.accept(found);
    }

    private Lock lock(ResourceID id) {
        return locks.get(Math.floorMod(id.hashCode(), LOCKS));
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
