package dev.trashops.controller.informer;

import dev.trashops.controller.mapping.ResourceMetadata;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The last spec change seen of each resource, so that the loop is woken once per change and not by our own writes. */
public final class SpecChangeTracker {

    /** What people change in a resource, without anything that the operator writes. */
    private record Request(String uid, long generation, Optional<String> requestedAt, boolean deleting) {
        static Request of(HasMetadata resource) {
            return new Request(
                    ResourceMetadata.uid(resource),
                    ResourceMetadata.generation(resource),
                    ResourceMetadata.requestedAt(resource),
                    resource.isMarkedForDeletion());
        }
    }

    private final ConcurrentMap<ResourceID, Request> seen = new ConcurrentHashMap<>();

    /** Whether a resource has a change that was not recorded yet. */
    public boolean isNew(HasMetadata resource) {
        return !Request.of(resource).equals(seen.get(ResourceID.fromResource(resource)));
    }

    /** Whether anything was recorded for a resource with that name. */
    public boolean knows(HasMetadata resource) {
        return seen.containsKey(ResourceID.fromResource(resource));
    }

    /** Whether nothing was recorded for a resource with that uid. */
    public boolean isFirst(HasMetadata resource) {
        Request last = seen.get(ResourceID.fromResource(resource));
        return last == null || !last.uid().equals(ResourceMetadata.uid(resource));
    }

    public void takeIn(HasMetadata resource) {
        seen.put(ResourceID.fromResource(resource), Request.of(resource));
    }

    public void forget(HasMetadata gone) {
        seen.remove(ResourceID.fromResource(gone));
    }

    /** Whether an update matters: what people change, and the finalizers. Statuses and labels do not. */
    public static boolean isOfInterest(HasMetadata now, HasMetadata before) {
        return !Request.of(now).equals(Request.of(before))
                || !Objects.equals(now.getFinalizers(), before.getFinalizers());
    }
}
