package dev.trashops.kube;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A fresh namespace of a real API server, for one test.
 *
 * @param client a client with every right; don't close it, it is shared
 * @param kubeconfig the file that gives kubectl and others the same rights
 * @param operatorKubeconfig the file that gives the rights of the operator's service account, and no others
 * @param namespace the namespace, empty at first
 */
public record KubeSpace(KubernetesClient client, Path kubeconfig, Path operatorKubeconfig, String namespace) {

    /** Creates a namespace of that name on the same server. */
    public KubeSpace another(String name) {
        return create(client, kubeconfig, operatorKubeconfig, name);
    }

    static KubeSpace create(KubernetesClient client, Path kubeconfig, Path operatorKubeconfig, String name) {
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .build())
                .create();
        return new KubeSpace(client, kubeconfig, operatorKubeconfig, name);
    }

    /** Runs kubectl in this namespace and gives back what it printed on both streams. */
    public String kubectl(String... arguments) throws IOException, InterruptedException {
        List<String> command = Stream.concat(
                        Stream.of("kubectl", "--kubeconfig", kubeconfig.toString(), "--namespace", namespace),
                        Stream.of(arguments))
                .toList();
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }
}
