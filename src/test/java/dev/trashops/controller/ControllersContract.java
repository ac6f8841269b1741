package dev.trashops.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trashops.api.v1alpha1.ApiNames;
import dev.trashops.api.v1alpha1.ConditionStatus;
import dev.trashops.api.v1alpha1.ConditionType;
import dev.trashops.api.v1alpha1.TrashedItemStatus;
import dev.trashops.controller.mapping.PolicyStatusMapper;
import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.ItemProjection;
import dev.trashops.plan.model.LastAction;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Reason;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What has to hold on every API server. */
abstract class ControllersContract {
    abstract Bench bench();

    @Test
    void whatTheLoopSaysComesIntoTheStatuses() {
        bench().createPolicy("team", Resources.POLICY);
        bench().createItem("one", Resources.PROJECT);
        bench().awaitReason("one", ConditionType.Ready, "Restored");

        TrashedItemStatus status = bench().status("one");
        assertThat(status.observedGeneration()).isEqualTo(1);
        assertThat(status.item()).isEqualTo("my-detector");
        assertThat(status.conditions()).singleElement().satisfies(ready -> {
            assertThat(ready.status()).isEqualTo(ConditionStatus.True);
            assertThat(ready.observedGeneration()).isEqualTo(1);
            assertThat(ready.lastTransitionTime()).isEqualTo("2026-04-20T17:05:33Z");
        });
        await().atMost(Bench.PATIENCE)
                .untilAsserted(() -> assertThat(PolicyStatusMapper.projection(
                                bench().policy("team").orElseThrow().getStatus()))
                        .map(view -> view.standing().reason())
                        .contains(Reason.AVAILABLE));
        assertThat(bench().told.lines()).contains("team: - -> Available", "one: - -> Restored");
    }

    @Test
    void atRestNothingIsWritten() {
        bench().createPolicy("team", Resources.POLICY);
        bench().createItem("one", Resources.PROJECT);
        bench().awaitReason("one", ConditionType.Ready, "Restored");
        await().atMost(Bench.PATIENCE).until(() -> bench().told.lines().contains("team: - -> Available"));
        bench().loop.pass("acme");
        String version = version("one");
        String policyVersion =
                bench().policy("team").orElseThrow().getMetadata().getResourceVersion();
        int told = bench().told.lines().size();

        for (int pass = 0; pass < 5; pass++) {
            bench().loop.pass("acme");
        }
        await().during(Duration.ofMillis(500))
                .atMost(Bench.PATIENCE)
                .until(() -> version("one").equals(version));
        assertThat(bench().policy("team").orElseThrow().getMetadata().getResourceVersion())
                .isEqualTo(policyVersion);
        assertThat(bench().told.lines()).hasSize(told);
    }

    @Test
    void aPolicyKeepsItsStatusUntilTheLoopHasSeenItsWorkspaceAgain() {
        bench().createPolicy("team", Resources.POLICY);
        await().atMost(Bench.PATIENCE).until(() -> bench().told.lines().contains("team: - -> Available"));
        String version = bench().policy("team").orElseThrow().getMetadata().getResourceVersion();

        bench().loop.policiesStand(Readiness.reconciling(Reason.SNAPSHOT_PENDING, "Waiting for a first look."));
        bench().loop.pass("acme");
        await().during(Duration.ofMillis(300))
                .atMost(Bench.PATIENCE)
                .until(() -> bench().policy("team")
                        .orElseThrow()
                        .getMetadata()
                        .getResourceVersion()
                        .equals(version));

        bench().loop.policiesStand(Readiness.stalled(Reason.INVALID_CREDENTIALS, "Put a valid key there."));
        bench().loop.pass("acme");
        await().atMost(Bench.PATIENCE)
                .until(() -> bench().told.lines().contains("team: Available -> InvalidCredentials"));
    }

    @Test
    void aConditionKeepsItsTimeWhileItsStatusStays() {
        bench().createPolicy("team", Resources.POLICY);
        bench().createItem("one", Resources.PROJECT);
        bench().awaitReason("one", ConditionType.Ready, "Restored");
        bench().loop
                .says(claim -> Optional.of(
                        FakeLoop.view(claim, Readiness.stalled(Reason.PARENT_IN_TRASH, "Restore its project."))));
        bench().loop.pass("acme");
        bench().awaitReason("one", ConditionType.Stalled, "ParentInTrash");
        assertThat(bench().condition("one", ConditionType.Ready).orElseThrow().status())
                .isEqualTo(ConditionStatus.False);
        assertThat(bench().condition("one", ConditionType.Reconciling)).isEmpty();
    }

    @Test
    void anItemWithoutPolicySaysSoUntilThePolicyAppears() {
        bench().createItem("one", Resources.PROJECT);
        bench().awaitReason("one", ConditionType.Stalled, "PolicyNotFound");
        assertThat(bench().condition("one", ConditionType.Ready).orElseThrow().message())
                .contains("RoboflowTrashPolicy team does not exist in namespace " + bench().namespace)
                .contains("Create it");
        assertThat(bench().memory("one").observedGeneration()).isEqualTo(1);

        bench().createPolicy("team", Resources.POLICY);
        bench().awaitReason("one", ConditionType.Ready, "Restored");
        assertThat(bench().condition("one", ConditionType.Stalled)).isEmpty();

        bench().deletePolicy("team");
        bench().awaitReason("one", ConditionType.Stalled, "PolicyNotFound");
        assertThat(bench().memory("one").fingerprint().orElseThrow().url()).contains("my-detector");
    }

    @Test
    void aViewOfAnOlderGenerationIsNotTakenForTheNewOne() {
        bench().createPolicy("team", Resources.POLICY);
        bench().createItem("one", Resources.PROJECT);
        bench().awaitReason("one", ConditionType.Ready, "Restored");
        Claim old = bench().claim("acme");
        bench().loop.says(claim -> Optional.of(FakeLoop.ready(old, "As desired.")));
        int wakes = bench().loop.wakes();

        bench().merge("one", "{\"spec\":{\"suspend\":true}}");
        await().atMost(Bench.PATIENCE).until(() -> bench().loop.wakes() > wakes);
        bench().loop.pass("acme");
        await().during(Duration.ofMillis(300))
                .atMost(Bench.PATIENCE)
                .until(() -> bench().memory("one").observedGeneration() == 1L);

        bench().loop.says(claim -> Optional.of(FakeLoop.ready(claim, "Suspended.")));
        bench().loop.pass("acme");
        await().atMost(Bench.PATIENCE).until(() -> bench().memory("one").observedGeneration() == 2L);
    }

    @Test
    void theReconcileNowAnnotationWakesTheLoop() {
        bench().createPolicy("team", Resources.POLICY);
        bench().createItem("one", Resources.PROJECT);
        bench().awaitReason("one", ConditionType.Ready, "Restored");
        bench().merge("one", "{\"metadata\":{\"annotations\":{\"" + ApiNames.FLUX_REQUESTED_AT + "\":\"a\"}}}");
        await().atMost(Bench.PATIENCE)
                .until(() -> bench().memory("one").handledRequest().equals(Optional.of("a")));
        bench().merge("one", "{\"metadata\":{\"annotations\":{\"" + ApiNames.REQUESTED_AT + "\":\"b\"}}}");
        await().atMost(Bench.PATIENCE)
                .until(() -> bench().memory("one").handledRequest().equals(Optional.of("b")));
        int wakes = bench().loop.wakes();
        bench().merge("one", "{\"metadata\":{\"labels\":{\"a\":\"b\"}}}");
        await().during(Duration.ofMillis(300))
                .atMost(Bench.PATIENCE)
                .until(() -> bench().loop.wakes() == wakes);
    }

    @Test
    void anItemGoesAtOnceUnlessItIsToBeRestored() {
        bench().createPolicy("team", Resources.POLICY);
        bench().createItem("one", Resources.PROJECT);
        bench().awaitReason("one", ConditionType.Ready, "Restored");
        assertThat(bench().item("one").orElseThrow().getFinalizers()).isEmpty();
        int wakes = bench().loop.wakes();

        bench().delete("one");
        await().atMost(Bench.PATIENCE).until(() -> bench().item("one").isEmpty());
        await().atMost(Bench.PATIENCE).until(() -> bench().loop.wakes() > wakes);
        assertThat(bench().claims("acme")).isEmpty();
    }

    @Test
    void theFinalizerFollowsTheDeletionPolicyAndGoesWhenTheLoopLetsGo() {
        bench().createPolicy("team", Resources.POLICY);
        bench().createItem("one", Resources.RESTORED_ON_DELETION);
        await().atMost(Bench.PATIENCE).until(() -> held("one"));
        bench().merge("one", "{\"spec\":{\"deletionPolicy\":\"Orphan\"}}");
        await().atMost(Bench.PATIENCE).until(() -> !held("one"));
        bench().merge("one", "{\"spec\":{\"deletionPolicy\":\"Restore\"}}");
        await().atMost(Bench.PATIENCE).until(() -> held("one"));

        bench().loop
                .says(claim -> Optional.of(
                        claim.deleting()
                                ? FakeLoop.view(claim, Readiness.reconciling(Reason.RESTORING, "It is being restored."))
                                : FakeLoop.ready(claim, "As desired.")));
        bench().delete("one");
        bench().awaitReason("one", ConditionType.Reconciling, "Restoring");
        assertThat(bench().claim("acme").deleting()).isTrue();
        bench().loop.says(claim -> Optional.of(FakeLoop.letGo(claim, false)));
        bench().loop.pass("acme");
        await().atMost(Bench.PATIENCE).until(() -> bench().item("one").isEmpty());
        await().atMost(Bench.PATIENCE).until(() -> bench().told.lines().contains("one: let go"));
    }

    @Test
    void anItemBeingDeletedIsLetGoByTurningToOrphanAndNeverReachesTheLoopThen() {
        bench().createPolicy("team", Resources.POLICY);
        bench().createItem("one", Resources.RESTORED_ON_DELETION);
        await().atMost(Bench.PATIENCE).until(() -> held("one"));
        bench().loop
                .says(claim ->
                        Optional.of(FakeLoop.view(claim, Readiness.stalled(Reason.MISSING_SCOPE, "Add the scope."))));
        bench().delete("one");
        bench().awaitReason("one", ConditionType.Stalled, "MissingScope");
        bench().merge("one", "{\"spec\":{\"deletionPolicy\":\"Orphan\"}}");
        await().atMost(Bench.PATIENCE).until(() -> bench().item("one").isEmpty());
        assertThat(bench().told.lines()).doesNotContain("one: let go", "one: orphaned");
    }

    @Test
    void anItemBeingDeletedOutlivesItsPolicyInTheWorkspaceItRemembers() {
        bench().createPolicy("team", Resources.POLICY);
        bench().createItem("one", Resources.RESTORED_ON_DELETION);
        bench().awaitReason("one", ConditionType.Ready, "Restored");
        await().atMost(Bench.PATIENCE).until(() -> held("one"));
        bench().loop
                .says(claim -> Optional.of(
                        FakeLoop.view(claim, Readiness.reconciling(Reason.RESTORING, "It is being restored."))));
        bench().deletePolicy("team");
        bench().awaitReason("one", ConditionType.Stalled, "PolicyNotFound");
        bench().delete("one");
        Claim claim = bench().claim("acme");
        assertThat(claim.deleting()).isTrue();
        assertThat(claim.abandoned()).isFalse();
        await().atMost(Bench.PATIENCE)
                .until(() -> bench().store().reread(claim.id(), claim.policy()).isPresent());
        assertThat(bench().store()
                        .reread(claim.id(), claim.policy())
                        .orElseThrow()
                        .policy())
                .isEmpty();
        bench().loop.says(going -> Optional.of(FakeLoop.letGo(going, true)));
        bench().loop.pass("acme");
        await().atMost(Bench.PATIENCE).until(() -> bench().item("one").isEmpty());
        await().atMost(Bench.PATIENCE).until(() -> bench().told.lines().contains("one: orphaned"));
    }

    @Test
    void anItemThatNobodyCouldRestoreIsNotHeld() {
        bench().createItem("one", Resources.RESTORED_ON_DELETION);
        await().atMost(Bench.PATIENCE).until(() -> held("one"));
        bench().delete("one");
        await().atMost(Bench.PATIENCE).until(() -> bench().item("one").isEmpty());
        await().atMost(Bench.PATIENCE).until(() -> bench().told.lines().contains("one: orphaned"));
    }

    @Test
    void anActionBeginsOnlyOnTheVersionThatWasRead() {
        bench().createPolicy("team", Resources.POLICY);
        bench().createItem("one", Resources.PROJECT);
        bench().awaitReason("one", ConditionType.Ready, "Restored");
        Claim claim = bench().claim("acme");
        var fresh = bench().store().reread(claim.id(), claim.policy()).orElseThrow();
        bench().merge("one", "{\"metadata\":{\"labels\":{\"a\":\"b\"}}}");
        ItemProjection started = started(claim);
        assertThat(bench().store().begin(claim.id(), fresh.resourceVersion(), started))
                .isFalse();
        assertThat(bench().memory("one").lastAction()).isEmpty();

        var again = bench().store().reread(claim.id(), claim.policy()).orElseThrow();
        assertThat(bench().store().begin(claim.id(), again.resourceVersion(), started))
                .isTrue();
        LastAction journal = bench().memory("one").lastAction().orElseThrow();
        assertThat(journal.outcome()).isEqualTo(LastAction.Outcome.STARTED);
        assertThat(journal.expectedId()).contains("d_1");
        assertThat(bench().claim("acme").memory().lastAction())
                .isEqualTo(started.memory().lastAction());
        assertThat(bench().store().begin(claim.id(), again.resourceVersion(), started))
                .as("the version it was written on is no longer the newest")
                .isFalse();
        assertThat(bench().told.lines()).contains("one: RESTORE STARTED");
    }

    @Test
    void anOlderProjectionNeverOverwritesTheJournal() {
        bench().createPolicy("team", Resources.POLICY);
        bench().createItem("one", Resources.PROJECT);
        bench().awaitReason("one", ConditionType.Ready, "Restored");
        Claim claim = bench().claim("acme");
        var fresh = bench().store().reread(claim.id(), claim.policy()).orElseThrow();
        assertThat(bench().store().begin(claim.id(), fresh.resourceVersion(), started(claim)))
                .isTrue();
        bench().loop.says(any -> Optional.of(FakeLoop.ready(claim, "It knows nothing of the action.")));
        bench().merge("one", "{\"metadata\":{\"annotations\":{\"" + ApiNames.REQUESTED_AT + "\":\"now\"}}}");
        await().during(Duration.ofMillis(300))
                .atMost(Bench.PATIENCE)
                .until(() -> bench().memory("one").lastAction().isPresent());
        bench().loop.says(any -> Optional.of(done(claim)));
        bench().loop.pass("acme");
        await().atMost(Bench.PATIENCE)
                .until(() -> bench().memory("one").lastAction().orElseThrow().outcome() == LastAction.Outcome.DONE);
        bench().loop.says(any -> Optional.of(started(claim)));
        bench().loop.pass("acme");
        await().during(Duration.ofMillis(300))
                .atMost(Bench.PATIENCE)
                .until(() -> bench().memory("one").lastAction().orElseThrow().outcome() == LastAction.Outcome.DONE);
    }

    private static ItemProjection done(Claim claim) {
        ItemProjection view = started(claim);
        LastAction ended =
                view.memory().lastAction().orElseThrow().ended(LastAction.Outcome.DONE, "Restored from the Trash.");
        return new ItemProjection(view.memory().withLastAction(ended), Optional.empty(), false, false, false);
    }

    private static ItemProjection started(Claim claim) {
        ItemProjection view = FakeLoop.view(claim, Readiness.reconciling(Reason.RESTORING, "It is being restored."));
        return new ItemProjection(
                view.memory()
                        .withLastAction(new LastAction(
                                ActionKind.RESTORE,
                                Bench.NOW,
                                LastAction.Outcome.STARTED,
                                "Restoring.",
                                Optional.of("d_1"),
                                Optional.empty(),
                                Optional.empty())),
                Optional.empty(),
                false,
                false,
                false);
    }

    private boolean held(String name) {
        return bench().item(name).orElseThrow().hasFinalizer(ApiNames.RESTORE_FINALIZER);
    }

    private String version(String name) {
        return bench().item(name).orElseThrow().getMetadata().getResourceVersion();
    }
}
