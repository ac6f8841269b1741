package dev.trashops.controller;

import dev.trashops.api.v1alpha1.RoboflowTrashPolicy;
import dev.trashops.api.v1alpha1.TrashedItem;
import dev.trashops.controller.election.LeaderElectionSettings;
import dev.trashops.controller.election.LeadershipListener;
import dev.trashops.controller.election.LeaseManager;
import dev.trashops.controller.informer.InformerCanary;
import dev.trashops.controller.informer.ResourceIndex;
import dev.trashops.controller.informer.ResourceVersionLister;
import dev.trashops.controller.informer.Shard;
import dev.trashops.controller.informer.SpecChangeTracker;
import dev.trashops.controller.item.TrashedItemProjector;
import dev.trashops.controller.item.TrashedItemReconciler;
import dev.trashops.controller.item.UnplannedItemStatus;
import dev.trashops.controller.policy.ChildCreator;
import dev.trashops.controller.policy.RoboflowTrashPolicyProjector;
import dev.trashops.controller.policy.RoboflowTrashPolicyReconciler;
import dev.trashops.controller.record.DeletionLedgerConfigMap;
import dev.trashops.controller.record.NameConflicts;
import dev.trashops.controller.record.PlanConfigMaps;
import dev.trashops.controller.write.ProjectionStore;
import dev.trashops.controller.write.ResourceWriter;
import dev.trashops.controller.write.StatusListener;
import dev.trashops.workspace.port.ClaimStore;
import dev.trashops.workspace.port.CredentialStore;
import dev.trashops.workspace.port.RecordStore;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.config.ConfigurationServiceOverrider;
import io.javaoperatorsdk.operator.api.config.ControllerConfigurationOverrider;
import io.javaoperatorsdk.operator.processing.retry.GenericRetry;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything of the operator that talks to Kubernetes, as one thing to start and stop. Made once, started once.
 *
 * <p>Needs these rights: get, list, watch on {@code trasheditems} and {@code roboflowtrashpolicies}; create, delete and
 * patch on {@code trasheditems}, and patch on {@code trasheditems/status} and {@code roboflowtrashpolicies/status}; create,
 * delete, get, list and patch on ConfigMaps; get on Secrets and on namespaces; with election get, create, update and patch
 * on the Lease.
 */
public final class Controllers implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Controllers.class);
    private static final int THREADS = 10;
    private static final Duration SYNC_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration TERMINATION_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
    private static final Duration COMPARE = Duration.ofMinutes(3);
    private static final Duration LOOK_OVER = Duration.ofMinutes(5);
    private static final Duration LONGEST_RETRY = Duration.ofMinutes(1);

    /**
     * How the informers are, for a health check.
     *
     * @param running whether each one runs; one that stopped never comes back, so this is what liveness is about
     * @param watching whether each one has a watch open; false for a moment at each reconnect
     * @param synced whether each one has told everything that is there
     * @param hearing whether each one hears of changes, as far as the API server could be asked
     */
    public record Informers(boolean running, boolean watching, boolean synced, boolean hearing) {}

    private final Shard share;
    private final ResourceIndex catalog;
    private final UnplannedItemStatus verdicts;
    private final KubernetesClient client;
    private final Set<String> namespaces;
    private final LeaseManager lease;
    private final TrashedItemProjector items;
    private final RoboflowTrashPolicyProjector policies;
    private final ChildCreator children;
    private final ClaimStore store;
    private final CredentialStore credentials;
    private final RecordStore records;
    private final InformerCanary canary;
    private final AtomicBoolean stopped = new AtomicBoolean();
    private Optional<Operator> operator = Optional.empty();

    /**
     * Made, not started.
     *
     * @param client stays open when these controllers stop
     * @param namespaces those to watch; empty for all
     * @param share what is this deployment's
     * @param clock gives the times that conditions changed
     * @param transitions is told when a status has come to say something else
     * @param election the Lease to hold while acting; nothing where this process is the only one
     * @param leadership is told when the turn to act begins, and when it is lost
     */
    public Controllers(
            KubernetesClient client,
            Set<String> namespaces,
            Shard share,
            Clock clock,
            StatusListener transitions,
            Optional<LeaderElectionSettings> election,
            LeadershipListener leadership) {
        this.client = client;
        this.namespaces = Set.copyOf(namespaces);
        this.share = share;
        this.catalog = new ResourceIndex(share);
        this.verdicts = new UnplannedItemStatus(catalog);
        this.lease = new LeaseManager(client, election, clock, leadership);
        ProjectionStore views = new ProjectionStore();
        this.items = new TrashedItemProjector(
                writer(TrashedItem.class, TrashedItem::new), views, verdicts, share, transitions, clock);
        NameConflicts conflicts = new NameConflicts(catalog, transitions);
        PlanConfigMaps plans = new PlanConfigMaps(client, conflicts, lease::hasTurn);
        DeletionLedgerConfigMap books = new DeletionLedgerConfigMap(client, conflicts, clock, lease::hasTurn);
        this.policies = new RoboflowTrashPolicyProjector(
                writer(RoboflowTrashPolicy.class, RoboflowTrashPolicy::new),
                catalog,
                views,
                plans,
                books,
                conflicts,
                transitions,
                clock);
        this.children = new ChildCreator(client, catalog, conflicts, lease::hasTurn);
        this.store = new KubernetesClaimStore(client, share, catalog, items, policies);
        this.credentials = new ApiKeyReader(client);
        this.records = new KubernetesRecordStore(plans, books);
        this.canary = new InformerCanary(catalog, new ResourceVersionLister(client, this.namespaces)::of);
    }

    private <S, R extends CustomResource<?, S> & Namespaced> ResourceWriter<S, R> writer(
            Class<R> kind, Supplier<R> blank) {
        return new ResourceWriter<>(client, kind, blank, lease::hasTurn);
    }

    /** Kubernetes as the loop needs it. Gives nothing before the informers have synced. */
    public ClaimStore store() {
        return store;
    }

    /** The keys of policies. */
    public CredentialStore credentials() {
        return credentials;
    }

    /** What is on record for policies. */
    public RecordStore records() {
        return records;
    }

    /** Whether this process may act: it holds the lease, where leader election is on, right now. */
    public boolean leads() {
        return lease.leads();
    }

    /**
     * Starts the informers, and reconciles from when this process's turn begins. Returns when the informers have synced,
     * or have failed to for 30 s; then they go on trying.
     *
     * @param waker is given the slug of each workspace of which there is news; returns at once
     * @throws io.javaoperatorsdk.operator.OperatorException if the custom resources are unknown to the API server, or
     *     the rights for the Lease are missing
     */
    public void start(Consumer<String> waker) {
        Operator starting = new Operator(this::configure);
        starting.register(
                new TrashedItemReconciler(catalog, verdicts, items, waker),
                configuration ->
                        configure("trashed-item", configuration).withOnUpdateFilter(SpecChangeTracker::isOfInterest));
        starting.register(
                new RoboflowTrashPolicyReconciler(share, catalog, policies, children, items, waker),
                configuration ->
                        configure("roboflow-trash-policy", configuration).withOnUpdateFilter(this::isOfInterest));
        operator = Optional.of(starting);
        lease.starting();
        starting.start();
        canary.start(COMPARE);
        lease.started();
    }

    /** Whether both informers have told everything that is there. */
    public boolean synced() {
        return catalog.synced();
    }

    /** How the informers are. */
    public Informers informers() {
        return new Informers(
                catalog.running(),
                catalog.watching(),
                catalog.synced(),
                canary.stale().isEmpty());
    }

    /** Compares the informers with the API server now, beside the rounds that go by themselves. */
    void compareInformers() {
        canary.round();
    }

    /** Ends everything that was started, and gives the Lease back. To be called after the loops have ended. Twice is fine. */
    public void stop() {
        if (stopped.compareAndSet(false, true)) {
            lease.stopping();
            canary.close();
            operator.ifPresent(Operator::stop);
            children.close();
            lease.release();
        }
    }

    @Override
    public void close() {
        stop();
    }

    private void configure(ConfigurationServiceOverrider service) {
        service.withKubernetesClient(client)
                .withCloseClientOnStop(false)
                .withUseSSAToPatchPrimaryResource(false)
                .withConcurrentReconciliationThreads(THREADS)
                .withCacheSyncTimeout(SYNC_TIMEOUT)
                .withStopOnInformerErrorDuringStartup(false)
                .withReconciliationTerminationTimeout(TERMINATION_TIMEOUT)
                // The default handler exits the process from within; liveness tells the same without that.
                .withInformerStoppedHandler((informer, failure) -> {
                    if (failure != null) {
                        LOG.error(
                                "The informer of {} has stopped",
                                informer.getApiTypeClass().getSimpleName(),
                                failure);
                    }
                });
        lease.configuration().ifPresent(service::withLeaderElectionConfiguration);
    }

    /** A policy may also come to this deployment, or go to another one, by its labels. */
    private boolean isOfInterest(RoboflowTrashPolicy now, RoboflowTrashPolicy before) {
        return SpecChangeTracker.isOfInterest(now, before) || share.has(now) != share.has(before);
    }

    private <R extends HasMetadata> ControllerConfigurationOverrider<R> configure(
            String name, ControllerConfigurationOverrider<R> controller) {
        controller
                .withName(name)
                .withTriggerReconcilerOnAllEvents(true)
                .withGenerationAware(false)
                // Mends a status that somebody else has written, such as a replica that did not know it had lost its
                // turn.
                .withReconciliationMaxInterval(LOOK_OVER)
                .withRetry(new GenericRetry()
                        .withoutMaxAttempts()
                        .setInitialInterval(FIRST_RETRY)
                        .setMaxInterval(LONGEST_RETRY.toMillis()));
        return namespaces.isEmpty() ? controller.watchingAllNamespaces() : controller.settingNamespaces(namespaces);
    }
}
