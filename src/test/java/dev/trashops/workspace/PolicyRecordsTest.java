package dev.trashops.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.Approval;
import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.DeletionLedger;
import dev.trashops.plan.model.DesiredState;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.LastAction;
import dev.trashops.plan.model.Reason;
import dev.trashops.workspace.fake.FakeItem;
import dev.trashops.workspace.fake.FakeRoboflowGateway;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a loop makes of the deletion book and of approved plans, and what it does while it cannot read or write them. */
class PolicyRecordsTest {
    private static final Duration LONG = Duration.ofDays(3);

    private static Reason reason(PruningFixture pruning) {
        return pruning.claim(PruningFixture.FIRST)
                .status()
                .readiness()
                .orElseThrow()
                .reason();
    }

    /** Another process enters a DELETE for that claim. */
    private static void entersToo(PruningFixture pruning, String claim) {
        pruning.fixture
                .kube
                .configMaps()
                .enter(
                        WorkspaceLoopFixture.POLICY,
                        new DeletionLedger.Entry(
                                PruningFixture.FIRST,
                                Optional.of(pruning.created()),
                                pruning.fixture.clock.instant(),
                                claim,
                                Optional.of("prune"),
                                Optional.empty()));
    }

    @Test
    void untilTheLedgerCanBeReadNothingIsTrashedAndRestoresGoOn() {
        WorkspaceLoopFixture fixture = new PruningFixture(Approval.AUTOMATIC).fixture;
        fixture.process.readLedgers(false);
        fixture.roboflow.trash(WorkspaceLoopFixture.PROJECT);
        fixture.apply(DesiredState.RESTORED);
        fixture.run();
        assertThat(fixture.roboflow.mutations())
                .extracting(FakeRoboflowGateway.Mutation::kind)
                .containsExactly(ActionKind.RESTORE);
        fixture.process.readLedgers(true);
        fixture.run();
        assertThat(fixture.roboflow.trash())
                .extracting(FakeItem::key)
                .containsExactlyInAnyOrder(PruningFixture.FIRST, PruningFixture.SECOND);
    }

    private static void approvedItSparesTheFirst(PruningFixture pruning) {
        pruning.approve(LONG);
        pruning.fixture.run();
        assertThat(pruning.fixture.roboflow.trash()).extracting(FakeItem::key).containsExactly(PruningFixture.SECOND);
        assertThat(reason(pruning)).isEqualTo(Reason.SPARED);
    }

    @Test
    void whatCannotBeEnteredIsNotSentUntilTheLedgerWasReadAgain() {
        PruningFixture pruning = new PruningFixture(Approval.AUTOMATIC);
        WorkspaceLoopFixture fixture = pruning.fixture;
        fixture.process.refuseEntries(3);
        fixture.run();
        assertThat(fixture.roboflow.mutations()).hasSize(2);
        assertThat(fixture.listener.begun).hasSize(2);
        assertThat(fixture.kube.configMaps().entries(WorkspaceLoopFixture.POLICY))
                .hasSize(2);
        assertThat(reason(pruning)).isEqualTo(Reason.TRASHED);
    }

    /** Such as by an admission policy, or because somebody made the ConfigMap immutable. */
    @Test
    void aLedgerFromWhichNothingMayBeRemovedHoldsUpNoDeletionAndIsLeftAloneForAnHour() {
        PruningFixture pruning = new PruningFixture(Approval.AUTOMATIC);
        WorkspaceLoopFixture fixture = pruning.fixture;
        ItemKey purged = ItemKey.version("detector", 9);
        fixture.kube
                .configMaps()
                .enter(
                        WorkspaceLoopFixture.POLICY,
                        new DeletionLedger.Entry(
                                purged,
                                Optional.of(pruning.created()),
                                fixture.clock.instant().minus(Duration.ofDays(40)),
                                "uid-gone",
                                Optional.of("prune"),
                                Optional.empty()));
        fixture.process.refuseToForget();
        fixture.runFor(Duration.ofHours(23));
        assertThat(fixture.process.forgotten()).isZero();
        fixture.runFor(Duration.ofMinutes(90));
        assertThat(fixture.roboflow.mutations()).hasSize(2);
        assertThat(fixture.process.forgotten()).isEqualTo(1);
        fixture.runFor(Duration.ofMinutes(80));
        assertThat(fixture.process.forgotten()).isEqualTo(2);
    }

    @Test
    void whatAnotherProcessHasEnteredIsReadBeforeAnythingIsSent() {
        PruningFixture pruning = new PruningFixture(Approval.REQUIRED);
        WorkspaceLoopFixture fixture = pruning.fixture;
        fixture.run();
        entersToo(pruning, "uid-gone");
        approvedItSparesTheFirst(pruning);
    }

    @Test
    void whatAnotherProcessDidIsLearntFromTheStatusBeforeAnythingIsSent() {
        PruningFixture pruning = new PruningFixture(Approval.REQUIRED);
        WorkspaceLoopFixture fixture = pruning.fixture;
        fixture.run();
        Claim claim = pruning.claim(PruningFixture.FIRST);
        entersToo(pruning, claim.id().uid());
        fixture.kube.remember(
                claim.id().uid(),
                claim.status()
                        .withLastAction(new LastAction(
                                ActionKind.TRASH,
                                fixture.clock.instant(),
                                LastAction.Outcome.DONE,
                                "Moved to the Trash.",
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                0)));
        approvedItSparesTheFirst(pruning);
    }

    @Test
    void aPlanThatWasApprovedBeforeItIsPublishedCountsOnceItIs() {
        PruningFixture pruning = new PruningFixture(Approval.REQUIRED);
        WorkspaceLoopFixture fixture = pruning.fixture;
        pruning.approve(LONG);
        fixture.step();
        assertThat(fixture.kube.configMaps().plans(WorkspaceLoopFixture.POLICY)).isEmpty();
        fixture.run();
        assertThat(fixture.kube.configMaps().plans(WorkspaceLoopFixture.POLICY)).contains(pruning.plan());
        assertThat(fixture.roboflow.mutations()).hasSize(2);
    }

    @Test
    void whatAnApprovalReleasesCarriesItsDigest() {
        PruningFixture pruning = new PruningFixture(Approval.REQUIRED);
        WorkspaceLoopFixture fixture = pruning.fixture;
        fixture.run();
        assertThat(reason(pruning)).isEqualTo(Reason.APPROVAL_REQUIRED);
        pruning.approve(LONG);
        fixture.run();
        Optional<String> digest = Optional.of(pruning.plan().digest());
        assertThat(fixture.listener.begun).hasSize(2).allSatisfy(mutation -> {
            assertThat(mutation.approval()).isEqualTo(digest);
            assertThat(mutation.requestedBy().rule()).contains("prune");
        });
        LastAction last =
                pruning.claim(PruningFixture.FIRST).status().lastAction().orElseThrow();
        assertThat(last.planDigest()).isEqualTo(digest);
        assertThat(fixture.kube
                        .configMaps()
                        .ledger(WorkspaceLoopFixture.POLICY)
                        .of(PruningFixture.FIRST)
                        .orElseThrow())
                .satisfies(entry -> {
                    assertThat(entry.digest()).isEqualTo(digest);
                    assertThat(entry.rule()).contains("prune");
                });
    }

    @Test
    void anApprovalThatEndsWhileAnActionIsPreparedReleasesNothing() {
        PruningFixture pruning = new PruningFixture(Approval.REQUIRED);
        WorkspaceLoopFixture fixture = pruning.fixture;
        fixture.run();
        pruning.approve(Duration.ofSeconds(4));
        fixture.process.entryTakes(Duration.ofSeconds(6));
        fixture.run();
        assertThat(fixture.listener.begun).isEmpty();
        assertThat(fixture.kube.configMaps().entries(WorkspaceLoopFixture.POLICY))
                .isNotEmpty();
        assertThat(reason(pruning)).isEqualTo(Reason.APPROVAL_REQUIRED);
    }

    @Test
    void theSameApprovalNeverRunsTwiceThoughAllElseIsLost() {
        PruningFixture pruning = new PruningFixture(Approval.REQUIRED);
        WorkspaceLoopFixture fixture = pruning.fixture;
        fixture.run();
        pruning.approve(LONG);
        fixture.run();
        fixture.roboflow.restore(fixture.roboflow.inTrash(PruningFixture.FIRST).orElseThrow());
        fixture.kube.claims().forEach(claim -> fixture.kube.delete(claim.id().uid()));
        fixture.restart();
        fixture.run();
        assertThat(fixture.roboflow.isActive(PruningFixture.FIRST)).isTrue();
        assertThat(fixture.roboflow.mutations()).hasSize(2);
        assertThat(reason(pruning)).isEqualTo(Reason.SPARED);
    }
}
