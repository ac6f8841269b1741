package dev.trashops.controller.record;

import dev.trashops.controller.informer.ResourceIndex;
import dev.trashops.controller.mapping.PolicyOwner;
import dev.trashops.controller.mapping.ResourceMetadata;
import dev.trashops.controller.write.StatusListener;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells of objects of others that stand where the operator would create its own, once for each. */
public final class NameConflicts {
    private static final Logger LOG = LoggerFactory.getLogger(NameConflicts.class);

    /** An object that was told of. */
    private record Told(String owner, String kind, String uid) {}

    private final ResourceIndex catalog;
    private final StatusListener transitions;
    private final Set<Told> told = ConcurrentHashMap.newKeySet();

    public NameConflicts(ResourceIndex catalog, StatusListener transitions) {
        this.catalog = catalog;
        this.transitions = transitions;
    }

    /** An object has the name of one that the operator would create for that policy. */
    public void tell(PolicyOwner owner, HasMetadata other) {
        if (!told.add(new Told(owner.uid(), other.getKind(), ResourceMetadata.uid(other)))) {
            return;
        }
        LOG.warn(
                "There is already a {} {}/{} that does not belong to the RoboflowTrashPolicy {}, so its own can't be"
                        + " created",
                other.getKind(),
                other.getMetadata().getNamespace(),
                other.getMetadata().getName(),
                owner.id().name());
        catalog.policy(owner.id())
                .filter(policy -> ResourceMetadata.uid(policy).equals(owner.uid()))
                .ifPresent(policy -> {
                    try {
                        transitions.conflict(policy, other);
                    } catch (RuntimeException failure) {
                        LOG.warn("A listener of transitions failed", failure);
                    }
                });
    }

    /** Forgets what was told of a policy that is gone. */
    public void forget(PolicyOwner gone) {
        told.removeIf(one -> one.owner().equals(gone.uid()));
    }
}
