package dev.trashops.kube;

import dev.trashops.manifests.Manifests;
import io.fabric8.kubeapitest.KubeAPIServer;
import io.fabric8.kubeapitest.KubeAPIServerConfigBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A real API server with our custom resources in it, and with the rights that the manifests give the operator. */
public final class KubeServer implements AutoCloseable {
    private final KubeAPIServer server;
    private final KubernetesClient client;
    private final Path kubeconfig;
    private final Path operatorKubeconfig;
    private final AtomicInteger spaces = new AtomicInteger();

    private KubeServer(KubeAPIServer server, KubernetesClient client, Path kubeconfig, Path operatorKubeconfig) {
        this.server = server;
        this.client = client;
        this.kubeconfig = kubeconfig;
        this.operatorKubeconfig = operatorKubeconfig;
    }

    /**
     * Starts one; takes some seconds.
     *
     * @param flags of the server, beside those it always has
     */
    public static KubeServer start(String... flags) {
        KubeAPIServer server = new KubeAPIServer(KubeAPIServerConfigBuilder.anAPIServerConfig()
                .withApiServerVersion("1.20.2")
                .withApiServerFlags(Stream.concat(Stream.of("--bind-address=127.0.0.1"), Stream.of(flags))
                        .toList())
                .build());
        server.start();
        String yaml = server.getKubeConfigYaml();
        KubernetesClient client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(yaml))
                .build();
        try {
            Path kubeconfig = Files.createTempFile("kubeconfig", ".yaml");
            Files.writeString(kubeconfig, yaml);
            definitions().forEach(file -> install(client, file));
            Installation.apply(client);
            Path operator = Installation.kubeconfig(client, yaml, Manifests.NAMESPACE, Manifests.NAME);
            return new KubeServer(server, client, kubeconfig, operator);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> definitions() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("crds"))) {
            return files.filter(file -> file.toString().endsWith(".yml")).toList();
        }
    }

    private static void install(KubernetesClient client, Path file) {
        CustomResourceDefinition crd = client.apiextensions()
                .v1()
                .customResourceDefinitions()
                .load(file.toFile())
                .create();
        client.resource(crd).waitUntilCondition(KubeServer::isEstablished, 30, TimeUnit.SECONDS);
    }

    /** The server fills in the status little by little. */
    private static boolean isEstablished(CustomResourceDefinition crd) {
        return Optional.ofNullable(crd.getStatus())
                .flatMap(status -> Optional.ofNullable(status.getConditions()))
                .orElse(List.of())
                .stream()
                .anyMatch(condition -> condition.getType().equals("Established")
                        && condition.getStatus().equals("True"));
    }

    KubeSpace newSpace() {
        return newSpace("space-" + spaces.incrementAndGet());
    }

    /** Creates a namespace of that name. */
    public KubeSpace newSpace(String name) {
        return KubeSpace.create(client, kubeconfig, operatorKubeconfig, name);
    }

    @Override
    public void close() throws IOException {
        client.close();
        server.stop();
        Files.delete(kubeconfig);
        Files.delete(operatorKubeconfig);
    }
}
