package dev.trashops.controller;

import dev.trashops.api.v1alpha1.RoboflowTrashPolicy;
import dev.trashops.api.v1alpha1.TrashedItem;
import dev.trashops.controller.informer.ResourceIndex;
import dev.trashops.controller.informer.Shard;
import dev.trashops.controller.item.TrashedItemProjector;
import dev.trashops.controller.mapping.ClaimMapper;
import dev.trashops.controller.mapping.FieldManagers;
import dev.trashops.controller.mapping.PlanSummaryMapper;
import dev.trashops.controller.mapping.PolicyMapper;
import dev.trashops.controller.mapping.PolicyStatusMapper;
import dev.trashops.controller.mapping.ResourceMetadata;
import dev.trashops.controller.policy.ChildCreator;
import dev.trashops.controller.policy.RoboflowTrashPolicyProjector;
import dev.trashops.controller.write.ProjectionStore;
import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.ClaimId;
import dev.trashops.plan.model.ItemProjection;
import dev.trashops.plan.model.PastAction;
import dev.trashops.plan.model.Policy;
import dev.trashops.plan.model.PolicyId;
import dev.trashops.plan.model.PolicyProjection.ShownPlan;
import dev.trashops.plan.model.Rename;
import dev.trashops.plan.model.TrashingHalt;
import dev.trashops.plan.model.WorkspaceId;
import dev.trashops.workspace.port.ClaimStore;
import dev.trashops.workspace.port.WorkspaceProjection;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
        ChildCreator children)
        implements ClaimStore {
    private static final Logger LOG = LoggerFactory.getLogger(KubernetesClaimStore.class);

    @Override
    public Optional<Workload> workload(WorkspaceId workspace) {
        if (!index.synced()) {
            return Optional.empty();
        }
        List<Policy> found = new ArrayList<>();
        List<Claim> claims = new ArrayList<>();
        Map<PolicyId, List<PastAction>> histories = new HashMap<>();
        List<Rename> renames = new ArrayList<>();
        Map<PolicyId, TrashingHalt> halts = new HashMap<>();
        Map<PolicyId, ShownPlan> plans = new HashMap<>();
        Map<String, Boolean> terminating = new HashMap<>();
        for (RoboflowTrashPolicy policy : index.policiesOf(workspace)) {
            PolicyStatusMapper.halt(policy).ifPresent(halt -> halts.put(PolicyMapper.id(policy), halt));
            PlanSummaryMapper.shownPlan(policy.getStatus()).ifPresent(plan -> plans.put(PolicyMapper.id(policy), plan));
            renames.addAll(PolicyStatusMapper.renames(policy.getStatus()));
            index.reading(policy).valid().ifPresent(valid -> {
                found.add(valid);
                histories.put(valid.id(), PolicyStatusMapper.history(policy.getStatus()));
            });
            index.itemsOf(PolicyMapper.id(policy))
                    .forEach(item ->
                            claim(item, Optional.of(policy), terminating).ifPresent(claims::add));
        }
        for (TrashedItem item : index.owedARestore(workspace)) {
            Optional<RoboflowTrashPolicy> policy = ClaimMapper.policy(item).flatMap(index::policy);
            if (policy.flatMap(one -> index.reading(one).valid()).isEmpty()) {
                claim(item, policy, terminating).ifPresent(claims::add);
            }
        }
        Map<PolicyId, String> refused = new HashMap<>();
        found.forEach(policy ->
                children.refusal(policy.id()).ifPresent(refusal -> refused.put(policy.id(), refusal.message())));
        return Optional.of(
                new Workload(found, claims, histories, renames, halts, plans, refused, index.isPartlyUnknown()));
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
                    .flatMap(found -> claim(found, read, new HashMap<>())
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

    private Optional<Claim> claim(
            TrashedItem cached, Optional<RoboflowTrashPolicy> policy, Map<String, Boolean> terminating) {
        TrashedItem item = items.newest(cached);
        if (!ClaimMapper.concernsTheLoop(item)) {
            return Optional.empty();
        }
        boolean abandoned = ResourceMetadata.waitsForUs(item)
                && terminating.computeIfAbsent(ResourceMetadata.namespace(item), this::isTerminating);
        return ClaimMapper.claim(item, policy, abandoned).valid();
    }

    /** A terminating namespace must not be blocked; one that cannot be read counts as not terminating. */
    private boolean isTerminating(String name) {
        try {
            return Optional.ofNullable(client.namespaces().withName(name).get())
                    .filter(Namespace::isMarkedForDeletion)
                    .isPresent();
        } catch (KubernetesClientException failure) {
            LOG.warn(
                    "Failed to read namespace {} (HTTP status {}); assuming that it is not terminating",
                    name,
                    failure.getCode());
            return false;
        }
    }
}
