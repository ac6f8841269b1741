package dev.trashops.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trashops.api.v1alpha1.ApiNames;
import dev.trashops.api.v1alpha1.ConditionType;
import dev.trashops.controller.testdata.ResourceFixture;
import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Reason;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What has to hold of an item that is being deleted, on every API server. */
abstract class ItemDeletionContract {
    abstract ControllersFixture fixture();

    @Test
    void anItemGoesAtOnceUnlessItIsToBeRestored() {
        fixture().createPolicy("team", ResourceFixture.POLICY);
        fixture().createItem("one", ResourceFixture.PROJECT);
        fixture().awaitReason("one", ConditionType.Ready, "Restored");
        assertThat(fixture().item("one").orElseThrow().getFinalizers()).isEmpty();
        int wakes = fixture().loop.wakes();

        fixture().delete("one");
        await().atMost(ControllersFixture.PATIENCE)
                .until(() -> fixture().item("one").isEmpty());
        await().atMost(ControllersFixture.PATIENCE).until(() -> fixture().loop.wakes() > wakes);
        assertThat(fixture().claims("acme")).isEmpty();
    }

    @Test
    void theFinalizerFollowsTheDeletionPolicyAndGoesWhenTheLoopLetsGo() {
        fixture().createPolicy("team", ResourceFixture.POLICY);
        fixture().createItem("one", ResourceFixture.RESTORED_ON_DELETION);
        await().atMost(ControllersFixture.PATIENCE).until(() -> held("one"));
        fixture().merge("one", "{\"spec\":{\"deletionPolicy\":\"Orphan\"}}");
        await().atMost(ControllersFixture.PATIENCE).until(() -> !held("one"));
        fixture().merge("one", "{\"spec\":{\"deletionPolicy\":\"Restore\"}}");
        await().atMost(ControllersFixture.PATIENCE).until(() -> held("one"));

        fixture()
                .loop
                .says(claim -> Optional.of(
                        claim.spec().deleting()
                                ? FakeLoop.view(claim, Readiness.reconciling(Reason.RESTORING, "It is being restored."))
                                : FakeLoop.ready(claim, "As desired.")));
        fixture().delete("one");
        fixture().awaitReason("one", ConditionType.Reconciling, "Restoring");
        assertThat(fixture().claim("acme").spec().deleting()).isTrue();
        fixture().loop.says(claim -> Optional.of(FakeLoop.letGo(claim, false)));
        fixture().loop.pass("acme");
        await().atMost(ControllersFixture.PATIENCE)
                .until(() -> fixture().item("one").isEmpty());
        await().atMost(ControllersFixture.PATIENCE)
                .until(() -> fixture().listener.lines().contains("one: let go"));
    }

    @Test
    void anItemBeingDeletedIsLetGoByTurningToOrphanAndNeverReachesTheLoopThen() {
        fixture().createPolicy("team", ResourceFixture.POLICY);
        fixture().createItem("one", ResourceFixture.RESTORED_ON_DELETION);
        await().atMost(ControllersFixture.PATIENCE).until(() -> held("one"));
        fixture()
                .loop
                .says(claim ->
                        Optional.of(FakeLoop.view(claim, Readiness.stalled(Reason.MISSING_SCOPE, "Add the scope."))));
        fixture().delete("one");
        fixture().awaitReason("one", ConditionType.Stalled, "MissingScope");
        fixture().merge("one", "{\"spec\":{\"deletionPolicy\":\"Orphan\"}}");
        await().atMost(ControllersFixture.PATIENCE)
                .until(() -> fixture().item("one").isEmpty());
        assertThat(fixture().listener.lines()).doesNotContain("one: let go", "one: orphaned");
    }

    @Test
    void anItemBeingDeletedOutlivesItsPolicyInTheWorkspaceItRemembers() {
        fixture().createPolicy("team", ResourceFixture.POLICY);
        fixture().createItem("one", ResourceFixture.RESTORED_ON_DELETION);
        fixture().awaitReason("one", ConditionType.Ready, "Restored");
        await().atMost(ControllersFixture.PATIENCE).until(() -> held("one"));
        fixture()
                .loop
                .says(claim -> Optional.of(
                        FakeLoop.view(claim, Readiness.reconciling(Reason.RESTORING, "It is being restored."))));
        fixture().deletePolicy("team");
        fixture().awaitReason("one", ConditionType.Stalled, "PolicyNotFound");
        fixture().delete("one");
        Claim claim = await().atMost(ControllersFixture.PATIENCE)
                .until(() -> fixture().claim("acme"), found -> found.spec().deleting());
        assertThat(claim.spec().abandoned()).isFalse();
        await().atMost(ControllersFixture.PATIENCE)
                .until(() ->
                        fixture().store().reread(claim.id(), claim.policy()).isPresent());
        assertThat(fixture()
                        .store()
                        .reread(claim.id(), claim.policy())
                        .orElseThrow()
                        .policy())
                .isEmpty();
        fixture().loop.says(going -> Optional.of(FakeLoop.letGo(going, true)));
        fixture().loop.pass("acme");
        await().atMost(ControllersFixture.PATIENCE)
                .until(() -> fixture().item("one").isEmpty());
        await().atMost(ControllersFixture.PATIENCE)
                .until(() -> fixture().listener.lines().contains("one: orphaned"));
    }

    @Test
    void anItemThatNobodyCouldRestoreIsNotHeld() {
        fixture().createItem("one", ResourceFixture.RESTORED_ON_DELETION);
        await().atMost(ControllersFixture.PATIENCE).until(() -> held("one"));
        fixture().delete("one");
        await().atMost(ControllersFixture.PATIENCE)
                .until(() -> fixture().item("one").isEmpty());
        await().atMost(ControllersFixture.PATIENCE)
                .until(() -> fixture().listener.lines().contains("one: orphaned"));
    }

    private boolean held(String name) {
        return fixture().item(name).orElseThrow().hasFinalizer(ApiNames.RESTORE_FINALIZER);
    }
}
