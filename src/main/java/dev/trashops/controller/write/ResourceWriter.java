package dev.trashops.controller.write;

import dev.trashops.controller.mapping.ResourceMetadata;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The only one who writes to resources of a kind. Everything that is written to one resource passes one after the other,
 * each on top of the newest version known: that of the informer or of our own last write, whichever is newer.
 */
public final class ResourceWriter<S, R extends CustomResource<?, S> & Namespaced> {
    private static final int ATTEMPTS = 5;

    /** What a write did: the resource before and after it. */
    public record Written<R>(R before, R after) {}

    /** The lock of one resource, and our last write: the informer's own cache takes in none that follows a conflict. */
    private static final class Desk<R> {
        private final ReentrantLock lock = new ReentrantLock();
        private volatile @Nullable R newest;
    }

    private final KubernetesClient client;
    private final Class<R> kind;
    private final Supplier<R> blank;
    private final BooleanSupplier mayWrite;
    private final ConcurrentMap<ResourceID, Desk<R>> desks = new ConcurrentHashMap<>();

    /**
     * Writes to resources of that kind.
     *
     * @param blank makes an empty resource
     * @param mayWrite whether this process writes at all; a process that lost its lease does not
     */
    public ResourceWriter(KubernetesClient client, Class<R> kind, Supplier<R> blank, BooleanSupplier mayWrite) {
        this.client = client;
        this.kind = kind;
        this.blank = blank;
        this.mayWrite = mayWrite;
    }

    /** The newer one of what the informer has and what we last read or wrote. */
    public R newest(R cached) {
        Desk<R> desk = desks.get(ResourceID.fromResource(cached));
        return desk == null ? cached : newest(desk, cached);
    }

    /** Reads a resource from the API server. */
    public Optional<R> read(String namespace, String name) {
        Optional<R> found = Optional.ofNullable(
                client.resources(kind).inNamespace(namespace).withName(name).get());
        found.ifPresent(this::learn);
        return found;
    }

    /** Forgets a resource that is gone. */
    public void forget(R gone) {
        desks.remove(ResourceID.fromResource(gone));
    }

    /**
     * Brings the status of a resource to what the function says, if it differs. Asks the function again after a conflict.
     *
     * @param wanted the whole status, computed from the newest version; nothing to leave it as it is
     * @return what was written, or nothing when there was nothing to write
     * @throws KubernetesClientException if the API server refuses or can't be reached, or conflicts do not end
     */
    public Optional<Written<R>> project(R cached, Function<R, Optional<S>> wanted) {
        return repeat(
                cached,
                known -> wanted.apply(known)
                        .filter(status -> !status.equals(known.getStatus()))
                        .map(status -> () -> write(known, status)));
    }

    /**
     * Writes a status if the resource is still the one of that uid at that version.
     *
     * @param then runs after a successful write, before anything else is written to this resource
     * @return what was written, or nothing when the resource has changed or is gone
     * @throws KubernetesClientException if the API server refuses for another reason, or can't be reached
     */
    public Optional<Written<R>> writeAt(
            String namespace,
            String name,
            String uid,
            String resourceVersion,
            Function<R, S> status,
            Consumer<R> then) {
        Desk<R> desk = desks.computeIfAbsent(new ResourceID(name, namespace), id -> new Desk<>());
        desk.lock.lock();
        try {
            Optional<R> known = Optional.ofNullable(desk.newest)
                    .filter(newest -> ResourceMetadata.resourceVersion(newest).equals(resourceVersion))
                    .or(() -> read(namespace, name))
                    .filter(newest -> ResourceMetadata.resourceVersion(newest).equals(resourceVersion)
                            && ResourceMetadata.uid(newest).equals(uid));
            if (known.isEmpty() || !mayWrite.getAsBoolean()) {
                return Optional.empty();
            }
            Written<R> written = write(known.get(), status.apply(known.get()));
            then.accept(written.after());
            return Optional.of(written);
        } catch (KubernetesClientException failure) {
            if (isConflict(failure) || isGone(failure)) {
                return Optional.empty();
            }
            throw failure;
        } finally {
            desk.lock.unlock();
        }
    }

    /**
     * Sets the finalizers of a resource to what the function says, if that differs.
     *
     * @return what was written, or nothing when there was nothing to write
     * @throws KubernetesClientException if the API server refuses or can't be reached, or conflicts do not end
     */
    public Optional<Written<R>> finalizers(R cached, Function<R, List<String>> wanted) {
        return repeat(
                cached,
                known -> Optional.of(wanted.apply(known))
                        .filter(finalizers -> !finalizers.equals(known.getFinalizers()))
                        .map(finalizers -> () -> writeFinalizers(known, finalizers)));
    }

    /**
     * Deletes a resource if it is still at that version; one that has changed or is gone already is left alone.
     *
     * @throws KubernetesClientException if the API server refuses for another reason, or can't be reached
     */
    public void delete(R known) {
        Desk<R> desk = desk(known);
        desk.lock.lock();
        try {
            if (mayWrite.getAsBoolean()) {
                // No two resources ever share a version, so this says which one, too.
                client.resource(known)
                        .lockResourceVersion(ResourceMetadata.resourceVersion(known))
                        .delete();
            }
        } catch (KubernetesClientException failure) {
            if (!isConflict(failure) && !isGone(failure)) {
                throw failure;
            }
        } finally {
            desk.lock.unlock();
        }
    }

    /** Does what there is to do on the newest version, and again on a newer one after a conflict. */
    private Optional<Written<R>> repeat(R cached, Function<R, Optional<Supplier<Written<R>>>> next) {
        Desk<R> desk = desk(cached);
        desk.lock.lock();
        try {
            R known = newest(desk, cached);
            for (int attempt = 1; mayWrite.getAsBoolean(); attempt++) {
                Optional<Supplier<Written<R>>> write = next.apply(known);
                if (write.isEmpty()) {
                    return Optional.empty();
                }
                try {
                    return Optional.of(write.get().get());
                } catch (KubernetesClientException failure) {
                    Optional<R> fresh = again(known, failure, attempt);
                    if (fresh.isEmpty()) {
                        return Optional.empty();
                    }
                    known = fresh.get();
                }
            }
            return Optional.empty();
        } finally {
            desk.lock.unlock();
        }
    }

    private Written<R> writeFinalizers(R known, List<String> finalizers) {
        return patch(known, "/metadata/finalizers", finalizers, Resource::patch);
    }

    private Written<R> write(R known, S status) {
        return patch(
                known,
                "/status",
                status,
                (resource, context, json) -> resource.subresource("status").patch(context, json));
    }

    /** How a patch is sent: to the resource itself or to its status. */
    private interface Sending<R> {
        @Nullable
        R send(Resource<R> resource, PatchContext context, String json);
    }

    /** Puts a value in the place of the old one, under the condition that the resource is still at its version. */
    private Written<R> patch(R known, String path, Object value, Sending<R> sending) {
        R target = blank.get();
        target.setMetadata(new ObjectMetaBuilder()
                .withNamespace(known.getMetadata().getNamespace())
                .withName(known.getMetadata().getName())
                .build());
        String json = client.getKubernetesSerialization()
                .asJson(List.of(
                        Map.of(
                                "op",
                                "replace",
                                "path",
                                "/metadata/resourceVersion",
                                "value",
                                ResourceMetadata.resourceVersion(known)),
                        Map.of("op", "add", "path", path, "value", value)));
        R after = sending.send(
                client.resources(kind)
                        .inNamespace(ResourceMetadata.namespace(known))
                        .resource(target),
                PatchContext.of(PatchType.JSON),
                json);
        if (after == null || after.getMetadata() == null) {
            // Removing the last finalizer may leave nothing to answer with.
            return new Written<>(known, known);
        }
        learn(after);
        return new Written<>(known, after);
    }

    /** After a failure: the resource as it is now, or nothing when it is gone. Throws what is no conflict. */
    private Optional<R> again(R known, KubernetesClientException failure, int attempt) {
        if (isGone(failure)) {
            return Optional.empty();
        }
        if (!isConflict(failure) || attempt >= ATTEMPTS) {
            throw failure;
        }
        return read(ResourceMetadata.namespace(known), known.getMetadata().getName())
                .filter(fresh -> ResourceMetadata.uid(fresh).equals(ResourceMetadata.uid(known)));
    }

    private void learn(R found) {
        Desk<R> desk = desk(found);
        R before = desk.newest;
        if (before == null || isNewer(found, before)) {
            desk.newest = found;
        }
    }

    private Desk<R> desk(R resource) {
        return desks.computeIfAbsent(ResourceID.fromResource(resource), id -> new Desk<>());
    }

    private R newest(Desk<R> desk, R cached) {
        R own = desk.newest;
        if (own == null) {
            return cached;
        }
        if (isNewer(own, cached)) {
            return own;
        }
        desk.newest = null;
        return cached;
    }

    /** Versions that are no numbers are not told apart; the API server then refuses an old one. */
    private boolean isNewer(R one, R other) {
        try {
            return Long.parseLong(ResourceMetadata.resourceVersion(one))
                    > Long.parseLong(ResourceMetadata.resourceVersion(other));
        } catch (NumberFormatException opaque) {
            return false;
        }
    }

    private static boolean isConflict(KubernetesClientException failure) {
        return failure.getCode() == HttpURLConnection.HTTP_CONFLICT;
    }

    private static boolean isGone(KubernetesClientException failure) {
        return failure.getCode() == HttpURLConnection.HTTP_NOT_FOUND;
    }
}
