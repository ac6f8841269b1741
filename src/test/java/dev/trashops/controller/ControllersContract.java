package dev.trashops.controller;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trashops.api.v1alpha1.ApiNames;
import dev.trashops.api.v1alpha1.ConditionStatus;
import dev.trashops.api.v1alpha1.ConditionType;
import dev.trashops.api.v1alpha1.TrashedItem;
import dev.trashops.api.v1alpha1.TrashedItemStatus;
import dev.trashops.controller.testdata.ResourceFixture;
import dev.trashops.controller.write.StatusListener.PolicyConditions;
import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.InternalId;
import dev.trashops.plan.model.ItemProjection;
import dev.trashops.plan.model.ItemProjection.Disposition;
import dev.trashops.plan.model.LastAction;
import dev.trashops.plan.model.ObservedState;
import dev.trashops.plan.model.PolicyCondition;
import dev.trashops.plan.model.PolicyProjection;
import dev.trashops.plan.model.PolicyProjection.Notice;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Reason;
import dev.trashops.plan.testdata.PolicyProjectionBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What has to hold on every API server. */
abstract class ControllersContract {
    abstract ControllersFixture fixture();

    private void createRestored() {
        fixture().createPolicy("team", ResourceFixture.POLICY);
        fixture().createItem("one", ResourceFixture.PROJECT);
        fixture().awaitReason("one", ConditionType.Ready, "Restored");
    }

    @Test
    void whatTheLoopSaysComesIntoTheStatuses() {
        createRestored();

        TrashedItemStatus status = fixture().status("one");
        assertThat(status.observedGeneration()).isEqualTo(1);
        assertThat(status.item()).isEqualTo("my-detector");
        assertThat(status.conditions()).singleElement().satisfies(ready -> {
            assertThat(ready.status()).isEqualTo(ConditionStatus.True);
            assertThat(ready.observedGeneration()).isEqualTo(1);
            assertThat(ready.lastTransitionTime()).isEqualTo("2026-04-20T17:05:33Z");
        });
        await().atMost(ControllersFixture.PATIENCE)
                .untilAsserted(() -> assertThat(PolicyConditions.of(
                                fixture().policy("team").orElseThrow().getStatus()))
                        .map(view -> view.readiness().reason())
                        .contains(Reason.AVAILABLE));
        assertThat(fixture().listener.lines()).contains("team: - -> Available", "one: - -> Restored");
    }

    @Test
    void atRestNothingIsWritten() {
        createRestored();
        await().atMost(ControllersFixture.PATIENCE)
                .until(() -> fixture().listener.lines().contains("team: - -> Available"));
        fixture().loop.pass("acme");
        String version = version("one");
        String policyVersion =
                fixture().policy("team").orElseThrow().getMetadata().getResourceVersion();
        int listener = fixture().listener.lines().size();

        for (int pass = 0; pass < 5; pass++) {
            fixture().loop.pass("acme");
        }
        await().during(Duration.ofMillis(500))
                .atMost(ControllersFixture.PATIENCE)
                .until(() -> version("one").equals(version));
        assertThat(fixture().policy("team").orElseThrow().getMetadata().getResourceVersion())
                .isEqualTo(policyVersion);
        assertThat(fixture().listener.lines()).hasSize(listener);
    }

    @Test
    void aStatusThatAnotherProcessWroteIsRepairedInTheNextRound() {
        createRestored();
        fixture()
                .client
                .resources(TrashedItem.class)
                .inNamespace(fixture().namespace)
                .withName("one")
                .subresource("status")
                .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"status\":{\"observedState\":\"Lost\"}}");
        await().atMost(ControllersFixture.PATIENCE)
                .until(() -> fixture().claim("acme").status().observed() == ObservedState.LOST);

        fixture().controllers.compareInformers();
        await().atMost(ControllersFixture.PATIENCE)
                .until(() -> fixture().claimStatus("one").observed() == ObservedState.ACTIVE);
    }

    @Test
    void aRenameAloneIsNotified() {
        createRestored();

        fixture().loop.says(claim -> Optional.of(FakeLoop.called("kitties", claim)));
        fixture().loop.pass("acme");
        await().atMost(ControllersFixture.PATIENCE)
                .until(() -> fixture().listener.lines().contains("one: Restored -> Restored"));
    }

    @Test
    void aPolicyKeepsItsStatusUntilTheLoopHasSeenItsWorkspaceAgain() {
        fixture().createPolicy("team", ResourceFixture.POLICY);
        await().atMost(ControllersFixture.PATIENCE)
                .until(() -> fixture().listener.lines().contains("team: - -> Available"));
        String version = fixture().policy("team").orElseThrow().getMetadata().getResourceVersion();

        fixture().loop.policiesStand(Readiness.reconciling(Reason.SNAPSHOT_PENDING, "Waiting for a first look."));
        fixture().loop.pass("acme");
        await().during(Duration.ofMillis(300))
                .atMost(ControllersFixture.PATIENCE)
                .until(() -> fixture()
                        .policy("team")
                        .orElseThrow()
                        .getMetadata()
                        .getResourceVersion()
                        .equals(version));

        fixture().loop.policiesStand(Readiness.stalled(Reason.INVALID_CREDENTIALS, "Put a valid key there."));
        fixture().loop.pass("acme");
        await().atMost(ControllersFixture.PATIENCE)
                .until(() -> fixture().listener.lines().contains("team: Available -> InvalidCredentials"));
    }

    @Test
    void aConditionKeepsItsTimeWhileItsStatusStays() {
        createRestored();
        fixture()
                .loop
                .says(claim -> Optional.of(
                        FakeLoop.view(claim, Readiness.stalled(Reason.PARENT_IN_TRASH, "Restore its project."))));
        fixture().loop.pass("acme");
        fixture().awaitReason("one", ConditionType.Stalled, "ParentInTrash");
        assertThat(fixture().condition("one", ConditionType.Ready).orElseThrow().status())
                .isEqualTo(ConditionStatus.False);
        assertThat(fixture().condition("one", ConditionType.Reconciling)).isEmpty();
    }

    @Test
    void anItemWithoutPolicySaysSoUntilThePolicyAppears() {
        fixture().createItem("one", ResourceFixture.PROJECT);
        fixture().awaitReason("one", ConditionType.Stalled, "PolicyNotFound");
        assertThat(fixture().condition("one", ConditionType.Ready).orElseThrow().message())
                .contains("RoboflowTrashPolicy team does not exist in namespace " + fixture().namespace)
                .contains("Create it");
        assertThat(fixture().claimStatus("one").observedGeneration()).isEqualTo(1);

        fixture().createPolicy("team", ResourceFixture.POLICY);
        fixture().awaitReason("one", ConditionType.Ready, "Restored");
        assertThat(fixture().condition("one", ConditionType.Stalled)).isEmpty();

        fixture().deletePolicy("team");
        fixture().awaitReason("one", ConditionType.Stalled, "PolicyNotFound");
        assertThat(fixture().claimStatus("one").fingerprint().orElseThrow().url())
                .contains("my-detector");
    }

    @Test
    void aViewOfAnOlderGenerationIsNotTakenForTheNewOne() {
        createRestored();
        Claim old = fixture().claim("acme");
        fixture().loop.says(claim -> Optional.of(FakeLoop.ready(old, "As desired.")));
        int wakes = fixture().loop.wakes();

        fixture().merge("one", "{\"spec\":{\"suspend\":true}}");
        await().atMost(ControllersFixture.PATIENCE).until(() -> fixture().loop.wakes() > wakes);
        fixture().loop.pass("acme");
        await().during(Duration.ofMillis(300))
                .atMost(ControllersFixture.PATIENCE)
                .until(() -> fixture().claimStatus("one").observedGeneration() == 1L);

        fixture().loop.says(claim -> Optional.of(FakeLoop.ready(claim, "Suspended.")));
        fixture().loop.pass("acme");
        await().atMost(ControllersFixture.PATIENCE)
                .until(() -> fixture().claimStatus("one").observedGeneration() == 2L);
    }

    @Test
    void theReconcileNowAnnotationWakesTheLoop() {
        createRestored();
        fixture().merge("one", "{\"metadata\":{\"annotations\":{\"" + ApiNames.FLUX_REQUESTED_AT + "\":\"a\"}}}");
        await().atMost(ControllersFixture.PATIENCE)
                .until(() -> fixture().claimStatus("one").handledRequest().equals(Optional.of("a")));
        fixture().merge("one", "{\"metadata\":{\"annotations\":{\"" + ApiNames.REQUESTED_AT + "\":\"b\"}}}");
        await().atMost(ControllersFixture.PATIENCE)
                .until(() -> fixture().claimStatus("one").handledRequest().equals(Optional.of("b")));
        int wakes = fixture().loop.wakes();
        fixture().merge("one", "{\"metadata\":{\"labels\":{\"a\":\"b\"}}}");
        await().during(Duration.ofMillis(300))
                .atMost(ControllersFixture.PATIENCE)
                .until(() -> fixture().loop.wakes() == wakes);
    }

    @Test
    void anActionBeginsOnlyOnTheVersionThatWasRead() {
        createRestored();
        Claim claim = fixture().claim("acme");
        var fresh = fixture().store().reread(claim.id(), claim.policy()).orElseThrow();
        fixture().merge("one", "{\"metadata\":{\"labels\":{\"a\":\"b\"}}}");
        ItemProjection started = started(claim);
        assertThat(fixture().store().begin(claim.id(), fresh.resourceVersion(), started))
                .isFalse();
        assertThat(fixture().claimStatus("one").lastAction()).isEmpty();

        var again = fixture().store().reread(claim.id(), claim.policy()).orElseThrow();
        assertThat(fixture().store().begin(claim.id(), again.resourceVersion(), started))
                .isTrue();
        LastAction journal = fixture().claimStatus("one").lastAction().orElseThrow();
        assertThat(journal.outcome()).isEqualTo(LastAction.Outcome.STARTED);
        assertThat(journal.expectedId()).contains(new InternalId("d_1"));
        assertThat(fixture().claim("acme").status().lastAction())
                .isEqualTo(started.claimStatus().lastAction());
        assertThat(fixture().store().begin(claim.id(), again.resourceVersion(), started))
                .as("the version it was written on is no longer the newest")
                .isFalse();
        assertThat(fixture().listener.lines()).contains("one: RESTORE STARTED");
    }

    @Test
    void whatTheOperatorItselfWritesToAStatusKeepsNoActionFromStarting() {
        createRestored();
        Claim claim = fixture().claim("acme");
        var fresh = fixture().store().reread(claim.id(), claim.policy()).orElseThrow();
        fixture().loop.says(any -> Optional.of(FakeLoop.ready(claim, "Said right before the action.")));
        fixture().loop.pass("acme");
        await().atMost(ControllersFixture.PATIENCE)
                .until(
                        () -> fixture()
                                .claimStatus("one")
                                .readiness()
                                .orElseThrow()
                                .message(),
                        "Said right before the action."::equals);
        assertThat(fixture().store().begin(claim.id(), fresh.resourceVersion(), started(claim)))
                .isTrue();
        assertThat(fixture().claimStatus("one").lastAction()).isPresent();
    }

    @Test
    void anOlderProjectionNeverOverwritesTheJournal() {
        createRestored();
        Claim claim = fixture().claim("acme");
        var fresh = fixture().store().reread(claim.id(), claim.policy()).orElseThrow();
        assertThat(fixture().store().begin(claim.id(), fresh.resourceVersion(), started(claim)))
                .isTrue();
        fixture().loop.says(any -> Optional.of(FakeLoop.ready(claim, "It knows nothing of the action.")));
        fixture().merge("one", "{\"metadata\":{\"annotations\":{\"" + ApiNames.REQUESTED_AT + "\":\"now\"}}}");
        await().during(Duration.ofMillis(300))
                .atMost(ControllersFixture.PATIENCE)
                .until(() -> fixture().claimStatus("one").lastAction().isPresent());
        fixture().loop.says(any -> Optional.of(done(claim)));
        fixture().loop.pass("acme");
        await().atMost(ControllersFixture.PATIENCE)
                .until(() ->
                        fixture().claimStatus("one").lastAction().orElseThrow().outcome() == LastAction.Outcome.DONE);
        fixture().loop.says(any -> Optional.of(started(claim)));
        fixture().loop.pass("acme");
        await().during(Duration.ofMillis(300))
                .atMost(ControllersFixture.PATIENCE)
                .until(() ->
                        fixture().claimStatus("one").lastAction().orElseThrow().outcome() == LastAction.Outcome.DONE);
    }

    @Test
    void anActionThatAListingConfirmsIsReportedOnce() {
        createRestored();
        Claim claim = fixture().claim("acme");
        for (int unconfirmed : new int[] {1, 0}) {
            fixture().loop.says(any -> Optional.of(done(claim, unconfirmed)));
            fixture().loop.pass("acme");
            await().atMost(ControllersFixture.PATIENCE)
                    .until(() -> fixture()
                            .claimStatus("one")
                            .lastAction()
                            .filter(last -> last.unconfirmed() == unconfirmed)
                            .isPresent());
        }
        await().during(Duration.ofMillis(300))
                .atMost(ControllersFixture.PATIENCE)
                .untilAsserted(() -> assertThat(fixture().listener.lines()).containsOnlyOnce("one: RESTORE DONE"));
    }

    @Test
    void whatHoldsAPolicyBackIsAConditionOfItsOwn() {
        fixture().createPolicy("team", ResourceFixture.POLICY);
        fixture().loop.saysOfPolicies((policy, view) -> held(view));
        fixture().loop.pass("acme");
        await().atMost(ControllersFixture.PATIENCE)
                .untilAsserted(() -> assertThat(requireNonNull(
                                        fixture().policy("team").orElseThrow().getStatus())
                                .conditions())
                        .extracting(
                                condition -> condition.type() + " " + condition.reason() + " " + condition.message())
                        .contains(
                                "ApprovalRequired ApprovalRequired Approve the plan.",
                                "Truncated Truncated Match less.",
                                "RulesQuestionable Renamed It was renamed."));
    }

    private static ItemProjection done(Claim claim) {
        return done(claim, 0);
    }

    private static ItemProjection done(Claim claim, int unconfirmed) {
        ItemProjection view = started(claim);
        LastAction ended = view.claimStatus()
                .lastAction()
                .orElseThrow()
                .ended(LastAction.Outcome.DONE, "Restored from the Trash.")
                .withUnconfirmed(unconfirmed);
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
                                Optional.empty(),
                                0)),
                Optional.empty(),
                Disposition.KEEP);
    }

    private String version(String name) {
        return fixture().item(name).orElseThrow().getMetadata().getResourceVersion();
    }

    private static PolicyProjection held(PolicyProjection view) {
        return PolicyProjectionBuilder.like(view)
                .conditions(Map.of(
                        PolicyCondition.APPROVAL_REQUIRED,
                        new Notice("ApprovalRequired", "Approve the plan."),
                        PolicyCondition.TRUNCATED,
                        new Notice("Truncated", "Match less."),
                        PolicyCondition.RULES_QUESTIONABLE,
                        new Notice("Renamed", "It was renamed.")))
                .rulesReviewed(true)
                .build();
    }
}
