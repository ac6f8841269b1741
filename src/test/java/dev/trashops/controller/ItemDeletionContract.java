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
    abstract ControllersFixture bench();

    @Test
    void anItemGoesAtOnceUnlessItIsToBeRestored() {
        bench().createPolicy("team", ResourceFixture.POLICY);
        bench().createItem("one", ResourceFixture.PROJECT);
        bench().awaitReason("one", ConditionType.Ready, "Restored");
        assertThat(bench().item("one").orElseThrow().getFinalizers()).isEmpty();
        int wakes = bench().loop.wakes();

        bench().delete("one");
        await().atMost(ControllersFixture.PATIENCE)
                .until(() -> bench().item("one").isEmpty());
        await().atMost(ControllersFixture.PATIENCE).until(() -> bench().loop.wakes() > wakes);
        assertThat(bench().claims("acme")).isEmpty();
    }

    @Test
    void theFinalizerFollowsTheDeletionPolicyAndGoesWhenTheLoopLetsGo() {
        bench().createPolicy("team", ResourceFixture.POLICY);
        bench().createItem("one", ResourceFixture.RESTORED_ON_DELETION);
        await().atMost(ControllersFixture.PATIENCE).until(() -> held("one"));
        bench().merge("one", "{\"spec\":{\"deletionPolicy\":\"Orphan\"}}");
        await().atMost(ControllersFixture.PATIENCE).until(() -> !held("one"));
        bench().merge("one", "{\"spec\":{\"deletionPolicy\":\"Restore\"}}");
        await().atMost(ControllersFixture.PATIENCE).until(() -> held("one"));

        bench().loop
                .says(claim -> Optional.of(
                        claim.spec().deleting()
                                ? FakeLoop.view(claim, Readiness.reconciling(Reason.RESTORING, "It is being restored."))
                                : FakeLoop.ready(claim, "As desired.")));
        bench().delete("one");
        bench().awaitReason("one", ConditionType.Reconciling, "Restoring");
        assertThat(bench().claim("acme").spec().deleting()).isTrue();
        bench().loop.says(claim -> Optional.of(FakeLoop.letGo(claim, false)));
        bench().loop.pass("acme");
        await().atMost(ControllersFixture.PATIENCE)
                .until(() -> bench().item("one").isEmpty());
        await().atMost(ControllersFixture.PATIENCE)
                .until(() -> bench().told.lines().contains("one: let go"));
    }

    @Test
    void anItemBeingDeletedIsLetGoByTurningToOrphanAndNeverReachesTheLoopThen() {
        bench().createPolicy("team", ResourceFixture.POLICY);
        bench().createItem("one", ResourceFixture.RESTORED_ON_DELETION);
        await().atMost(ControllersFixture.PATIENCE).until(() -> held("one"));
        bench().loop
                .says(claim ->
                        Optional.of(FakeLoop.view(claim, Readiness.stalled(Reason.MISSING_SCOPE, "Add the scope."))));
        bench().delete("one");
        bench().awaitReason("one", ConditionType.Stalled, "MissingScope");
        bench().merge("one", "{\"spec\":{\"deletionPolicy\":\"Orphan\"}}");
        await().atMost(ControllersFixture.PATIENCE)
                .until(() -> bench().item("one").isEmpty());
        assertThat(bench().told.lines()).doesNotContain("one: let go", "one: orphaned");
    }

    @Test
    void anItemBeingDeletedOutlivesItsPolicyInTheWorkspaceItRemembers() {
        bench().createPolicy("team", ResourceFixture.POLICY);
        bench().createItem("one", ResourceFixture.RESTORED_ON_DELETION);
        bench().awaitReason("one", ConditionType.Ready, "Restored");
        await().atMost(ControllersFixture.PATIENCE).until(() -> held("one"));
        bench().loop
                .says(claim -> Optional.of(
                        FakeLoop.view(claim, Readiness.reconciling(Reason.RESTORING, "It is being restored."))));
        bench().deletePolicy("team");
        bench().awaitReason("one", ConditionType.Stalled, "PolicyNotFound");
        bench().delete("one");
        Claim claim = bench().claim("acme");
        assertThat(claim.spec().deleting()).isTrue();
        assertThat(claim.spec().abandoned()).isFalse();
        await().atMost(ControllersFixture.PATIENCE)
                .until(() -> bench().store().reread(claim.id(), claim.policy()).isPresent());
        assertThat(bench().store()
                        .reread(claim.id(), claim.policy())
                        .orElseThrow()
                        .policy())
                .isEmpty();
        bench().loop.says(going -> Optional.of(FakeLoop.letGo(going, true)));
        bench().loop.pass("acme");
        await().atMost(ControllersFixture.PATIENCE)
                .until(() -> bench().item("one").isEmpty());
        await().atMost(ControllersFixture.PATIENCE)
                .until(() -> bench().told.lines().contains("one: orphaned"));
    }

    @Test
    void anItemThatNobodyCouldRestoreIsNotHeld() {
        bench().createItem("one", ResourceFixture.RESTORED_ON_DELETION);
        await().atMost(ControllersFixture.PATIENCE).until(() -> held("one"));
        bench().delete("one");
        await().atMost(ControllersFixture.PATIENCE)
                .until(() -> bench().item("one").isEmpty());
        await().atMost(ControllersFixture.PATIENCE)
                .until(() -> bench().told.lines().contains("one: orphaned"));
    }

    private boolean held(String name) {
        return bench().item(name).orElseThrow().hasFinalizer(ApiNames.RESTORE_FINALIZER);
    }
}
