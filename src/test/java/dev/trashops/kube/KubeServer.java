package dev.trashops.kube;

import dev.trashops.manifests.Manifests;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
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
    private final BareKube server;
    private final Path operatorKubeconfig;
    private final AtomicInteger spaces = new AtomicInteger();

    private KubeServer(BareKube server, Path operatorKubeconfig) {
        this.server = server;
        this.operatorKubeconfig = operatorKubeconfig;
    }

    /**
     * Starts one; takes some seconds.
     *
     * @param flags of the server, beside those it always has
     */
    public static KubeServer start(String... flags) {
        BareKube server = BareKube.start(flags);
        KubernetesClient client = server.client();
        try {
            definitions().forEach(file -> install(client, file));
            Installation.apply(client);
            String yaml = Files.readString(server.kubeconfig());
            Path operator = Installation.kubeconfig(client, yaml, Manifests.NAMESPACE, Manifests.NAME);
            return new KubeServer(server, operator);
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
        return KubeSpace.create(server.client(), server.kubeconfig(), operatorKubeconfig, name);
    }

    @Override
    public void close() throws IOException {
        server.close();
        Files.delete(operatorKubeconfig);
    }
}
