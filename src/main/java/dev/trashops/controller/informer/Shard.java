package dev.trashops.controller.informer;

import dev.trashops.api.v1alpha1.RoboflowTrashPolicy;
import dev.trashops.api.v1alpha1.TrashedItem;
import dev.trashops.api.v1alpha1.TrashedItemStatus;
import dev.trashops.controller.mapping.ResourceMetadata;
import java.util.Optional;

/**
 * What this deployment handles where several share a cluster: the policies that its selector matches, and their items.
 *
 * @param deployment the name of the deployment, the same in all its replicas
 */
public record Shard(LabelSelector policies, String deployment) {
    public boolean isWhole() {
        return policies.isEverything();
    }

    public boolean has(RoboflowTrashPolicy policy) {
        return policies.matches(ResourceMetadata.labels(policy));
    }

    /**
     * Whether this deployment handles an item, which is so if it handles its policy. An item whose policy is gone
     * stays with the deployment that handled it last: that one may still have the key, while all others would take the item
     * for abandoned.
     */
    public boolean has(TrashedItem item, Optional<RoboflowTrashPolicy> policy) {
        return policy.map(this::has)
                .orElseGet(() -> isWhole()
                        || Optional.ofNullable(item.getStatus())
                                .map(TrashedItemStatus::handledBy)
                                .map(deployment::equals)
                                .orElse(true));
    }

    /** The name that this deployment writes to the status of items; empty if it is alone. */
    public Optional<String> signature() {
        return isWhole() ? Optional.empty() : Optional.of(deployment);
    }
}
