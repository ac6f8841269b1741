package dev.trashops.bench;

import static org.awaitility.Awaitility.await;

import dev.trashops.bench.Servers.Settled;
import dev.trashops.e2e.MeasuredProcess;
import dev.trashops.kube.KubeSpace;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** The operator beside one in Python that writes one status an item, one after the other on the same API server. */
final class KopfFigure implements Figure {
    private static final int ITEMS = 2_000;
    private static final String GROUP = "peer.example";
    private static final String API = GROUP + "/v1alpha1";
    private static final Path DEFINITION = Path.of("crds", "trasheditems.trashops.dev-v1.yml");
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration START = Duration.ofSeconds(8);

    @Override
    public String measure(Servers servers) throws Exception {
        int items = servers.settings().scaled(ITEMS);
        Settled ours = servers.settled(items);
        servers.stop();
        String peer = peer(servers.newSpace(), items);
        return said(ours.total(), Numbers.spread(ours.lags()), ours.residentMiB()) + "; Kopf " + peer;
    }

    private static String said(Duration used, String lags, long residentMiB) {
        return "%s, %s, %d MiB".formatted(Numbers.seconds(used), lags, residentMiB);
    }

    private static String peer(KubeSpace space, int items) throws Exception {
        KubernetesClient client = space.client();
        define(client);
        Process kopf = start(space);
        try (StatusWatch watch = StatusWatch.of(client, API, space.namespace())) {
            TimeUnit.MILLISECONDS.sleep(START.toMillis());
            create(space, items, watch);
            await().atMost(PATIENCE).until(() -> watch.ready() == items);
            Duration used = MeasuredProcess.processorTime(kopf.pid());
            return said(used, Numbers.spread(watch.lags()), MeasuredProcess.residentMiB(kopf.pid()));
        } finally {
            kopf.destroy();
            kopf.waitFor();
        }
    }

    /** The same kind of resource in a group of its own. */
    private static void define(KubernetesClient client) throws IOException {
        String yaml = Files.readString(DEFINITION)
                .replace("group: \"trashops.dev\"", "group: \"" + GROUP + "\"")
                .replace("name: \"trasheditems.trashops.dev\"", "name: \"trasheditems." + GROUP + "\"");
        CustomResourceDefinition definition = Serialization.unmarshal(yaml, CustomResourceDefinition.class);
        definition.getSpec().getNames().setCategories(List.of());
        client.resource(definition).serverSideApply();
        // Established a moment later.
        await().atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(KubernetesClientException.class)
                .until(() -> client.genericKubernetesResources(StatusWatch.items(API))
                        .inAnyNamespace()
                        .list()
                        .getItems()
                        .isEmpty());
    }

    private static Process start(KubeSpace space) throws IOException, InterruptedException {
        ProcessBuilder builder = Python.with("kopf==1.45.2")
                .command(
                        "kopf",
                        "run",
                        "--standalone",
                        "--quiet",
                        "--namespace",
                        space.namespace(),
                        Path.of("src", "bench", "python", "peer.py").toString())
                .redirectErrorStream(true)
                .redirectOutput(Servers.folder(space).resolve("kopf.log").toFile());
        builder.environment().put("KUBECONFIG", space.kubeconfig().toString());
        builder.environment().put("PEER_GROUP", GROUP);
        return builder.start();
    }

    private static void create(KubeSpace space, int items, StatusWatch watch)
            throws InterruptedException, ExecutionException {
        new Creator(space.client(), space.namespace())
                .create(
                        IntStream.range(0, items)
                                .mapToObj(
                                        i -> Workload.item(API, Workload.workspace(0), Workload.active(i), "Restored")),
                        watch::creating);
    }
}
