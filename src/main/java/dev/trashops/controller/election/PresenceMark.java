package dev.trashops.controller.election;

import dev.trashops.controller.election.LeaseManager.Election;
import dev.trashops.controller.mapping.FieldValidator;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Utils;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows that an operator without leader election runs, by holding a Lease of its own, beside the one that replicas elect a leader
 * with: it must not keep them from electing one. Only {@code release-finalizers} looks at it. The operator acts whether it holds
 * the Lease or not.
 */
public final class PresenceMark implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PresenceMark.class);
    private static final Duration DURATION = Duration.ofSeconds(15);
    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private final KubernetesClient client;
    private final Election lease;
    private final Clock clock;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(Utils.daemonThreadFactory(this));
    private String said = "";

    /**
     * Does not do anything yet.
     *
     * @param election the Lease that would be held with leader election
     */
    public PresenceMark(KubernetesClient client, Election election, Clock clock) {
        this.client = client;
        this.lease = new Election(election.namespace(), name(election.name()), election.identity());
        this.clock = clock;
    }

    /** Who runs without leader election, as far as this account may ask, where the Lease for leader election has that name. */
    public static Optional<String> holder(KubernetesClient client, String namespace, String election, Instant now) {
        try {
            return LeaseManager.holder(client, namespace, name(election), now);
        } catch (KubernetesClientException failure) {
            if (failure.getCode() != HttpURLConnection.HTTP_FORBIDDEN) {
                throw failure;
            }
            return Optional.empty();
        }
    }

    private static String name(String election) {
        return election + "-running";
    }

    /** Holds the Lease from now on, unless somebody else does. */
    public void start() {
        ScheduledFuture<?> unused =
                timer.scheduleWithFixedDelay(this::renew, 0, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Renews the Lease once. Never throws, as that would cancel later rounds. */
    public synchronized void renew() {
        try {
            Optional<Lease> found = LeaseManager.lease(client, lease.namespace(), lease.name());
            if (found.map(Lease::getSpec).flatMap(this::holderBeside).isPresent()) {
                // Another one shows that somebody runs; it is our turn when it has ended.
                return;
            }
            LeaseBuilder held = found.map(LeaseBuilder::new)
                    .orElseGet(() -> new LeaseBuilder()
                            .withNewMetadata()
                            .withNamespace(lease.namespace())
                            .withName(lease.name())
                            .endMetadata());
            Lease mine = held.editOrNewSpec()
                    .withHolderIdentity(lease.identity())
                    .withLeaseDurationSeconds((int) DURATION.toSeconds())
                    .withRenewTime(
                            ZonedDateTime.ofInstant(clock.instant().truncatedTo(ChronoUnit.MICROS), ZoneOffset.UTC))
                    .endSpec()
                    .build();
            var resource = client.resource(mine);
            Lease written = found.isPresent() ? resource.update() : resource.create();
            LOG.debug("Lease {} renewed", written.getMetadata().getName());
            said = "";
        } catch (KubernetesClientException failure) {
            say(" (HTTP status " + failure.getCode() + ")");
        } catch (RuntimeException failure) {
            say(" (" + failure.getClass().getSimpleName() + ")");
        }
    }

    private Optional<String> holderBeside(LeaseSpec spec) {
        return FieldValidator.text(spec.getHolderIdentity())
                .filter(holder -> !holder.equals(lease.identity()))
                .filter(holder -> LeaseManager.expiry(spec).isAfter(clock.instant()));
    }

    private void say(String problem) {
        if (!problem.equals(said) && !timer.isShutdown()) {
            said = problem;
            LOG.warn(
                    "Failed to hold Lease {}/{}{}: release-finalizers does not see that this operator runs",
                    lease.namespace(),
                    lease.name(),
                    problem);
        }
    }

    /** Releases the Lease. */
    @Override
    public void close() {
        timer.shutdownNow();
        synchronized (this) {
            LeaseManager.release(client, lease);
        }
    }
}
