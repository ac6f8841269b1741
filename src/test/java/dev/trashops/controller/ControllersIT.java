package dev.trashops.controller;

import dev.trashops.kube.KubeSpace;
import dev.trashops.kube.RealKube;
import org.junit.jupiter.api.AfterEach;

@RealKube
class ControllersIT extends ControllersContract {
    private final ControllersFixture fixture;

    ControllersIT(KubeSpace space) {
        fixture = ControllersFixture.start(space.client(), space.namespace());
    }

    @AfterEach
    void stop() {
        fixture.assertThatNobodyChangedWhatIsKept();
        fixture.close();
    }

    @Override
    ControllersFixture fixture() {
        return fixture;
    }
}
