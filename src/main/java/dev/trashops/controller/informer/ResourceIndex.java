package dev.trashops.controller.informer;

import dev.trashops.api.v1alpha1.ApiNames;
import dev.trashops.api.v1alpha1.RoboflowTrashPolicy;
import dev.trashops.api.v1alpha1.TrashedItem;
import dev.trashops.controller.mapping.ClaimMapper;
import dev.trashops.controller.mapping.MappingResult;
import dev.trashops.controller.mapping.PolicyMapper;
import dev.trashops.controller.mapping.ResourceMetadata;
import dev.trashops.plan.model.Policy;
import dev.trashops.plan.model.PolicyId;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.health.InformerHealthIndicator;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import io.javaoperatorsdk.operator.processing.event.source.controller.ControllerEventSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the informers know of both kinds, by name and by what refers to what: of policies, this deployment's only. */
public final class ResourceIndex {
    private static final String BY_POLICY = "policy";
    private static final String BY_WORKSPACE = "workspace";
    private static final String BY_REMEMBERED_WORKSPACE = "remembered-workspace";

    /** What one version of a policy says. */
    private record Reading(String uid, String resourceVersion, MappingResult<Policy> said) {
        boolean isOf(RoboflowTrashPolicy policy) {
            return !resourceVersion.isEmpty()
                    && resourceVersion.equals(ResourceMetadata.resourceVersion(policy))
                    && uid.equals(ResourceMetadata.uid(policy));
        }
    }

    private final Shard share;
    private final ConcurrentMap<PolicyId, Reading> readings = new ConcurrentHashMap<>();
    private volatile @Nullable IndexerResourceCache<TrashedItem> items;
    private volatile @Nullable IndexerResourceCache<RoboflowTrashPolicy> policies;

    public ResourceIndex(Shard share) {
        this.share = share;
    }

    /** Takes the informer of the items, before it starts. */
    public void items(IndexerResourceCache<TrashedItem> cache) {
        cache.addIndexer(
                BY_POLICY,
                item -> ClaimMapper.policy(item).map(PolicyId::toString).stream()
                        .toList());
        cache.addIndexer(
                BY_REMEMBERED_WORKSPACE,
                item -> item.hasFinalizer(ApiNames.RESTORE_FINALIZER)
                        ? ClaimMapper.rememberedWorkspace(item).stream().toList()
                        : List.of());
        items = cache;
    }

    /** Takes the informer of the policies, before it starts. */
    public void policies(IndexerResourceCache<RoboflowTrashPolicy> cache) {
        cache.addIndexer(
                BY_WORKSPACE,
                policy -> PolicyMapper.policy(policy).valid().map(Policy::workspace).stream()
                        .toList());
        policies = cache;
    }

    /** Whether both informers have told everything that is there. Before that, nothing said here proves an absence. */
    public boolean synced() {
        return isEach(items, InformerHealthIndicator::hasSynced)
                && isEach(policies, InformerHealthIndicator::hasSynced);
    }

    /** Whether both informers run; a stopped one never comes back. */
    public boolean running() {
        return isEach(items, InformerHealthIndicator::isRunning)
                && isEach(policies, InformerHealthIndicator::isRunning);
    }

    /** Whether both informers have a watch open; each reconnect makes this false for a moment. */
    public boolean watching() {
        return isEach(items, InformerHealthIndicator::isWatching)
                && isEach(policies, InformerHealthIndicator::isWatching);
    }

    /** Whether an item is this deployment's, as its policy is. */
    public boolean isOurs(TrashedItem item) {
        return share.has(item, ClaimMapper.policy(item).flatMap(this::anyPolicy));
    }

    /** That policy. */
    public Optional<RoboflowTrashPolicy> policy(PolicyId id) {
        return anyPolicy(id).filter(share::has);
    }

    private Optional<RoboflowTrashPolicy> anyPolicy(PolicyId id) {
        return Optional.ofNullable(policies).flatMap(cache -> cache.get(new ResourceID(id.name(), id.namespace())));
    }

    /** That item, also when it was only just created by us. */
    public Optional<TrashedItem> item(String namespace, String name) {
        return Optional.ofNullable(items).flatMap(cache -> cache.get(new ResourceID(name, namespace)));
    }

    /**
     * Takes in an item that the API server has just shown, until the informer knows it or something newer: of a rule's
     * thousands of items each would be created again and again meanwhile. What a {@code ResourceWriter} remembers is no help
     * there, since it only overrides what the informer has already.
     */
    public void learn(TrashedItem item) {
        if (items instanceof ControllerEventSource<TrashedItem> source) {
            source.handleRecentResourceCreate(ResourceID.fromResource(item), item);
        }
    }

    /** What that policy says. */
    public Optional<MappingResult<Policy>> reading(PolicyId id) {
        Optional<RoboflowTrashPolicy> found = policy(id);
        if (found.isEmpty()) {
            readings.remove(id);
        }
        return found.map(this::reading);
    }

    /** What a policy says; read once for each version of it, as each of its items asks. */
    public MappingResult<Policy> reading(RoboflowTrashPolicy policy) {
        return readings.compute(
                        PolicyMapper.id(policy),
                        (id, known) -> known != null && known.isOf(policy)
                                ? known
                                : new Reading(
                                        ResourceMetadata.uid(policy),
                                        ResourceMetadata.resourceVersion(policy),
                                        PolicyMapper.policy(policy)))
                .said();
    }

    /** The workspace of a policy that can be used. */
    public Optional<String> workspace(RoboflowTrashPolicy policy) {
        return reading(policy).valid().map(Policy::workspace);
    }

    /** Forgets what a policy said that is gone. */
    public void forget(PolicyId gone) {
        readings.remove(gone);
    }

    /** The items that refer to that policy. */
    public List<TrashedItem> itemsOf(PolicyId policy) {
        return Optional.ofNullable(items)
                .map(cache -> cache.byIndex(BY_POLICY, policy.toString()))
                .orElse(List.of());
    }

    /** The policies of that workspace. */
    public List<RoboflowTrashPolicy> policiesOf(String workspace) {
        return anyPoliciesOf(workspace).stream().filter(share::has).toList();
    }

    /** Those of that workspace that are other deployments'. */
    public List<RoboflowTrashPolicy> othersOf(String workspace) {
        return anyPoliciesOf(workspace).stream()
                .filter(policy -> !share.has(policy))
                .toList();
    }

    private List<RoboflowTrashPolicy> anyPoliciesOf(String workspace) {
        return Optional.ofNullable(policies)
                .map(cache -> cache.byIndex(BY_WORKSPACE, workspace))
                .orElse(List.of());
    }

    /** The items that remember that workspace and are not to go before they have been restored. */
    public List<TrashedItem> owedARestore(String workspace) {
        return Optional.ofNullable(items)
                .map(cache -> cache.byIndex(BY_REMEMBERED_WORKSPACE, workspace))
                .orElse(List.of())
                .stream()
                .filter(this::isOurs)
                .toList();
    }

    /** The version of each item that the informer has, by uid. */
    Map<String, String> versionsOfItems() {
        return versions(items);
    }

    /** The version of each policy that the informer has, by uid, other deployments' too. */
    Map<String, String> versionsOfPolicies() {
        return versions(policies);
    }

    private static <R extends HasMetadata> Map<String, String> versions(@Nullable IndexerResourceCache<R> cache) {
        return cache == null
                ? Map.of()
                : cache.list(resource -> true)
                        .collect(Collectors.toMap(
                                ResourceMetadata::uid, ResourceMetadata::resourceVersion, (one, other) -> other));
    }

    private static <R extends HasMetadata> boolean isEach(
            @Nullable IndexerResourceCache<R> cache, Predicate<InformerHealthIndicator> test) {
        return cache instanceof ControllerEventSource<R> source
                && source.isRunning()
                && source.informerHealthIndicators().values().stream().allMatch(test);
    }
}
