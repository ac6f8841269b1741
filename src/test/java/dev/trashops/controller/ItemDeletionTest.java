package dev.trashops.controller;

import dev.trashops.kube.MockKube;
import org.junit.jupiter.api.AfterEach;

class ItemDeletionTest extends ItemDeletionContract {
    private final MockKube kube = new MockKube();
    private final ControllersFixture fixture = ControllersFixture.start(kube.client(), "team-a");

    @AfterEach
    void stop() {
        fixture.assertThatNobodyChangedWhatIsKept();
        fixture.close();
        kube.close();
    }

    @Override
    ControllersFixture fixture() {
        return fixture;
    }
}
