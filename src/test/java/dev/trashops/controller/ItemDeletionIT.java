package dev.trashops.controller;

import static org.awaitility.Awaitility.await;

import dev.trashops.api.v1alpha1.ConditionType;
import dev.trashops.controller.testdata.ResourceFixture;
import dev.trashops.kube.KubeSpace;
import dev.trashops.kube.RealKube;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@RealKube
class ItemDeletionIT extends ItemDeletionContract {
    private final ControllersFixture fixture;

    ItemDeletionIT(KubeSpace space) {
        fixture = ControllersFixture.start(space.client(), space.namespace());
    }

    @AfterEach
    void stop() {
        fixture.assertThatNobodyChangedWhatIsKept();
        fixture.close();
    }

    @Test
    void anItemOfANamespaceBeingDeletedIsAbandoned() {
        fixture.createPolicy("team", ResourceFixture.POLICY);
        fixture.createItem("one", ResourceFixture.RESTORED_ON_DELETION);
        fixture.awaitReason("one", ConditionType.Ready, "Restored");
        fixture.loop.says(claim -> Optional.of(
                claim.spec().abandoned() ? FakeLoop.letGo(claim, true) : FakeLoop.ready(claim, "As desired.")));
        fixture.client.namespaces().withName(fixture.namespace).delete();
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            fixture.loop.pass("acme");
            return fixture.listener.lines().contains("one: orphaned");
        });
        await().atMost(ControllersFixture.PATIENCE)
                .until(() -> fixture.item("one").isEmpty());
    }

    @Override
    ControllersFixture fixture() {
        return fixture;
    }
}
