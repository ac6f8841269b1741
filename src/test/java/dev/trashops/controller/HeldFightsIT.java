package dev.trashops.controller;

import dev.trashops.kube.KubeSpace;
import dev.trashops.kube.RealKube;
import org.junit.jupiter.api.AfterEach;

@RealKube
class HeldFightsIT extends HeldFightsContract {
    private final ControllersFixture fixture;

    HeldFightsIT(KubeSpace space) {
        fixture = ControllersFixture.start(space.client(), space.namespace());
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Override
    ControllersFixture fixture() {
        return fixture;
    }
}
