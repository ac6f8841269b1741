package dev.trashops;

import dev.trashops.cli.DeploymentConfig;
import dev.trashops.cli.StartupException;
import dev.trashops.controller.election.LeaseManager;
import dev.trashops.controller.informer.Shard;
import dev.trashops.controller.item.UninstallFinalizers;
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
record FinalizerReleaseJob(
        KubernetesClient client, DeploymentConfig deployment, String namespace, Consumer<String> output, Clock clock) {
    /** An operator terminates within 30 s; a Lease that was not released expires after 15 s. */
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private static final Duration POLL_INTERVAL = Duration.ofSeconds(1);

    /** Scales the operator down if requested, makes sure that it does not run, and removes its finalizers. */
    static void run(
            DeploymentConfig deployment,
            Optional<String> operatorNamespace,
            Optional<String> scaledDown,
            Consumer<String> output)
            throws StartupException {
        try (KubernetesClient client = KubernetesClients.client(deployment.kubeconfig(), deployment.context())) {
            String namespace = operatorNamespace.orElseGet(() -> KubernetesClients.namespace(client));
            new FinalizerReleaseJob(client, deployment, namespace, output, Clock.systemUTC()).run(scaledDown);
        } catch (KubernetesClientException refused) {
            throw new StartupException("Failed to release the finalizers (HTTP status " + refused.getCode()
                    + "). Check that the API server can be reached and that this account may list, get and patch"
                    + " trasheditems, get the Lease and, with --deployment, patch deployments/scale.");
        }
    }

    private void run(Optional<String> scaledDown) throws StartupException {
        scaledDown.ifPresent(this::scaleDown);
        awaitOperatorStopped(scaledDown.isPresent() ? TIMEOUT : Duration.ZERO);
        AtomicInteger count = new AtomicInteger();
        new UninstallFinalizers(
                        client, deployment.namespaces(), new Shard(deployment.policies(), deployment.leaseName()))
                .release(item -> {
                    count.incrementAndGet();
                    output.accept("trasheditem " + item.getMetadata().getNamespace() + "/"
                            + item.getMetadata().getName() + " released"
                            + (item.isMarkedForDeletion() ? "; it was being deleted and will not be restored" : ""));
                });
        output.accept("released: " + count);
    }

    private void scaleDown(String name) {
        try {
            client.apps()
                    .deployments()
                    .inNamespace(namespace)
                    .withName(name)
                    .subresource("scale")
                    .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"replicas\":0}}");
            output.accept("deployment " + name + " scaled to 0");
        } catch (KubernetesClientException failure) {
            if (failure.getCode() != HttpURLConnection.HTTP_NOT_FOUND) {
                throw failure;
            }
            output.accept("deployment " + name + " not found");
        }
    }

    /** A running operator would add its finalizers again, or may be about to restore what they wait for. */
    private void awaitOperatorStopped(Duration timeout) throws StartupException {
        Instant deadline = clock.instant().plus(timeout);
        while (true) {
            Instant now = clock.instant();
            Optional<String> holder = LeaseManager.holder(client, namespace, deployment.leaseName(), now);
            if (holder.isEmpty()) {
                return;
            }
            if (!now.isBefore(deadline)) {
                throw new StartupException("The operator is still running: the Lease " + namespace + "/"
                        + deployment.leaseName() + " is held by " + holder.get()
                        + ". Stop it first, for example with: kubectl -n " + namespace
                        + " scale deployment roboflow-trash-operator --replicas=0. Or name its Deployment with"
                        + " --deployment.");
            }
            pause();
        }
    }

    private static void pause() throws StartupException {
        try {
            TimeUnit.MILLISECONDS.sleep(POLL_INTERVAL.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartupException("Interrupted while waiting for the operator to stop.");
        }
    }
}
