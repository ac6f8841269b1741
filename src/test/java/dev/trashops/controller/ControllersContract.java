package dev.trashops.controller;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trashops.api.v1alpha1.ApiNames;
import dev.trashops.api.v1alpha1.ConditionStatus;
import dev.trashops.api.v1alpha1.ConditionType;
import dev.trashops.api.v1alpha1.TrashedItemStatus;
import dev.trashops.controller.testdata.ResourceFixture;
import dev.trashops.controller.write.StatusListener.PolicyConditions;
import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.InternalId;
import dev.trashops.plan.model.ItemProjection;
import dev.trashops.plan.model.ItemProjection.Disposition;
import dev.trashops.plan.model.LastAction;
import dev.trashops.plan.model.PolicyProjection;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Reason;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What has to hold on every API server. */
abstract class ControllersContract {
    abstract ControllersFixture bench();

    @Test
    void whatTheLoopSaysComesIntoTheStatuses() {
        bench().createPolicy("team", ResourceFixture.POLICY);
        bench().createItem("one", ResourceFixture.PROJECT);
        bench().awaitReason("one", ConditionType.Ready, "Restored");

        TrashedItemStatus status = bench().status("one");
        assertThat(status.observedGeneration()).isEqualTo(1);
        assertThat(status.item()).isEqualTo("my-detector");
        assertThat(status.conditions()).singleElement().satisfies(ready -> {
            assertThat(ready.status()).isEqualTo(ConditionStatus.True);
            assertThat(ready.observedGeneration()).isEqualTo(1);
            assertThat(ready.lastTransitionTime()).isEqualTo("2026-04-20T17:05:33Z");
        });
        await().atMost(ControllersFixture.PATIENCE)
                .untilAsserted(() -> assertThat(PolicyConditions.of(
                                bench().policy("team").orElseThrow().getStatus()))
                        .map(view -> view.readiness().reason())
                        .contains(Reason.AVAILABLE));
        assertThat(bench().told.lines()).contains("team: - -> Available", "one: - -> Restored");
    }

    @Test
    void atRestNothingIsWritten() {
        bench().createPolicy("team", ResourceFixture.POLICY);
        bench().createItem("one", ResourceFixture.PROJECT);
        bench().awaitReason("one", ConditionType.Ready, "Restored");
        await().atMost(ControllersFixture.PATIENCE)
                .until(() -> bench().told.lines().contains("team: - -> Available"));
        bench().loop.pass("acme");
        String version = version("one");
        String policyVersion =
                bench().policy("team").orElseThrow().getMetadata().getResourceVersion();
        int told = bench().told.lines().size();

        for (int pass = 0; pass < 5; pass++) {
            bench().loop.pass("acme");
        }
        await().during(Duration.ofMillis(500))
                .atMost(ControllersFixture.PATIENCE)
                .until(() -> version("one").equals(version));
        assertThat(bench().policy("team").orElseThrow().getMetadata().getResourceVersion())
                .isEqualTo(policyVersion);
        assertThat(bench().told.lines()).hasSize(told);
    }

    @Test
    void aPolicyKeepsItsStatusUntilTheLoopHasSeenItsWorkspaceAgain() {
        bench().createPolicy("team", ResourceFixture.POLICY);
        await().atMost(ControllersFixture.PATIENCE)
                .until(() -> bench().told.lines().contains("team: - -> Available"));
        String version = bench().policy("team").orElseThrow().getMetadata().getResourceVersion();

        bench().loop.policiesStand(Readiness.reconciling(Reason.SNAPSHOT_PENDING, "Waiting for a first look."));
        bench().loop.pass("acme");
        await().during(Duration.ofMillis(300))
                .atMost(ControllersFixture.PATIENCE)
                .until(() -> bench().policy("team")
                        .orElseThrow()
                        .getMetadata()
                        .getResourceVersion()
                        .equals(version));

        bench().loop.policiesStand(Readiness.stalled(Reason.INVALID_CREDENTIALS, "Put a valid key there."));
        bench().loop.pass("acme");
        await().atMost(ControllersFixture.PATIENCE)
                .until(() -> bench().told.lines().contains("team: Available -> InvalidCredentials"));
    }

    @Test
    void aConditionKeepsItsTimeWhileItsStatusStays() {
        bench().createPolicy("team", ResourceFixture.POLICY);
        bench().createItem("one", ResourceFixture.PROJECT);
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
        bench().createItem("one", ResourceFixture.PROJECT);
        bench().awaitReason("one", ConditionType.Stalled, "PolicyNotFound");
        assertThat(bench().condition("one", ConditionType.Ready).orElseThrow().message())
                .contains("RoboflowTrashPolicy team does not exist in namespace " + bench().namespace)
                .contains("Create it");
        assertThat(bench().claimStatus("one").observedGeneration()).isEqualTo(1);

        bench().createPolicy("team", ResourceFixture.POLICY);
        bench().awaitReason("one", ConditionType.Ready, "Restored");
        assertThat(bench().condition("one", ConditionType.Stalled)).isEmpty();

        bench().deletePolicy("team");
        bench().awaitReason("one", ConditionType.Stalled, "PolicyNotFound");
        assertThat(bench().claimStatus("one").fingerprint().orElseThrow().url()).contains("my-detector");
    }

    @Test
    void aViewOfAnOlderGenerationIsNotTakenForTheNewOne() {
        bench().createPolicy("team", ResourceFixture.POLICY);
        bench().createItem("one", ResourceFixture.PROJECT);
        bench().awaitReason("one", ConditionType.Ready, "Restored");
        Claim old = bench().claim("acme");
        bench().loop.says(claim -> Optional.of(FakeLoop.ready(old, "As desired.")));
        int wakes = bench().loop.wakes();

        bench().merge("one", "{\"spec\":{\"suspend\":true}}");
        await().atMost(ControllersFixture.PATIENCE).until(() -> bench().loop.wakes() > wakes);
        bench().loop.pass("acme");
        await().during(Duration.ofMillis(300))
                .atMost(ControllersFixture.PATIENCE)
                .until(() -> bench().claimStatus("one").observedGeneration() == 1L);

        bench().loop.says(claim -> Optional.of(FakeLoop.ready(claim, "Suspended.")));
        bench().loop.pass("acme");
        await().atMost(ControllersFixture.PATIENCE)
                .until(() -> bench().claimStatus("one").observedGeneration() == 2L);
    }

    @Test
    void theReconcileNowAnnotationWakesTheLoop() {
        bench().createPolicy("team", ResourceFixture.POLICY);
        bench().createItem("one", ResourceFixture.PROJECT);
        bench().awaitReason("one", ConditionType.Ready, "Restored");
        bench().merge("one", "{\"metadata\":{\"annotations\":{\"" + ApiNames.FLUX_REQUESTED_AT + "\":\"a\"}}}");
        await().atMost(ControllersFixture.PATIENCE)
                .until(() -> bench().claimStatus("one").handledRequest().equals(Optional.of("a")));
        bench().merge("one", "{\"metadata\":{\"annotations\":{\"" + ApiNames.REQUESTED_AT + "\":\"b\"}}}");
        await().atMost(ControllersFixture.PATIENCE)
                .until(() -> bench().claimStatus("one").handledRequest().equals(Optional.of("b")));
        int wakes = bench().loop.wakes();
        bench().merge("one", "{\"metadata\":{\"labels\":{\"a\":\"b\"}}}");
        await().during(Duration.ofMillis(300))
                .atMost(ControllersFixture.PATIENCE)
                .until(() -> bench().loop.wakes() == wakes);
    }

    @Test
    void anActionBeginsOnlyOnTheVersionThatWasRead() {
        bench().createPolicy("team", ResourceFixture.POLICY);
        bench().createItem("one", ResourceFixture.PROJECT);
        bench().awaitReason("one", ConditionType.Ready, "Restored");
        Claim claim = bench().claim("acme");
        var fresh = bench().store().reread(claim.id(), claim.policy()).orElseThrow();
        bench().merge("one", "{\"metadata\":{\"labels\":{\"a\":\"b\"}}}");
        ItemProjection started = started(claim);
        assertThat(bench().store().begin(claim.id(), fresh.resourceVersion(), started))
                .isFalse();
        assertThat(bench().claimStatus("one").lastAction()).isEmpty();

        var again = bench().store().reread(claim.id(), claim.policy()).orElseThrow();
        assertThat(bench().store().begin(claim.id(), again.resourceVersion(), started))
                .isTrue();
        LastAction journal = bench().claimStatus("one").lastAction().orElseThrow();
        assertThat(journal.outcome()).isEqualTo(LastAction.Outcome.STARTED);
        assertThat(journal.expectedId()).contains(new InternalId("d_1"));
        assertThat(bench().claim("acme").status().lastAction())
                .isEqualTo(started.claimStatus().lastAction());
        assertThat(bench().store().begin(claim.id(), again.resourceVersion(), started))
                .as("the version it was written on is no longer the newest")
                .isFalse();
        assertThat(bench().told.lines()).contains("one: RESTORE STARTED");
    }

    @Test
    void anOlderProjectionNeverOverwritesTheJournal() {
        bench().createPolicy("team", ResourceFixture.POLICY);
        bench().createItem("one", ResourceFixture.PROJECT);
        bench().awaitReason("one", ConditionType.Ready, "Restored");
        Claim claim = bench().claim("acme");
        var fresh = bench().store().reread(claim.id(), claim.policy()).orElseThrow();
        assertThat(bench().store().begin(claim.id(), fresh.resourceVersion(), started(claim)))
                .isTrue();
        bench().loop.says(any -> Optional.of(FakeLoop.ready(claim, "It knows nothing of the action.")));
        bench().merge("one", "{\"metadata\":{\"annotations\":{\"" + ApiNames.REQUESTED_AT + "\":\"now\"}}}");
        await().during(Duration.ofMillis(300))
                .atMost(ControllersFixture.PATIENCE)
                .until(() -> bench().claimStatus("one").lastAction().isPresent());
        bench().loop.says(any -> Optional.of(done(claim)));
        bench().loop.pass("acme");
        await().atMost(ControllersFixture.PATIENCE)
                .until(() ->
                        bench().claimStatus("one").lastAction().orElseThrow().outcome() == LastAction.Outcome.DONE);
        bench().loop.says(any -> Optional.of(started(claim)));
        bench().loop.pass("acme");
        await().during(Duration.ofMillis(300))
                .atMost(ControllersFixture.PATIENCE)
                .until(() ->
                        bench().claimStatus("one").lastAction().orElseThrow().outcome() == LastAction.Outcome.DONE);
    }

    @Test
    void whatHoldsAPolicyBackIsAConditionOfItsOwn() {
        bench().createPolicy("team", ResourceFixture.POLICY);
        bench().loop.saysOfPolicies((policy, view) -> held(view));
        bench().loop.pass("acme");
        await().atMost(ControllersFixture.PATIENCE)
                .untilAsserted(() -> assertThat(requireNonNull(
                                        bench().policy("team").orElseThrow().getStatus())
                                .conditions())
                        .extracting(
                                condition -> condition.type() + " " + condition.reason() + " " + condition.message())
                        .contains(
                                "ApprovalRequired ApprovalRequired Approve the plan.",
                                "Truncated Truncated Match less."));
    }

    private static ItemProjection done(Claim claim) {
        ItemProjection view = started(claim);
        LastAction ended = view.claimStatus()
                .lastAction()
                .orElseThrow()
                .ended(LastAction.Outcome.DONE, "Restored from the Trash.");
        return new ItemProjection(view.claimStatus().withLastAction(ended), Optional.empty(), Disposition.KEEP);
    }

    private static ItemProjection started(Claim claim) {
        ItemProjection view = FakeLoop.view(claim, Readiness.reconciling(Reason.RESTORING, "It is being restored."));
        return new ItemProjection(
                view.claimStatus()
                        .withLastAction(new LastAction(
                                ActionKind.RESTORE,
                                ControllersFixture.NOW,
                                LastAction.Outcome.STARTED,
                                "Restoring.",
                                Optional.of(new InternalId("d_1")),
                                Optional.empty(),
                                Optional.empty())),
                Optional.empty(),
                Disposition.KEEP);
    }

    private String version(String name) {
        return bench().item(name).orElseThrow().getMetadata().getResourceVersion();
    }

    private static PolicyProjection held(PolicyProjection view) {
        return new PolicyProjection(
                view.generation(),
                view.handledRequest(),
                view.readiness(),
                view.limitExceeded(),
                Optional.of("Approve the plan."),
                Optional.of("Match less."),
                view.trash(),
                view.items(),
                view.rules(),
                view.plan(),
                view.trashPlan(),
                view.history(),
                view.children());
    }
}
