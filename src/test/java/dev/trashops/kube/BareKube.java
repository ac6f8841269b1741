package dev.trashops.kube;

import io.fabric8.kubeapitest.KubeAPIServer;
import io.fabric8.kubeapitest.KubeAPIServerConfigBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A real API server, as a new cluster has it: without our custom resources, and without an operator. */
public final class BareKube implements AutoCloseable {
    private final KubeAPIServer server;
    private final KubernetesClient client;
    private final Path kubeconfig;

    private BareKube(KubeAPIServer server) {
        this.server = server;
        String yaml = server.getKubeConfigYaml();
        client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(yaml))
                .build();
        try {
            kubeconfig = Files.writeString(Files.createTempFile("kubeconfig", ".yaml"), yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Starts one; takes some seconds.
     *
     * @param flags of the server, beside those it always has
     */
    public static BareKube start(String... flags) {
        KubeAPIServer server = new KubeAPIServer(KubeAPIServerConfigBuilder.anAPIServerConfig()
                .withApiServerVersion("1.20.2")
                .withApiServerFlags(Stream.concat(Stream.of("--bind-address=127.0.0.1"), Stream.of(flags))
                        .toList())
                .build());
        server.start();
        return new BareKube(server);
    }

    /** With all rights. */
    public KubernetesClient client() {
        return client;
    }

    /** The file that gives programs all rights. */
    public Path kubeconfig() {
        return kubeconfig;
    }

    @Override
    public void close() throws IOException {
        client.close();
        server.stop();
        Files.delete(kubeconfig);
    }
}
