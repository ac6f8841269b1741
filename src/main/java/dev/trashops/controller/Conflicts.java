package dev.trashops.controller;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells of objects of others that stand where the operator would create its own, once for each. */
final class Conflicts {
    private static final Logger LOG = LoggerFactory.getLogger(Conflicts.class);

    /** An object that was told of. */
    private record Told(String owner, String kind, String uid) {}

    private final Catalog catalog;
    private final Transitions transitions;
    private final Set<Told> told = ConcurrentHashMap.newKeySet();

    Conflicts(Catalog catalog, Transitions transitions) {
        this.catalog = catalog;
        this.transitions = transitions;
    }

    /** An object has the name of one that the operator would create for that policy. */
    void tell(Owner owner, HasMetadata other) {
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
    void forget(Owner gone) {
        told.removeIf(one -> one.owner().equals(gone.uid()));
    }
}
