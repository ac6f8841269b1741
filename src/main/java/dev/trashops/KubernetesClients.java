package dev.trashops;

import dev.trashops.cli.StartupException;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Creates Kubernetes clients. */
final class KubernetesClients {
    private static final Logger LOG = LoggerFactory.getLogger(KubernetesClients.class);

    private KubernetesClients() {}

    /**
     * A client for that kubeconfig, or for the default: the service account inside a pod, {@code ~/.kube/config}
     * elsewhere.
     */
    static KubernetesClient client(Optional<Path> kubeconfig, Optional<String> context) throws StartupException {
        try {
            Config config = kubeconfig.isPresent()
                    ? Config.fromKubeconfig(
                            context.orElse(null), kubeconfig.get().toFile())
                    : Config.autoConfigure(context.orElse(null));
            return new KubernetesClientBuilder().withConfig(config).build();
        } catch (KubernetesClientException | IllegalArgumentException e) {
            LOG.debug("Failed to load the kubeconfig", e);
            throw new StartupException("Failed to load the kubeconfig. Check the file and the context.");
        }
    }

    /** The namespace of this pod, or the one the kubeconfig names. */
    static String namespace(KubernetesClient client) {
        return Optional.ofNullable(client.getNamespace()).orElse("default");
    }
}
