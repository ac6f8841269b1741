package dev.trashops.controller;

import dev.trashops.api.v1alpha1.RoboflowTrashPolicy;
import dev.trashops.api.v1alpha1.TrashedItem;
import dev.trashops.controller.informer.ResourceIndex;
import dev.trashops.controller.informer.Shard;
import dev.trashops.controller.item.TrashedItemProjector;
import dev.trashops.controller.mapping.FieldManagers;
import dev.trashops.controller.mapping.ResourceMetadata;
import dev.trashops.controller.policy.RoboflowTrashPolicyProjector;
import dev.trashops.controller.write.ProjectionStore;
import dev.trashops.plan.model.ClaimId;
import dev.trashops.plan.model.ItemProjection;
import dev.trashops.plan.model.PolicyId;
import dev.trashops.plan.model.WorkspaceId;
import dev.trashops.workspace.port.ClaimStore;
import dev.trashops.workspace.port.WorkspaceProjection;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves the loop from the informers where slightly stale data is fine, and from the API server where it is not. */
record KubernetesClaimStore(
        KubernetesClient client,
        Shard shard,
        ResourceIndex index,
        ProjectionStore projections,
        TrashedItemProjector items,
        RoboflowTrashPolicyProjector policies,
        Claims claims,
        Workloads workloads)
        implements ClaimStore {
    private static final Logger LOG = LoggerFactory.getLogger(KubernetesClaimStore.class);

    @Override
    public Optional<Workload> workload(WorkspaceId workspace) {
        return index.synced() ? Optional.of(workloads.of(workspace)) : Optional.empty();
    }

    @Override
    public Optional<Fresh> reread(ClaimId id, PolicyId policyId) {
        try {
            Optional<TrashedItem> item = items.read(id);
            Optional<RoboflowTrashPolicy> read = Optional.ofNullable(client.resources(RoboflowTrashPolicy.class)
                    .inNamespace(policyId.namespace())
                    .withName(policyId.name())
                    .get());
            Optional<FreshPolicy> policy = read.flatMap(this::fresh);
            return item.filter(found -> shard.has(found, read))
                    .flatMap(found -> claims.read(found, read)
                            .filter(claim -> policy.isPresent() || claim.spec().deleting())
                            .map(claim -> new Fresh(
                                    claim, FieldManagers.of(found), policy, ResourceMetadata.resourceVersion(found))));
        } catch (KubernetesClientException failure) {
            LOG.warn("Failed to reread TrashedItem {} and its policy (HTTP status {})", path(id), failure.getCode());
            return Optional.empty();
        }
    }

    @Override
    public Optional<FreshPolicy> reread(PolicyId id) {
        try {
            return Optional.ofNullable(client.resources(RoboflowTrashPolicy.class)
                            .inNamespace(id.namespace())
                            .withName(id.name())
                            .get())
                    .filter(found -> shard.has(found) && !found.isMarkedForDeletion())
                    .flatMap(this::fresh);
        } catch (KubernetesClientException failure) {
            LOG.warn("Failed to reread RoboflowTrashPolicy {} (HTTP status {})", id, failure.getCode());
            return Optional.empty();
        }
    }

    private Optional<FreshPolicy> fresh(RoboflowTrashPolicy read) {
        return index.reading(read)
                .valid()
                .map(policy -> new FreshPolicy(policy, FieldManagers.of(read, policy.rules())));
    }

    @Override
    public boolean begin(ClaimId claim, String resourceVersion, ItemProjection projection) {
        try {
            return items.begin(claim, resourceVersion, projection);
        } catch (KubernetesClientException failure) {
            LOG.warn("Failed to journal an action in TrashedItem {} (HTTP status {})", path(claim), failure.getCode());
            return false;
        }
    }

    @Override
    public void publish(WorkspaceProjection projection) {
        ProjectionStore.Changes changes = projections.publish(projection);
        changes.items().forEach(items::requeue);
        changes.policies().forEach(policies::requeue);
    }

    private static String path(ClaimId id) {
        return id.namespace() + "/" + id.name();
    }
}
