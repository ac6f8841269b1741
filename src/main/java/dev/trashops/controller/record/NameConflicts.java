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

/** Reports foreign objects that have the name of one that the operator would create, once each. */
public final class NameConflicts {
    private static final Logger LOG = LoggerFactory.getLogger(NameConflicts.class);

    private record Reported(String owner, String kind, String uid) {}

    private final ResourceIndex index;
    private final StatusListener listener;
    private final Set<Reported> reported = ConcurrentHashMap.newKeySet();

    public NameConflicts(ResourceIndex index, StatusListener listener) {
        this.index = index;
        this.listener = listener;
    }

    public void report(PolicyOwner owner, HasMetadata other) {
        if (!reported.add(new Reported(owner.uid(), other.getKind(), ResourceMetadata.uid(other)))) {
            return;
        }
        LOG.warn(
                "{} {}/{} already exists and does not belong to RoboflowTrashPolicy {}, so the operator cannot create"
                        + " its own",
                other.getKind(),
                other.getMetadata().getNamespace(),
                other.getMetadata().getName(),
                owner.id().name());
        index.policy(owner.id())
                .filter(policy -> ResourceMetadata.uid(policy).equals(owner.uid()))
                .ifPresent(policy -> StatusListener.guarded(() -> listener.conflict(policy, other)));
    }

    public void forget(PolicyOwner gone) {
        reported.removeIf(one -> one.owner().equals(gone.uid()));
    }
}
