package dev.trashops.controller;

import dev.trashops.kube.KubeSpace;
import dev.trashops.kube.RealKube;
import org.junit.jupiter.api.AfterEach;

@RealKube
class ControllersIT extends ControllersContract {
    private final ControllersFixture bench;

    ControllersIT(KubeSpace space) {
        bench = ControllersFixture.start(space.client(), space.namespace());
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    @Override
    ControllersFixture bench() {
        return bench;
    }
}
