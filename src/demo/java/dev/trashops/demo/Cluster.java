package dev.trashops.demo;

import dev.trashops.kube.KubeServer;
import dev.trashops.kube.KubeSpace;
import dev.trashops.kube.MockKube;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The Kubernetes API of the demo.
 *
 * @param client with all permissions
 * @param kubeconfig for the operator and other clients
 * @param howToReach a command that lists the items
 * @param closer stops the server
 */
record Cluster(KubernetesClient client, Path kubeconfig, String howToReach, Closer closer) implements AutoCloseable {
    static final String NAMESPACE = "demo";

    private static final String BINARIES = "KUBE_API_TEST_DIR";

    @FunctionalInterface
    interface Closer {
        void close() throws IOException;
    }

    /** Which one is started. */
    static String description(Map<String, String> environment) {
        return environment.containsKey(BINARIES)
                ? "a Kubernetes API server"
                : "a Kubernetes API in memory; for a real one see CONTRIBUTING.md";
    }

    /** A real API server where its binaries are available, else one in memory. */
    static Cluster start(Map<String, String> environment, Path folder) throws IOException {
        return environment.containsKey(BINARIES) ? real() : inMemory(folder);
    }

    @Override
    public void close() throws IOException {
        closer.close();
    }

    private static Cluster real() {
        KubeServer server = KubeServer.start();
        KubeSpace space = server.newSpace(NAMESPACE);
        return new Cluster(
                space.client(),
                space.kubeconfig(),
                "kubectl --kubeconfig " + space.kubeconfig() + " -n " + NAMESPACE + " get ti -o wide -w",
                server::close);
    }

    private static Cluster inMemory(Path folder) throws IOException {
        MockKube server = new MockKube();
        String url = server.client().getMasterUrl().toString();
        Path kubeconfig = Files.writeString(folder.resolve("kubeconfig.yaml"), """
                apiVersion: v1
                kind: Config
                clusters: [{name: demo, cluster: {server: "%s"}}]
                users: [{name: demo, user: {}}]
                contexts: [{name: demo, context: {cluster: demo, user: demo, namespace: demo}}]
                current-context: demo
                """.formatted(url));
        return new Cluster(
                server.client(),
                kubeconfig,
                "curl -s " + url + "apis/trashops.dev/v1alpha1/namespaces/" + NAMESPACE + "/trasheditems",
                server::close);
    }
}
