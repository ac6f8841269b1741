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
    private final ControllersFixture bench;

    ItemDeletionIT(KubeSpace space) {
        bench = ControllersFixture.start(space.client(), space.namespace());
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void anItemOfANamespaceBeingDeletedIsAbandoned() {
        bench.createPolicy("team", ResourceFixture.POLICY);
        bench.createItem("one", ResourceFixture.RESTORED_ON_DELETION);
        bench.awaitReason("one", ConditionType.Ready, "Restored");
        bench.loop.says(claim -> Optional.of(
                claim.spec().abandoned() ? FakeLoop.letGo(claim, true) : FakeLoop.ready(claim, "As desired.")));
        bench.client.namespaces().withName(bench.namespace).delete();
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            bench.loop.pass("acme");
            return bench.told.lines().contains("one: orphaned");
        });
        await().atMost(ControllersFixture.PATIENCE)
                .until(() -> bench.item("one").isEmpty());
    }

    @Override
    ControllersFixture bench() {
        return bench;
    }
}
