package dev.trashops.controller.election;

import static io.javaoperatorsdk.operator.api.config.LeaderElectionConfigurationBuilder.aLeaderElectionConfiguration;

import dev.trashops.controller.mapping.FieldValidator;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The leadership of this process: by election, or at once without leader election. */
public final class LeaseManager {
    private static final Logger LOG = LoggerFactory.getLogger(LeaseManager.class);

    /** The Lease that all replicas of a deployment share, and the unique identity of this process. */
    public record Election(String namespace, String name, String identity) {}

    /** Is notified of leadership. Calls must be short: they run between two renewals of the Lease. */
    public interface LeadershipListener {

        /** This process is the leader. Without leader election called once, when the controllers have started. */
        void started();

        /**
         * Lost leadership: the Lease could not be renewed. From now on nothing is written, and this process never becomes
         * the leader again, so it has to exit. Not called when the controllers are stopped.
         */
        void lost();
    }

    private final KubernetesClient client;
    private final Optional<Election> election;
    private final Clock clock;
    private final LeadershipListener leadership;
    private volatile boolean leader;
    private volatile boolean stopping;
    private volatile boolean lost;

    public LeaseManager(
            KubernetesClient client, Optional<Election> election, Clock clock, LeadershipListener leadership) {
        this.client = client;
        this.election = election;
        this.clock = clock;
        this.leadership = leadership;
    }

    /** The holder of a Lease that has not expired. */
    public static Optional<String> holder(KubernetesClient client, String namespace, String name, Instant now) {
        return lease(client, namespace, name)
                .map(Lease::getSpec)
                .filter(spec -> expiry(spec).isAfter(now))
                .flatMap(spec -> FieldValidator.text(spec.getHolderIdentity()));
    }

    /**
     * For the framework, with its times: 15 s for a Lease, 10 s to renew it, tried every 2 s. It must not exit the process
     * itself: that hangs in a shutdown hook.
     */
    public Optional<LeaderElectionConfiguration> configuration() {
        return election.map(lease -> aLeaderElectionConfiguration(lease.name())
                .withLeaseNamespace(lease.namespace())
                .withIdentity(lease.identity())
                .withLeaderCallbacks(new LeaderCallbacks(this::begin, this::end, leader -> logHolder(lease, leader)))
                .withExitOnStopLeading(false)
                .build());
    }

    /** The controllers are about to start; without leader election this process is now the leader. */
    public void starting() {
        leader = election.isEmpty();
    }

    public void started() {
        if (election.isEmpty()) {
            leadership.started();
        }
    }

    /** Whether this process is the leader, as far as it knows. */
    public boolean isLeader() {
        return leader;
    }

    /** Whether this process is the leader right now: asks the API server for the Lease. */
    public boolean leads() {
        return leader && (election.isEmpty() || holds(election.get()));
    }

    /** Stops notifying the {@link LeadershipListener} and writing. */
    public void stopping() {
        stopping = true;
        leader = false;
    }

    /**
     * Releases the Lease, so that the next leader need not wait until it expires. A lost Lease is not released: most likely
     * the API server cannot be reached.
     */
    public void release() {
        if (election.isEmpty() || lost) {
            return;
        }
        release(client, election.get());
    }

    static void release(KubernetesClient client, Election held) {
        try {
            ours(client, held)
                    .ifPresent(lease -> client.resource(new LeaseBuilder(lease)
                                    .editSpec()
                                    .withHolderIdentity("")
                                    .withLeaseDurationSeconds(1)
                                    .endSpec()
                                    .build())
                            .update());
        } catch (KubernetesClientException failure) {
            LOG.info("Failed to release the Lease (HTTP status {}); it will expire", failure.getCode());
        }
    }

    private static void logHolder(Election lease, String leader) {
        if (!leader.equals(lease.identity())) {
            LOG.info("Lease {}/{} is held by {}; waiting to become leader", lease.namespace(), lease.name(), leader);
        }
    }

    private void begin() {
        if (!stopping && !leader) {
            leader = true;
            leadership.started();
        }
    }

    private void end() {
        if (leader) {
            leader = false;
            lost = true;
            LOG.error("Lost leadership: the Lease could not be renewed");
            leadership.lost();
        }
    }

    private boolean holds(Election lease) {
        try {
            return ours(client, lease)
                    .filter(held -> expiry(held.getSpec()).isAfter(clock.instant()))
                    .isPresent();
        } catch (KubernetesClientException failure) {
            LOG.warn("Failed to read the Lease (HTTP status {}); not acting as leader for now", failure.getCode());
            return false;
        }
    }

    private static Optional<Lease> ours(KubernetesClient client, Election lease) {
        return lease(client, lease.namespace(), lease.name())
                .filter(found -> lease.identity().equals(found.getSpec().getHolderIdentity()));
    }

    static Optional<Lease> lease(KubernetesClient client, String namespace, String name) {
        return Optional.ofNullable(
                        client.leases().inNamespace(namespace).withName(name).get())
                .filter(lease -> lease.getSpec() != null);
    }

    static Instant expiry(LeaseSpec spec) {
        return spec.getRenewTime() == null || spec.getLeaseDurationSeconds() == null
                ? Instant.EPOCH
                : spec.getRenewTime().toInstant().plusSeconds(spec.getLeaseDurationSeconds());
    }
}
