package dev.trashops.controller.informer;

import dev.trashops.api.v1alpha1.RoboflowTrashPolicy;
import dev.trashops.api.v1alpha1.TrashedItem;
import dev.trashops.controller.mapping.ClaimMapper;
import dev.trashops.controller.mapping.MappingResult;
import dev.trashops.controller.mapping.PolicyMapper;
import dev.trashops.controller.mapping.ResourceMetadata;
import dev.trashops.plan.model.Policy;
import dev.trashops.plan.model.WorkspaceId;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

/** When something last changed in a workspace: in a policy or an item of it, in the informers or by our own hand. */
public final class WorkspaceChanges implements ResourceFeed.Listener<RoboflowTrashPolicy> {
    private final ResourceIndex index;
    private final AtomicLong count = new AtomicLong();
    private final ConcurrentMap<WorkspaceId, Long> last = new ConcurrentHashMap<>();

    public WorkspaceChanges(ResourceIndex index) {
        this.index = index;
    }

    /** A number that is another one after each change. To be asked before what the workspace consists of. */
    public long last(WorkspaceId workspace) {
        return last.computeIfAbsent(workspace, any -> count.incrementAndGet());
    }

    public void forget(WorkspaceId workspace) {
        last.remove(workspace);
    }

    /** An item is another one now. */
    public void changed(TrashedItem item) {
        ClaimMapper.policy(item)
                .flatMap(index::reading)
                .flatMap(MappingResult::valid)
                .map(Policy::workspace)
                .ifPresent(this::changed);
        ClaimMapper.rememberedWorkspace(item).ifPresent(this::changed);
    }

    @Override
    public void changed(RoboflowTrashPolicy now, Optional<RoboflowTrashPolicy> before) {
        changed(now);
        before.ifPresent(this::changed);
        if (before.filter(was -> isOnlyStatus(now, was)).isEmpty()) {
            changedItemsOf(now);
        }
    }

    @Override
    public void gone(RoboflowTrashPolicy policy) {
        changed(policy);
        changedItemsOf(policy);
    }

    private void changed(RoboflowTrashPolicy policy) {
        PolicyMapper.policy(policy).valid().map(Policy::workspace).ifPresent(this::changed);
    }

    /** Without a valid policy, an item belongs to the workspace that it remembers. */
    private void changedItemsOf(RoboflowTrashPolicy policy) {
        index.itemsOf(PolicyMapper.id(policy)).forEach(this::changed);
    }

    private static boolean isOnlyStatus(RoboflowTrashPolicy now, RoboflowTrashPolicy before) {
        return !SpecChangeTracker.isOfInterest(now, before)
                && ResourceMetadata.labels(now).equals(ResourceMetadata.labels(before));
    }

    private void changed(WorkspaceId workspace) {
        last.computeIfPresent(workspace, (any, before) -> count.incrementAndGet());
    }
}
