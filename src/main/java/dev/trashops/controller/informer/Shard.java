package dev.trashops.controller.informer;

import dev.trashops.api.v1alpha1.RoboflowTrashPolicy;
import dev.trashops.api.v1alpha1.TrashedItem;
import dev.trashops.api.v1alpha1.TrashedItemStatus;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Map;
import java.util.Optional;

/**
 * What is this deployment's where several share a cluster: the policies that its selector chooses, and their items.
 *
 * @param policies which policies
 * @param deployment what the deployment calls itself, the same in all its replicas
 */
public record Shard(LabelSelector policies, String deployment) {
    /** Of a deployment that is alone. */
    public static final Shard EVERYTHING = new Shard(LabelSelector.EVERYTHING, "");

    /** Whether there is nothing else than this deployment. */
    public boolean isWhole() {
        return policies.isEverything();
    }

    /** Whether a policy is this deployment's. */
    public boolean has(RoboflowTrashPolicy policy) {
        return policies.matches(labels(policy));
    }

    /**
     * Whether an item is this deployment's, as its policy is. One whose policy is gone stays with the deployment that spoke
     * of it last: that one may still remember the key, while all others would take the item for abandoned.
     *
     * @param policy the policy it refers to, of whatever deployment, as far as there is one
     */
    public boolean has(TrashedItem item, Optional<RoboflowTrashPolicy> policy) {
        return policy.map(this::has).orElseGet(() -> hasWithoutPolicy(item));
    }

    private boolean hasWithoutPolicy(TrashedItem item) {
        return isWhole() || handledBy(item).map(deployment::equals).orElse(true);
    }

    /** By which name this deployment signs what it says of items; nothing where there is no other one. */
    public Optional<String> signature() {
        return isWhole() ? Optional.empty() : Optional.of(deployment);
    }

    private static Optional<String> handledBy(TrashedItem item) {
        return Optional.ofNullable(item.getStatus()).map(TrashedItemStatus::handledBy);
    }

    private static Map<String, String> labels(HasMetadata resource) {
        return Optional.ofNullable(resource.getMetadata().getLabels()).orElse(Map.of());
    }
}
