package dev.trashops;

import dev.trashops.api.v1alpha1.TrashedItem;
import dev.trashops.cli.DeploymentConfig;
import dev.trashops.cli.StartupException;
import dev.trashops.controller.election.LeaseManager;
import dev.trashops.controller.election.PresenceMark;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** What {@code release-finalizers} does. */
record FinalizerReleaseJob(
        KubernetesClient client, DeploymentConfig deployment, String namespace, Consumer<String> output, Clock clock) {
    /** An operator terminates within 30 s; a Lease that was not released expires after 15 s. */
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private static final Duration POLL_INTERVAL = Duration.ofSeconds(1);

    /** Several times what a running operator takes to add a finalizer again. */
    private static final Duration WATCHED = Duration.ofSeconds(5);

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
        UninstallFinalizers finalizers = new UninstallFinalizers(
                client, deployment.namespaces(), new Shard(deployment.policies(), deployment.leaseName()));
        List<TrashedItem> released = new ArrayList<>();
        Map<Boolean, List<TrashedItem>> held =
                finalizers.held().stream().collect(Collectors.partitioningBy(TrashedItem::isMarkedForDeletion));
        release(finalizers, Objects.requireNonNull(held.get(false)), released);
        refuseIfTheyComeBack(finalizers, released);
        // What is being deleted is gone with its finalizer, restored or not.
        release(finalizers, Objects.requireNonNull(held.get(true)), released);
        output.accept("released: " + released.size());
    }

    private void release(UninstallFinalizers finalizers, List<TrashedItem> held, List<TrashedItem> released) {
        finalizers.release(held, item -> {
            released.add(item);
            output.accept("trasheditem " + item.getMetadata().getNamespace() + "/"
                    + item.getMetadata().getName() + " released"
                    + (item.isMarkedForDeletion() ? "; it was being deleted and will not be restored" : ""));
        });
    }

    /** An operator that runs without this Lease, or under another one, adds its finalizers again within a second. */
    private void refuseIfTheyComeBack(UninstallFinalizers finalizers, List<TrashedItem> released)
            throws StartupException {
        if (released.isEmpty()) {
            return;
        }
        Set<String> uids =
                released.stream().map(item -> item.getMetadata().getUid()).collect(Collectors.toSet());
        Instant end = clock.instant().plus(WATCHED);
        while (clock.instant().isBefore(end)) {
            pause();
            for (TrashedItem again : finalizers.held()) {
                if (uids.contains(again.getMetadata().getUid())) {
                    throw new StartupException("An operator is still running, although the Lease " + namespace + "/"
                            + deployment.leaseName() + " does not show it: it has added the finalizer of trasheditem "
                            + again.getMetadata().getNamespace() + "/"
                            + again.getMetadata().getName()
                            + " again. Stop it first, or name its Lease and namespace with --lease-name and"
                            + " --operator-namespace. Items that are being deleted were not released.");
                }
            }
        }
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
            Optional<String> unelected = PresenceMark.holder(client, namespace, deployment.leaseName(), now);
            if (holder.isEmpty() && unelected.isEmpty()) {
                return;
            }
            if (!now.isBefore(deadline)) {
                String running = holder.map(leader ->
                                "the Lease " + namespace + "/" + deployment.leaseName() + " is held by " + leader)
                        .orElseGet(() -> unelected.orElseThrow() + " runs without leader election");
                throw new StartupException("The operator is still running: " + running
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
