package dev.trashops.controller;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether a namespace is being deleted, so that nothing in it may be held. */
final class Namespaces {
    private static final Logger LOG = LoggerFactory.getLogger(Namespaces.class);

    private final KubernetesClient client;

    Namespaces(KubernetesClient client) {
        this.client = client;
    }

    /** Asks the API server; a namespace that can't be read counts as staying. */
    boolean isTerminating(String name) {
        try {
            var namespace = client.namespaces().withName(name).get();
            return namespace != null && namespace.isMarkedForDeletion();
        } catch (KubernetesClientException failure) {
            LOG.warn("Can't read the namespace {} (HTTP status {}): it counts as staying", name, failure.getCode());
            return false;
        }
    }
}
