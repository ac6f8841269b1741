package dev.trashops;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trashops.api.v1alpha1.RoboflowTrashPolicy;
import dev.trashops.api.v1alpha1.TrashedItem;
import dev.trashops.cli.StartupException;
import dev.trashops.roboflow.network.ProxyServer;
import dev.trashops.roboflow.network.ProxySettings;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.internal.SSLUtils;
import io.fabric8.kubernetes.client.okhttp.OkHttpClientFactory;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.TrustManager;
import okhttp3.Dispatcher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Creates Kubernetes clients. */
final class KubernetesClients {
    private static final Logger LOG = LoggerFactory.getLogger(KubernetesClients.class);

    /** The API server takes what comes before the slash for the field manager of everything that is written. */
    private static final String USER_AGENT = "roboflow-trash-operator/"
            + Optional.ofNullable(KubernetesClients.class.getPackage().getImplementationVersion())
                    .orElse("dev");

    /**
     * Hundreds of workspaces that start together would else be answered with 429: an API server queues a few hundred requests of
     * one client at most. Watches do not count.
     */
    static final int REQUESTS_AT_ONCE = 64;

    private KubernetesClients() {}

    private static final class BoundedHttp extends OkHttpClientFactory {
        @Override
        protected Dispatcher initDispatcher() {
            Dispatcher dispatcher = super.initDispatcher();
            dispatcher.setMaxRequestsPerHost(REQUESTS_AT_ONCE);
            return dispatcher;
        }
    }

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
            if (kubeconfig.isEmpty()) {
                route(
                        config,
                        System.getenv("KUBERNETES_SERVICE_HOST") != null,
                        ProxySettings.of(name -> Optional.ofNullable(System.getenv(name))));
            }
            return client(config);
        } catch (KubernetesClientException | IllegalArgumentException | IOException e) {
            LOG.debug("Failed to load the kubeconfig", e);
            throw new StartupException("Failed to load the kubeconfig. Check the file and the context.");
        }
    }

    /**
     * Inside a pod the API server is never behind the proxy that leads out of the cluster. Elsewhere the variables count as they
     * do for Roboflow and kubectl: the Kubernetes client itself fails on a {@code *} in NO_PROXY, and on a proxy without a port.
     */
    static void route(Config config, boolean inPod, ProxySettings environment) {
        if (!inPod && environment.areNone()) {
            return;
        }
        Optional<ProxyServer> proxy = inPod ? Optional.empty() : environment.of(URI.create(config.getMasterUrl()));
        String url = proxy.map(server -> "http://" + server.host() + ":" + server.port())
                .orElse(null);
        config.setHttpProxy(url);
        config.setHttpsProxy(url);
        config.setNoProxy(null);
        proxy.flatMap(ProxyServer::login).ifPresent(login -> {
            config.setProxyUsername(login.name());
            config.setProxyPassword(login.password());
        });
    }

    private static KubernetesClient client(Config config) throws IOException {
        config.setUserAgent(USER_AGENT);
        Optional<KeyManager[]> keys = ClientKeys.of(config);
        if (keys.isEmpty()) {
            return builder(config).build();
        }
        Config keyless = new ConfigBuilder(config)
                .withClientKeyData(null)
                .withClientKeyFile(null)
                .withClientCertData(null)
                .withClientCertFile(null)
                .build();
        TrustManager[] trusted = trusted(config);
        return builder(keyless)
                .withHttpClientBuilderConsumer(http -> http.sslContext(keys.get(), trusted))
                .build();
    }

    /** It knows the kinds it is asked for by their classes; to search all models for kinds would load hundreds of classes. */
    private static KubernetesClientBuilder builder(Config config) {
        KubernetesSerialization serialization = new KubernetesSerialization(new ObjectMapper(), false);
        serialization.registerKubernetesResource(Status.class);
        // Else what a watch brings would be read twice: as any resource, and then as one of its kind.
        serialization.registerKubernetesResource(TrashedItem.class);
        serialization.registerKubernetesResource(RoboflowTrashPolicy.class);
        return new KubernetesClientBuilder()
                .withConfig(config)
                .withHttpClientFactory(new BoundedHttp())
                .withKubernetesSerialization(serialization);
    }

    private static TrustManager[] trusted(Config config) throws IOException {
        try {
            return SSLUtils.trustManagers(config);
        } catch (GeneralSecurityException e) {
            throw new IOException("the certificate authority of the kubeconfig is not usable", e);
        }
    }

    /** The namespace of this pod, or the one the kubeconfig names. */
    static String namespace(KubernetesClient client) {
        return Optional.ofNullable(client.getNamespace()).orElse("default");
    }
}
