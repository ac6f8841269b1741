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
import dev.trashops.plan.model.WorkspaceId;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.health.InformerHealthIndicator;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import io.javaoperatorsdk.operator.processing.event.source.controller.ControllerEventSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Looks up policies and items in the informers, by name and by reference; only those of this deployment. */
public final class ResourceIndex {
    private static final String BY_POLICY = "policy";
    private static final String BY_WORKSPACE = "workspace";
    private static final String BY_REMEMBERED_WORKSPACE = "remembered-workspace";

    /** The mapping of one version of a policy. */
    private record Reading(String uid, String resourceVersion, MappingResult<Policy> result) {
        boolean isOf(String otherUid, String otherVersion) {
            return !resourceVersion.isEmpty() && resourceVersion.equals(otherVersion) && uid.equals(otherUid);
        }
    }

    private final Shard shard;
    private final Predicate<String> open;
    private final ConcurrentMap<PolicyId, Reading> readings = new ConcurrentHashMap<>();
    private volatile @Nullable IndexerResourceCache<TrashedItem> items;
    private volatile @Nullable IndexerResourceCache<RoboflowTrashPolicy> policies;

    /**
     * Of what this deployment handles.
     *
     * @param open whether a namespace may be listed; what its informers say does not count otherwise
     */
    public ResourceIndex(Shard shard, Predicate<String> open) {
        this.shard = shard;
        this.open = open;
    }

    /** Whether the policies and items of a namespace are known: they may be listed, or were before the right was lost. */
    public boolean isKnown(PolicyId policy) {
        String namespace = policy.namespace();
        return open.test(namespace) || (hasSynced(items, namespace) && hasSynced(policies, namespace));
    }

    private static <R extends HasMetadata> boolean hasSynced(
            @Nullable IndexerResourceCache<R> cache, String namespace) {
        return cache instanceof ControllerEventSource<R> source
                && Optional.ofNullable(source.informerHealthIndicators().get(namespace))
                        .filter(InformerHealthIndicator::hasSynced)
                        .isPresent();
    }

    /** To be called before the informer starts. */
    public void items(IndexerResourceCache<TrashedItem> cache) {
        cache.addIndexer(
                BY_POLICY,
                item -> ClaimMapper.policy(item).map(PolicyId::toString).stream()
                        .toList());
        cache.addIndexer(
                BY_REMEMBERED_WORKSPACE,
                item -> item.hasFinalizer(ApiNames.RESTORE_FINALIZER) || ClaimMapper.isKept(item)
                        ? ClaimMapper.rememberedWorkspace(item).map(WorkspaceId::toString).stream()
                                .toList()
                        : List.of());
        items = cache;
    }

    /** To be called before the informer starts. */
    public void policies(IndexerResourceCache<RoboflowTrashPolicy> cache) {
        cache.addIndexer(
                BY_WORKSPACE,
                policy -> PolicyMapper.policy(policy).valid().map(Policy::workspace).map(WorkspaceId::toString).stream()
                        .toList());
        policies = cache;
    }

    /** Whether both informers have synced. Until then nothing here proves that something does not exist. */
    public boolean synced() {
        return bothAre(InformerHealthIndicator::hasSynced);
    }

    /** Whether both informers run and pass a test. */
    public boolean bothAre(Predicate<InformerHealthIndicator> test) {
        return isEach(items, test) && isEach(policies, test);
    }

    /** Whether this deployment handles an item, as it does its policy. */
    public boolean isOurs(TrashedItem item) {
        return shard.has(item, ClaimMapper.policy(item).flatMap(this::anyPolicy));
    }

    public Optional<RoboflowTrashPolicy> policy(PolicyId id) {
        return anyPolicy(id).filter(shard::has);
    }

    private Optional<RoboflowTrashPolicy> anyPolicy(PolicyId id) {
        return Optional.ofNullable(policies).flatMap(cache -> cache.get(new ResourceID(id.name(), id.namespace())));
    }

    /** Also finds an item that we have only just created. */
    public Optional<TrashedItem> item(String namespace, String name) {
        return Optional.ofNullable(items).flatMap(cache -> cache.get(new ResourceID(name, namespace)));
    }

    /**
     * Adds an item that the API server has just returned, until the informer has it or a newer version. Without it, each of
     * a rule's thousands of items would be created again and again meanwhile; what a {@code ResourceWriter} remembers only
     * overrides what the informer already has.
     */
    public void learn(TrashedItem item) {
        if (items instanceof ControllerEventSource<TrashedItem> source) {
            source.handleRecentResourceCreate(ResourceID.fromResource(item), item);
        }
    }

    public Optional<MappingResult<Policy>> reading(PolicyId id) {
        Optional<RoboflowTrashPolicy> found = policy(id);
        if (found.isEmpty()) {
            readings.remove(id);
        }
        return found.map(this::reading);
    }

    /** Made once for each version of a policy; it keeps its reference while a new version says the same. */
    public MappingResult<Policy> reading(RoboflowTrashPolicy policy) {
        String uid = ResourceMetadata.uid(policy);
        String version = ResourceMetadata.resourceVersion(policy);
        return readings.compute(
                        PolicyMapper.id(policy),
                        (id, known) -> known != null && known.isOf(uid, version)
                                ? known
                                : new Reading(uid, version, keeping(known, PolicyMapper.policy(policy))))
                .result();
    }

    private static MappingResult<Policy> keeping(@Nullable Reading known, MappingResult<Policy> now) {
        return known != null && known.result().equals(now) ? known.result() : now;
    }

    /** The workspace of a valid policy. */
    public Optional<WorkspaceId> workspace(RoboflowTrashPolicy policy) {
        return reading(policy).valid().map(Policy::workspace);
    }

    public void forget(PolicyId gone) {
        readings.remove(gone);
    }

    /** Every item, whichever deployment handles it. */
    public Stream<TrashedItem> allItems() {
        return Optional.ofNullable(items).stream().flatMap(cache -> cache.list(item -> true));
    }

    /** Everything in the informers. */
    public Stream<HasMetadata> kept() {
        return Stream.concat(
                allItems(), Optional.ofNullable(policies).stream().flatMap(cache -> cache.list(policy -> true)));
    }

    public List<TrashedItem> itemsOf(PolicyId policy) {
        return find(items, BY_POLICY, policy.toString()).toList();
    }

    public List<RoboflowTrashPolicy> policiesOf(WorkspaceId workspace) {
        return find(policies, BY_WORKSPACE, workspace.toString())
                .filter(shard::has)
                .filter(policy -> isKnown(PolicyMapper.id(policy)))
                .toList();
    }

    /**
     * The watched namespaces that were never listed and may not be. Their policies and items may ask for anything, in any
     * workspace: not even which workspaces they are of is known.
     */
    public Set<String> unlisted() {
        return Stream.concat(unlisted(items), unlisted(policies)).collect(Collectors.toUnmodifiableSet());
    }

    private <R extends HasMetadata> Stream<String> unlisted(@Nullable IndexerResourceCache<R> cache) {
        return cache instanceof ControllerEventSource<R> source
                ? source.informerHealthIndicators().entrySet().stream()
                        .filter(informer -> !open.test(informer.getKey()))
                        .filter(informer -> !informer.getValue().hasSynced())
                        .map(Map.Entry::getKey)
                : Stream.of();
    }

    /** Every policy, also those of other deployments, with its workspace if it is valid. */
    public Map<PolicyId, Optional<WorkspaceId>> allPolicies() {
        return Optional.ofNullable(policies).stream()
                .flatMap(cache -> cache.list(policy -> !policy.isMarkedForDeletion()))
                .collect(Collectors.toMap(
                        PolicyMapper::id,
                        policy -> PolicyMapper.policy(policy).valid().map(Policy::workspace),
                        (one, other) -> other));
    }

    /** The policies of a workspace that other deployments handle. */
    public List<RoboflowTrashPolicy> othersOf(WorkspaceId workspace) {
        return find(policies, BY_WORKSPACE, workspace.toString())
                .filter(policy -> !shard.has(policy))
                .toList();
    }

    /** The items of other policies that remember this workspace and are to stay, or must be restored before they are deleted. */
    public List<TrashedItem> keptIn(WorkspaceId workspace, Set<PolicyId> policiesOfIt) {
        return find(items, BY_REMEMBERED_WORKSPACE, workspace.toString())
                .filter(item ->
                        ClaimMapper.policy(item).filter(policiesOfIt::contains).isEmpty())
                .filter(this::isOurs)
                .toList();
    }

    private static <R extends HasMetadata> Stream<R> find(
            @Nullable IndexerResourceCache<R> cache, String index, String key) {
        return cache == null ? Stream.of() : cache.byIndex(index, key).stream();
    }

    /** The version of each resource of a kind in its informer, by uid, including those of other deployments. */
    Map<String, String> versions(Class<? extends HasMetadata> kind) {
        return Optional.ofNullable(kind == TrashedItem.class ? items : policies).stream()
                .flatMap(cache -> cache.list(resource -> true))
                .collect(Collectors.toMap(
                        ResourceMetadata::uid, ResourceMetadata::resourceVersion, (one, other) -> other));
    }

    private <R extends HasMetadata> boolean isEach(
            @Nullable IndexerResourceCache<R> cache, Predicate<InformerHealthIndicator> test) {
        return cache instanceof ControllerEventSource<R> source
                && source.isRunning()
                && source.informerHealthIndicators().entrySet().stream()
                        .filter(informer -> open.test(informer.getKey()))
                        .map(Map.Entry::getValue)
                        .allMatch(test);
    }
}
