package dev.trashops.controller;

import dev.trashops.kube.KubeSpace;
import dev.trashops.kube.RealKube;
import io.fabric8.kubernetes.client.KubernetesClient;

@RealKube
class EarlierLedgersIT extends EarlierLedgersContract {
    private final KubeSpace space;

    EarlierLedgersIT(KubeSpace space) {
        this.space = space;
    }

    @Override
    KubernetesClient client() {
        return space.client();
    }

    @Override
    String namespace() {
        return space.namespace();
    }
}
