package dev.trashops.controller;

import dev.trashops.api.v1alpha1.RoboflowTrashPolicy;
import dev.trashops.api.v1alpha1.TrashedItem;
import dev.trashops.controller.election.LeaseManager;
import dev.trashops.controller.informer.InformerStaleness;
import dev.trashops.controller.informer.LeanResources;
import dev.trashops.controller.informer.NamespaceAccess;
import dev.trashops.controller.informer.ResourceIndex;
import dev.trashops.controller.informer.ResourceVersionLister;
import dev.trashops.controller.informer.Shard;
import dev.trashops.controller.informer.SpecChangeTracker;
import dev.trashops.controller.informer.SyncGate;
import dev.trashops.controller.informer.WorkspaceChanges;
import dev.trashops.controller.item.TrashedItemProjector;
import dev.trashops.controller.item.TrashedItemReconciler;
import dev.trashops.controller.item.UnhandledItemStatus;
import dev.trashops.controller.mapping.ClaimMapper;
import dev.trashops.controller.policy.ChildCreator;
import dev.trashops.controller.policy.RoboflowTrashPolicyProjector;
import dev.trashops.controller.policy.RoboflowTrashPolicyReconciler;
import dev.trashops.controller.record.DeletionLedgerConfigMap;
import dev.trashops.controller.record.NameConflicts;
import dev.trashops.controller.record.PlanConfigMaps;
import dev.trashops.controller.write.ProjectionStore;
import dev.trashops.controller.write.ResourceWriter;
import dev.trashops.controller.write.StatusListener;
import dev.trashops.controller.write.WriteRefusals;
import dev.trashops.plan.model.PolicyId;
import dev.trashops.plan.model.WorkspaceId;
import dev.trashops.workspace.port.LoopStores;
import dev.trashops.workspace.port.Uptime;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.config.ConfigurationServiceOverrider;
import io.javaoperatorsdk.operator.api.config.ControllerConfigurationOverrider;
import io.javaoperatorsdk.operator.health.InformerHealthIndicator;
import io.javaoperatorsdk.operator.processing.event.source.informer.TransformingItemStore;
import io.javaoperatorsdk.operator.processing.retry.GenericRetry;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything of the operator that talks to Kubernetes. Created once, started once.
 *
 * <p>Needs these rights: get, list, watch on {@code trasheditems} and {@code roboflowtrashpolicies}; create, delete and
 * patch on {@code trasheditems}, and patch on {@code trasheditems/status} and {@code roboflowtrashpolicies/status}; create,
 * delete, get, list and patch on ConfigMaps; get on Secrets and on namespaces; with election get, create, update and patch
 * on the Lease.
 */
public final class Controllers implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Controllers.class);
    private static final int THREADS = 10;
    /** Resources in a page of a list. No more of them are in memory whole at a time, with all their managed fields. */
    private static final long PAGE = 500;

    private static final Duration SYNC_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration TERMINATION_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
    private static final Duration COMPARE = Duration.ofMinutes(3);
    private static final Duration LONGEST_RETRY = Duration.ofMinutes(1);

    /**
     * The health of the informers.
     *
     * @param running whether each one runs; a stopped one never restarts, so liveness depends on this
     * @param watching whether each one has an open watch; false for a moment at each reconnect
     * @param synced whether each one has synced
     * @param fresh false if an informer is stale, as far as the API server could be asked
     */
    public record Informers(boolean running, boolean watching, boolean synced, boolean fresh) {}

    private final Shard shard;
    private final NamespaceAccess access;
    private final ResourceIndex index;
    private final UnhandledItemStatus unplanned;
    private final KubernetesClient client;
    private final Set<String> namespaces;
    private final LeaseManager lease;
    private final TrashedItemProjector items;
    private final RoboflowTrashPolicyProjector policies;
    private final ChildCreator children;
    private final WriteRefusals refusals;
    private final WorkspaceChanges changes;
    private final Workloads workloads;
    private final LoopStores stores;
    private final InformerStaleness staleness;
    private final SyncGate gate;
    private final AtomicBoolean stopped = new AtomicBoolean();
    private Optional<Operator> operator = Optional.empty();

    /**
     * Does not start anything, and never closes the client.
     *
     * @param namespaces to watch; empty for all
     * @param election the Lease to hold; empty without leader election
     */
    public Controllers(
            KubernetesClient client,
            Set<String> namespaces,
            Shard shard,
            Clock clock,
            StatusListener listener,
            Optional<LeaseManager.Election> election,
            LeaseManager.LeadershipListener leadership) {
        this.client = client;
        this.namespaces = Set.copyOf(namespaces);
        this.shard = shard;
        this.access = new NamespaceAccess(client, namespaces);
        this.index = new ResourceIndex(shard, access::isOpen);
        this.changes = new WorkspaceChanges(index);
        this.unplanned = new UnhandledItemStatus(index, clock);
        this.lease = new LeaseManager(client, election, clock, leadership);
        ProjectionStore projections = new ProjectionStore();
        var itemWriter =
                new ResourceWriter<>(client, TrashedItem.class, TrashedItem::new, lease::isLeader, changes::changed);
        this.items = new TrashedItemProjector(itemWriter, projections, unplanned, shard, listener, clock);
        NameConflicts conflicts = new NameConflicts(index, listener);
        PlanConfigMaps plans = new PlanConfigMaps(client, conflicts, lease::isLeader);
        DeletionLedgerConfigMap ledgers = new DeletionLedgerConfigMap(client, conflicts, clock, lease::isLeader);
        var policyWriter = new ResourceWriter<>(
                client, RoboflowTrashPolicy.class, RoboflowTrashPolicy::new, lease::isLeader, policy -> {});
        this.policies = new RoboflowTrashPolicyProjector(
                policyWriter, index, projections, plans, ledgers, conflicts, listener, clock);
        this.refusals = new WriteRefusals(listener);
        this.children = new ChildCreator(client, index, conflicts, lease::isLeader, Uptime.system());
        Claims claims = new Claims(client);
        this.workloads = new Workloads(index, changes, claims, items::newest, children);
        this.stores = new LoopStores(
                new KubernetesClaimStore(client, shard, index, projections, items, policies, claims, workloads),
                new ApiKeyReader(client),
                new ConfigMapRecords(plans, ledgers),
                lease::leads);
        this.staleness = new InformerStaleness(index, new ResourceVersionLister(client, this.namespaces), this::sweep);
        this.gate = new SyncGate(index::synced, this::requeueEverything);
    }

    /** What the loops need; the claims are empty until the informers have synced. */
    public LoopStores stores() {
        return stores;
    }

    /**
     * Starts the informers, and reconciles once this process is the leader. Returns when the informers have synced, or
     * have failed to for 30 s; then they keep trying.
     *
     * @param waker takes each workspace to requeue; returns at once
     * @throws io.javaoperatorsdk.operator.OperatorException if the CRDs are not installed, or the rights for the Lease are
     *     missing
     */
    public void start(Consumer<WorkspaceId> waker) {
        Operator starting = new Operator(this::configure);
        LeanResources lean = new LeanResources();
        starting.register(
                new TrashedItemReconciler(gate, index, unplanned, items, waker, refusals, workloads),
                configuration -> configure("trashed-item", configuration, lean::item)
                        .withOnUpdateFilter(SpecChangeTracker::isOfInterest));
        starting.register(
                new RoboflowTrashPolicyReconciler(
                        shard, gate, index, policies, children, items, waker, refusals, changes),
                configuration -> configure("roboflow-trash-policy", configuration, lean::policy)
                        .withOnUpdateFilter(this::isOfInterest));
        operator = Optional.of(starting);
        access.start();
        lease.starting();
        starting.start();
        staleness.start(COMPARE);
        lease.started();
    }

    public Informers informers() {
        return new Informers(
                index.bothAre(InformerHealthIndicator::isRunning),
                index.bothAre(InformerHealthIndicator::isWatching),
                index.synced(),
                staleness.stale().isEmpty());
    }

    /** Every policy that the informers know, whichever deployment handles it, and its workspace if it is valid. */
    public Map<PolicyId, Optional<WorkspaceId>> policies() {
        return index.allPolicies();
    }

    /** What keeps the operator from listing what it watches, for the readiness probe. */
    public Optional<String> accessProblem() {
        return access.problem();
    }

    /** Everything that the informers keep. */
    Stream<HasMetadata> kept() {
        return index.kept();
    }

    /** Compares the informers with the API server now, in addition to the scheduled rounds. */
    void compareInformers() {
        staleness.compare();
    }

    /**
     * Repairs a status that another process wrote, such as a replica that did not know it had lost leadership. A policy also
     * does what nothing else would remind it of, such as creating children that were deleted.
     */
    private void sweep() {
        requeue(index.allItems().filter(item -> index.isOurs(item) && items.isBehind(item)));
    }

    private void requeueEverything() {
        requeue(index.allItems());
    }

    private void requeue(Stream<TrashedItem> some) {
        some.map(ClaimMapper::id).forEach(items::requeue);
        index.allPolicies().keySet().forEach(policies::requeue);
    }

    /** Stops everything and releases the Lease. To be called after the loops have ended; a second call does nothing. */
    @Override
    public void close() {
        if (stopped.compareAndSet(false, true)) {
            lease.stopping();
            staleness.close();
            gate.close();
            access.close();
            operator.ifPresent(Operator::stop);
            children.close();
            lease.release();
        }
    }

    private void configure(ConfigurationServiceOverrider service) {
        service.withKubernetesClient(client)
                .withCloseClientOnStop(false)
                .withUseSSAToPatchPrimaryResource(false)
                .withResourceCloner(new UnclonedResources())
                .withConcurrentReconciliationThreads(THREADS)
                .withCacheSyncTimeout(SYNC_TIMEOUT)
                .withStopOnInformerErrorDuringStartup(false)
                .withReconciliationTerminationTimeout(TERMINATION_TIMEOUT)
                // The default handler exits the process from within; the liveness probe reports it instead.
                .withInformerStoppedHandler((informer, failure) -> {
                    if (failure != null) {
                        String kind = informer.getApiTypeClass().getSimpleName();
                        LOG.error("The {} informer has stopped", kind, failure);
                    }
                });
        lease.configuration().ifPresent(service::withLeaderElectionConfiguration);
    }

    /** A change of its labels may also move a policy to or from this deployment. */
    private boolean isOfInterest(RoboflowTrashPolicy now, RoboflowTrashPolicy before) {
        return SpecChangeTracker.isOfInterest(now, before) || shard.has(now) != shard.has(before);
    }

    private <R extends HasMetadata> ControllerConfigurationOverrider<R> configure(
            String name, ControllerConfigurationOverrider<R> controller, UnaryOperator<R> slimming) {
        if (namespaces.size() <= 1) {
            // Informers of several namespaces would share it, and each deletes from it what is not of its own.
            controller.withItemStore(new TransformingItemStore<>(slimming));
        }
        controller
                .withName(name)
                .withInformerListLimit(PAGE)
                .withTriggerReconcilerOnAllEvents(true)
                .withGenerationAware(false)
                // A timer for each resource; what it would find is swept for all at once.
                .withReconciliationMaxInterval(null)
                .withRateLimiter(new NoRateLimit())
                .withRetry(new GenericRetry()
                        .withoutMaxAttempts()
                        .setInitialInterval(FIRST_RETRY)
                        .setMaxInterval(LONGEST_RETRY.toMillis()));
        return namespaces.isEmpty() ? controller.watchingAllNamespaces() : controller.settingNamespaces(namespaces);
    }
}
