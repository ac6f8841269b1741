package dev.trashops.controller;

import dev.trashops.kube.MockKube;
import io.fabric8.kubernetes.client.KubernetesClient;
import org.junit.jupiter.api.AfterEach;

class DeletionLedgerConfigMapTest extends DeletionLedgerConfigMapContract {
    private final MockKube kube = new MockKube();

    @AfterEach
    void stop() {
        kube.close();
    }

    @Override
    KubernetesClient client() {
        return kube.client();
    }

    @Override
    String namespace() {
        return "team-a";
    }
}
