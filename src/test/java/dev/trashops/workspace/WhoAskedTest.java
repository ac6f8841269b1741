package dev.trashops.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.Approval;
import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.ClaimId;
import dev.trashops.plan.model.ClaimStatus;
import dev.trashops.plan.model.DeletionPolicy;
import dev.trashops.plan.model.DesiredState;
import dev.trashops.plan.model.Drift;
import dev.trashops.plan.model.FieldManager;
import dev.trashops.plan.model.ItemManagers;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.LastAction;
import dev.trashops.plan.model.ObservedState;
import dev.trashops.plan.model.PastAction;
import dev.trashops.plan.model.Policy;
import dev.trashops.plan.model.PolicyManagers;
import dev.trashops.plan.model.Rule;
import dev.trashops.plan.model.TrashedBy;
import dev.trashops.plan.testdata.ClaimEdits;
import dev.trashops.plan.testdata.RuleBuilder;
import dev.trashops.workspace.port.LoopListener.Mutation;
import dev.trashops.workspace.port.RequestedBy;
import dev.trashops.workspace.port.RequestedBy.ApprovedBy;
import dev.trashops.workspace.port.RequestedBy.Resource;
import dev.trashops.workspace.simulation.RandomPolicies;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** History, journal and audit log say who asked for an action: a rule, or whoever wrote the row it was done for. */
class WhoAskedTest {
    private static final Instant WRITTEN = Instant.parse("2026-11-29T07:02:11Z");
    private static final FieldManager EDITOR = new FieldManager("kubectl-edit", Optional.of(WRITTEN));
    private static final FieldManager FLUX = new FieldManager("kustomize-controller", Optional.of(WRITTEN));
    private static final ItemManagers BY_EDITOR = new ItemManagers(Optional.of(EDITOR), Optional.of(FLUX), true);
    private static final ItemManagers CHANGED_BY_EDITOR =
            new ItemManagers(Optional.of(EDITOR), Optional.empty(), false);
    private static final ClaimId ITEM = new ClaimId("uid", "team", "detector");

    private final WorkspaceLoopFixture fixture = new WorkspaceLoopFixture();

    @Test
    void whatAPersonWroteNamesTheProgramThatWroteIt() {
        fixture.roboflow.trash(WorkspaceLoopFixture.PROJECT);
        fixture.apply(DesiredState.RESTORED);
        fixture.kube.managers(ITEM, BY_EDITOR);
        fixture.run();
        String cause = "TrashedItem detector, desiredState set by kubectl-edit at 2026-11-29T07:02:11Z";
        assertThat(causes()).containsExactly(cause);
        assertThat(fixture.claimStatus().lastAction().flatMap(LastAction::cause))
                .contains(cause);
        assertThat(begun())
                .isEqualTo(new RequestedBy(
                        new Resource("TrashedItem", "team", "detector", "uid", 1),
                        "spec.desiredState",
                        Optional.of(EDITOR),
                        Optional.empty(),
                        Optional.of("detector"),
                        Optional.empty(),
                        false));
    }

    @Test
    void whereKubernetesDoesNotTellTheResourceIsNamedAlone() {
        fixture.roboflow.trash(WorkspaceLoopFixture.PROJECT);
        fixture.apply(DesiredState.RESTORED);
        fixture.run();
        assertThat(causes()).containsExactly("TrashedItem detector");
    }

    @Test
    void aRestoreBeforeAResourceIsDeletedNamesWhoWroteThatPolicy() {
        fixture.roboflow.trash(WorkspaceLoopFixture.PROJECT);
        fixture.apply(DesiredState.TRASHED, Optional.empty(), DeletionPolicy.RESTORE, true);
        fixture.kube.managers(ITEM, BY_EDITOR);
        fixture.run();
        assertThat(causes())
                .containsExactly(
                        "TrashedItem detector, deleted, deletionPolicy set by kustomize-controller at 2026-11-29T07:02:11Z");
        assertThat(begun().field()).isEqualTo("spec.deletionPolicy");
    }

    @Test
    void theUntouchedRowOfARuleNamesTheRuleAndWhoApproved() {
        PruningFixture pruning = new PruningFixture(Approval.REQUIRED);
        WorkspaceLoopFixture ruled = pruning.fixture;
        ruled.kube.managers(
                WorkspaceLoopFixture.POLICY, new PolicyManagers(Map.of("prune", FLUX), Optional.of(EDITOR)));
        ruled.run();
        pruning.approve(Duration.ofDays(1));
        ruled.run();
        Claim first = pruning.claim(PruningFixture.FIRST);
        String digest = pruning.plan().digest();
        assertThat(ruled.listener.begun).hasSize(2);
        assertThat(ruled.kube.shown(ruled.policy()).orElseThrow().history())
                .extracting(PastAction::cause)
                .contains("rule prune, TrashedItem " + first.id().name() + ", approved " + digest
                        + " by kubectl-edit at 2026-11-29T07:02:11Z");
        assertThat(ruled.listener.begun.stream().filter(one -> one.item().equals(PruningFixture.FIRST)))
                .singleElement()
                .extracting(Mutation::requestedBy)
                .isEqualTo(new RequestedBy(
                        new Resource(
                                "RoboflowTrashPolicy",
                                "team",
                                "production",
                                ruled.policy().uid(),
                                ruled.policy().generation()),
                        "spec.rules",
                        Optional.of(FLUX),
                        Optional.of("prune"),
                        Optional.of(first.id().name()),
                        Optional.of(new ApprovedBy(digest, Optional.of(EDITOR))),
                        false));
    }

    @Test
    void aRowOfARuleThatAPersonSetOtherwiseNamesThatPersonsProgramAndNeverTheRule() {
        fixture.rules(observe());
        fixture.roboflow.trash(WorkspaceLoopFixture.PROJECT);
        fixture.run();
        Claim row = fixture.kube.claims().get(0);
        fixture.kube.apply(ClaimEdits.edited(row, DesiredState.RESTORED, false));
        fixture.kube.managers(row.id(), CHANGED_BY_EDITOR);
        fixture.run();
        assertThat(fixture.roboflow.isActive(WorkspaceLoopFixture.PROJECT)).isTrue();
        assertThat(causes())
                .containsExactly("TrashedItem " + row.id().name()
                        + ", desiredState set by kubectl-edit at 2026-11-29T07:02:11Z");
        assertThat(begun().rule()).isEmpty();
        assertThat(begun().resource().kind()).isEqualTo("TrashedItem");
    }

    /** Whoever wrote it, it is not what the rule asks for. */
    @Test
    void norIsTheRuleNamedWhereNothingTellsWhoSetItOtherwise() {
        fixture.rules(observe());
        fixture.roboflow.trash(WorkspaceLoopFixture.PROJECT);
        fixture.run();
        Claim row = fixture.kube.claims().get(0);
        fixture.kube.apply(ClaimEdits.edited(row, DesiredState.RESTORED, false));
        fixture.run();
        assertThat(causes()).containsExactly("TrashedItem " + row.id().name());
    }

    @Test
    void aRowThatAPersonSetBackToWhatTheRuleSaysIsThatPersons() {
        PruningFixture pruning = new PruningFixture(Approval.AUTOMATIC);
        WorkspaceLoopFixture ruled = pruning.fixture;
        ruled.suspend();
        ruled.run();
        Claim row = pruning.claim(PruningFixture.FIRST);
        ruled.kube.managers(row.id(), CHANGED_BY_EDITOR);
        Policy suspended = ruled.policy();
        ruled.kube.policy(
                RandomPolicies.edited(suspended, false, suspended.mode(), suspended.rules(), suspended.approvedPlan()));
        ruled.run();
        assertThat(ruled.listener.begun)
                .hasSize(2)
                .allSatisfy(one -> assertThat(one.requestedBy().rule().isPresent())
                        .isEqualTo(one.item().equals(PruningFixture.SECOND)));
    }

    /** The outcome is found by another process. */
    @Test
    void theCauseOutlastsACrash() {
        fixture.apply(DesiredState.RESTORED);
        fixture.run();
        LastAction begun = new LastAction(
                ActionKind.RESTORE,
                fixture.clock.instant(),
                LastAction.Outcome.STARTED,
                "Restoring it.",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0,
                Optional.of("rule protect, TrashedItem detector"));
        fixture.kube.remember(ITEM.uid(), fixture.claimStatus().withLastAction(begun));
        fixture.restart();
        fixture.run();
        assertThat(causes()).containsExactly("rule protect, TrashedItem detector");
    }

    @Test
    void whoTrashedWhatIsRestoredIsInTheAuditLog() {
        fixture.roboflow.trash(WorkspaceLoopFixture.PROJECT);
        Instant at = fixture.clock.instant();
        fixture.apply(DesiredState.RESTORED);
        fixture.run();
        assertThat(fixture.listener.begun)
                .singleElement()
                .extracting(Mutation::trashedBy)
                .isEqualTo(TrashedBy.of(Optional.of(at), Optional.empty(), Optional.empty()));
    }

    @Test
    void aNameThatWasShownIsTakenBackWhereNamesAreNotShownAnyMore() {
        fixture.apply(DesiredState.RESTORED);
        fixture.run();
        ClaimStatus shown = named(fixture.claimStatus());
        fixture.kube.remember(ITEM.uid(), shown);
        fixture.restart();
        fixture.run();
        assertThat(fixture.claimStatus()).isEqualTo(shown.withoutNames());
        int writes = fixture.kube.statusWrites();
        fixture.run();
        assertThat(fixture.kube.statusWrites()).isEqualTo(writes);
    }

    private static ClaimStatus named(ClaimStatus before) {
        return new ClaimStatus(
                before.observedGeneration(),
                before.handledRequest(),
                before.observed(),
                before.planned(),
                before.hold(),
                before.readiness(),
                before.fingerprint(),
                before.trash(),
                before.lastAction(),
                new Drift(
                        Optional.of(ObservedState.ACTIVE),
                        List.of(WRITTEN),
                        TrashedBy.of(Optional.of(WRITTEN), Optional.of("uid-42"), Optional.of("Jane Doe"))));
    }

    private static Rule observe() {
        return RuleBuilder.observe("see", m -> m.types(ItemType.PROJECT)).build();
    }

    private List<String> causes() {
        return fixture.kube.shown(fixture.policy()).orElseThrow().history().stream()
                .map(PastAction::cause)
                .toList();
    }

    private RequestedBy begun() {
        assertThat(fixture.listener.begun).hasSize(1);
        return fixture.listener.begun.get(0).requestedBy();
    }
}
