package dev.trashops.controller.election;

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

    private final KubernetesClient client;
    private final Optional<LeaderElectionSettings> election;
    private final Clock clock;
    private final LeadershipListener leadership;
    private volatile boolean leader;
    private volatile boolean stopping;
    private volatile boolean lost;

    public LeaseManager(
            KubernetesClient client,
            Optional<LeaderElectionSettings> election,
            Clock clock,
            LeadershipListener leadership) {
        this.client = client;
        this.election = election;
        this.clock = clock;
        this.leadership = leadership;
    }

    /**
     * The holder of a Lease that has not expired.
     *
     * @throws io.fabric8.kubernetes.client.KubernetesClientException if it cannot be read
     */
    public static Optional<String> holder(KubernetesClient client, String namespace, String name, Instant now) {
        return Optional.ofNullable(
                        client.leases().inNamespace(namespace).withName(name).get())
                .map(Lease::getSpec)
                .filter(spec -> expiry(spec).isAfter(now))
                .flatMap(spec -> FieldValidator.text(spec.getHolderIdentity()));
    }

    /** For the framework. It must not exit the process itself: that hangs in a shutdown hook. */
    public Optional<LeaderElectionConfiguration> configuration() {
        return election.map(settings -> new LeaderElectionConfiguration(
                settings.name(),
                settings.namespace(),
                settings.leaseDuration(),
                settings.renewDeadline(),
                settings.retryPeriod(),
                settings.identity(),
                new LeaderCallbacks(this::begin, this::end, leader -> logHolder(settings, leader)),
                false));
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
        return leader && election.map(this::holds).orElse(true);
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
        election.filter(settings -> !lost).ifPresent(settings -> {
            try {
                lease(settings).filter(lease -> isOurs(settings, lease)).ifPresent(this::release);
            } catch (KubernetesClientException failure) {
                LOG.info("Failed to release the Lease (HTTP status {}); it will expire", failure.getCode());
            }
        });
    }

    private void release(Lease lease) {
        client.resource(new LeaseBuilder(lease)
                        .editSpec()
                        .withHolderIdentity("")
                        .withLeaseDurationSeconds(1)
                        .endSpec()
                        .build())
                .update();
    }

    private static void logHolder(LeaderElectionSettings settings, String leader) {
        if (!leader.equals(settings.identity())) {
            LOG.info(
                    "Lease {}/{} is held by {}; waiting to become leader",
                    settings.namespace(),
                    settings.name(),
                    leader);
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

    private boolean holds(LeaderElectionSettings settings) {
        try {
            return lease(settings)
                    .filter(lease -> isOurs(settings, lease))
                    .filter(lease -> expiry(lease.getSpec()).isAfter(clock.instant()))
                    .isPresent();
        } catch (KubernetesClientException failure) {
            LOG.warn("Failed to read the Lease (HTTP status {}); not acting as leader for now", failure.getCode());
            return false;
        }
    }

    private Optional<Lease> lease(LeaderElectionSettings settings) {
        return Optional.ofNullable(client.leases()
                        .inNamespace(settings.namespace())
                        .withName(settings.name())
                        .get())
                .filter(lease -> lease.getSpec() != null);
    }

    private static boolean isOurs(LeaderElectionSettings settings, Lease lease) {
        return settings.identity().equals(lease.getSpec().getHolderIdentity());
    }

    private static Instant expiry(LeaseSpec spec) {
        return spec.getRenewTime() == null || spec.getLeaseDurationSeconds() == null
                ? Instant.EPOCH
                : spec.getRenewTime().toInstant().plusSeconds(spec.getLeaseDurationSeconds());
    }
}
