package dev.trashops.controller.informer;

import dev.trashops.controller.mapping.ResourceMetadata;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** What people last said by each resource, so that the loop is woken once for each new thing and not by our own writes. */
public final class SpecChangeTracker {

    /** What people say by a resource, leaving out everything that the operator writes. */
    private record Word(String uid, long generation, Optional<String> requestedAt, boolean deleting) {
        static Word of(HasMetadata resource) {
            return new Word(
                    ResourceMetadata.uid(resource),
                    ResourceMetadata.generation(resource),
                    ResourceMetadata.requestedAt(resource),
                    resource.isMarkedForDeletion());
        }
    }

    private final ConcurrentMap<ResourceID, Word> heard = new ConcurrentHashMap<>();

    /** Whether a resource says something that has not been taken in yet. */
    public boolean isNew(HasMetadata resource) {
        return !Word.of(resource).equals(heard.get(ResourceID.fromResource(resource)));
    }

    /** Whether something has been taken in of a resource of that name. */
    public boolean knows(HasMetadata resource) {
        return heard.containsKey(ResourceID.fromResource(resource));
    }

    /** Whether nothing has been taken in of a resource of that uid. */
    public boolean isFirst(HasMetadata resource) {
        Word last = heard.get(ResourceID.fromResource(resource));
        return last == null || !last.uid().equals(ResourceMetadata.uid(resource));
    }

    /** Takes in what a resource says. */
    public void takeIn(HasMetadata resource) {
        heard.put(ResourceID.fromResource(resource), Word.of(resource));
    }

    /** Forgets a resource that is gone. */
    public void forget(HasMetadata gone) {
        heard.remove(ResourceID.fromResource(gone));
    }

    /** Whether an update concerns us: what people say, and who holds the resource. Statuses and labels do not. */
    public static boolean isOfInterest(HasMetadata now, HasMetadata before) {
        List<String> held = before.getFinalizers();
        return !Word.of(now).equals(Word.of(before)) || !Objects.equals(now.getFinalizers(), held);
    }
}
