package dev.trashops;

import dev.trashops.cli.FinalizerReleaseConfig;
import dev.trashops.cli.StartupException;
import dev.trashops.controller.election.LeaseManager;
import dev.trashops.controller.informer.Shard;
import dev.trashops.controller.item.FinalizerRelease;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** What {@code release-finalizers} does. */
final class FinalizerReleaseJob {
    /** An operator ends within 30 s of being told to; a Lease that was not given back expires after 15 s. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private final KubernetesClient client;
    private final FinalizerReleaseConfig config;
    private final Consumer<String> told;
    private final Clock clock;
    private final String namespace;

    private FinalizerReleaseJob(
            KubernetesClient client, FinalizerReleaseConfig config, Consumer<String> told, Clock clock) {
        this.client = client;
        this.config = config;
        this.told = told;
        this.clock = clock;
        this.namespace = config.operatorNamespace().orElseGet(() -> KubernetesClients.namespace(client));
    }

    /** Stops the operator where that was asked for, makes sure that it does not run, and takes its finalizers away. */
    static void run(FinalizerReleaseConfig config, Consumer<String> told) throws StartupException {
        try (KubernetesClient client = KubernetesClients.client(config.kubeconfig(), config.context())) {
            new FinalizerReleaseJob(client, config, told, Clock.systemUTC()).run();
        } catch (KubernetesClientException refused) {
            throw new StartupException("Kubernetes does not let the finalizers be released (HTTP status "
                    + refused.getCode()
                    + "): check that the API server can be reached, and the rights to list, get and patch"
                    + " trasheditems and to get the Lease and, with --deployment, to patch deployments/scale.");
        }
    }

    private void run() throws StartupException {
        config.deployment().ifPresent(this::scaleDown);
        awaitTheEndOfTheOperator();
        AtomicInteger count = new AtomicInteger();
        new FinalizerRelease(client, config.namespaces(), new Shard(config.policies(), config.leaseName()))
                .release(item -> {
                    count.incrementAndGet();
                    told.accept("trasheditem " + item.getMetadata().getNamespace() + "/"
                            + item.getMetadata().getName() + " released"
                            + (item.isMarkedForDeletion() ? "; it was being deleted and is not restored" : ""));
                });
        told.accept("released: " + count);
    }

    private void scaleDown(String deployment) {
        try {
            client.apps()
                    .deployments()
                    .inNamespace(namespace)
                    .withName(deployment)
                    .subresource("scale")
                    .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"replicas\":0}}");
            told.accept("deployment " + deployment + " scaled to 0");
        } catch (KubernetesClientException failure) {
            if (failure.getCode() != HttpURLConnection.HTTP_NOT_FOUND) {
                throw failure;
            }
            told.accept("deployment " + deployment + " is not there");
        }
    }

    /** A running one would put its finalizers back, or may be about to restore what they wait for. */
    private void awaitTheEndOfTheOperator() throws StartupException {
        Instant deadline = clock.instant().plus(config.deployment().isPresent() ? PATIENCE : Duration.ZERO);
        while (true) {
            Instant now = clock.instant();
            Optional<String> holder = LeaseManager.holder(client, namespace, config.leaseName(), now);
            if (holder.isEmpty()) {
                return;
            }
            if (!now.isBefore(deadline)) {
                throw new StartupException("The operator still runs: the Lease " + namespace + "/"
                        + config.leaseName() + " is held by " + holder.get()
                        + ". Stop it first, for example by kubectl -n "
                        + namespace
                        + " scale deployment roboflow-trash-operator --replicas=0, or name its Deployment with"
                        + " --deployment.");
            }
            pause();
        }
    }

    private static void pause() throws StartupException {
        try {
            TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartupException("Interrupted while waiting for the operator to end.");
        }
    }
}
