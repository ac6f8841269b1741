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

/** This process's turn to act: begun by election, or at once where there is none. */
public final class LeaseManager {
    private static final Logger LOG = LoggerFactory.getLogger(LeaseManager.class);

    private final KubernetesClient client;
    private final Optional<LeaderElectionSettings> election;
    private final Clock clock;
    private final LeadershipListener leadership;
    private volatile boolean turn;
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
     * Who holds a Lease that has not expired.
     *
     * @throws io.fabric8.kubernetes.client.KubernetesClientException if it can't be read
     */
    public static Optional<String> holder(KubernetesClient client, String namespace, String name, Instant now) {
        return Optional.ofNullable(
                        client.leases().inNamespace(namespace).withName(name).get())
                .map(Lease::getSpec)
                .filter(spec -> expiry(spec).isAfter(now))
                .flatMap(spec -> FieldValidator.text(spec.getHolderIdentity()));
    }

    /** What the framework has to know to run the election. It must not exit by itself: that hangs in a shutdown hook. */
    public Optional<LeaderElectionConfiguration> configuration() {
        return election.map(settings -> new LeaderElectionConfiguration(
                settings.name(),
                settings.namespace(),
                settings.leaseDuration(),
                settings.renewDeadline(),
                settings.retryPeriod(),
                settings.identity(),
                new LeaderCallbacks(this::begin, this::end, leader -> tell(settings, leader)),
                false));
    }

    /** The controllers are about to start; without election the turn begins here. */
    public void starting() {
        turn = election.isEmpty();
    }

    /** The controllers have started. */
    public void started() {
        if (election.isEmpty()) {
            leadership.started();
        }
    }

    /** Whether it is this process's turn, as far as it knows. */
    public boolean hasTurn() {
        return turn;
    }

    /** Whether it is this process's turn right now: asks the API server for the Lease. */
    public boolean leads() {
        return turn && election.map(this::holds).orElse(true);
    }

    /** No call to {@link LeadershipListener} and no write from here on. */
    public void stopping() {
        stopping = true;
        turn = false;
    }

    /**
     * Gives the Lease back, so that the next holder need not wait until it expires. There is nothing to give back when it
     * was lost, and most likely nobody who would take it.
     */
    public void release() {
        election.filter(settings -> !lost).ifPresent(settings -> {
            try {
                lease(settings).filter(lease -> isOurs(settings, lease)).ifPresent(this::release);
            } catch (KubernetesClientException failure) {
                LOG.info("The Lease could not be given back (HTTP status {}); it expires by itself", failure.getCode());
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

    private static void tell(LeaderElectionSettings settings, String leader) {
        if (!leader.equals(settings.identity())) {
            LOG.info(
                    "The Lease {}/{} is held by {}; this process waits for its turn",
                    settings.namespace(),
                    settings.name(),
                    leader);
        }
    }

    private void begin() {
        if (!stopping && !turn) {
            turn = true;
            leadership.started();
        }
    }

    private void end() {
        if (turn) {
            turn = false;
            lost = true;
            LOG.error("The Lease was lost");
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
            LOG.warn("Can't read the Lease (HTTP status {}): it counts as lost for now", failure.getCode());
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

    /** When a Lease ends if it is not renewed. */
    private static Instant expiry(LeaseSpec spec) {
        return spec.getRenewTime() == null || spec.getLeaseDurationSeconds() == null
                ? Instant.EPOCH
                : spec.getRenewTime().toInstant().plusSeconds(spec.getLeaseDurationSeconds());
    }
}
