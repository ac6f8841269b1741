package dev.trashops.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.Approval;
import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.DeletionLedger;
import dev.trashops.plan.model.DesiredState;
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
        pruning.bench
                .kube
                .papers()
                .enter(
                        "policy-uid",
                        new DeletionLedger.Entry(
                                PruningFixture.FIRST,
                                Optional.of(pruning.created()),
                                pruning.bench.clock.instant(),
                                claim,
                                Optional.of("prune"),
                                Optional.empty()));
    }

    @Test
    void untilTheLedgerCanBeReadNothingIsTrashedAndRestoresGoOn() {
        WorkspaceLoopFixture bench = new PruningFixture(Approval.AUTOMATIC).bench;
        bench.process.readLedgers(false);
        bench.roboflow.trash(WorkspaceLoopFixture.PROJECT);
        bench.apply(DesiredState.RESTORED);
        bench.run();
        assertThat(bench.roboflow.mutations())
                .extracting(FakeRoboflowGateway.Mutation::kind)
                .containsExactly(ActionKind.RESTORE);
        bench.process.readLedgers(true);
        bench.run();
        assertThat(bench.roboflow.trash())
                .extracting(FakeItem::key)
                .containsExactlyInAnyOrder(PruningFixture.FIRST, PruningFixture.SECOND);
    }

    private static void approvedItSparesTheFirst(PruningFixture pruning) {
        pruning.approve(LONG);
        pruning.bench.run();
        assertThat(pruning.bench.roboflow.trash()).extracting(FakeItem::key).containsExactly(PruningFixture.SECOND);
        assertThat(reason(pruning)).isEqualTo(Reason.SPARED);
    }

    @Test
    void whatCannotBeEnteredIsNotSentUntilTheLedgerWasReadAgain() {
        PruningFixture pruning = new PruningFixture(Approval.AUTOMATIC);
        WorkspaceLoopFixture bench = pruning.bench;
        bench.process.refuseEntries(3);
        bench.run();
        assertThat(bench.roboflow.mutations()).hasSize(2);
        assertThat(bench.listener.begun).hasSize(2);
        assertThat(bench.kube.papers().entries("policy-uid")).hasSize(2);
        assertThat(reason(pruning)).isEqualTo(Reason.TRASHED);
    }

    @Test
    void whatAnotherProcessHasEnteredIsReadBeforeAnythingIsSent() {
        PruningFixture pruning = new PruningFixture(Approval.REQUIRED);
        WorkspaceLoopFixture bench = pruning.bench;
        bench.run();
        entersToo(pruning, "uid-gone");
        approvedItSparesTheFirst(pruning);
    }

    @Test
    void whatAnotherProcessDidIsLearntFromTheStatusBeforeAnythingIsSent() {
        PruningFixture pruning = new PruningFixture(Approval.REQUIRED);
        WorkspaceLoopFixture bench = pruning.bench;
        bench.run();
        Claim claim = pruning.claim(PruningFixture.FIRST);
        entersToo(pruning, claim.id().uid());
        bench.kube.remember(
                claim.id().uid(),
                claim.status()
                        .withLastAction(new LastAction(
                                ActionKind.TRASH,
                                bench.clock.instant(),
                                LastAction.Outcome.DONE,
                                "Moved to the Trash.",
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty())));
        approvedItSparesTheFirst(pruning);
    }

    @Test
    void aPlanThatWasApprovedBeforeItIsPublishedCountsOnceItIs() {
        PruningFixture pruning = new PruningFixture(Approval.REQUIRED);
        WorkspaceLoopFixture bench = pruning.bench;
        pruning.approve(LONG);
        bench.step();
        assertThat(bench.kube.papers().plans("policy-uid")).isEmpty();
        bench.run();
        assertThat(bench.kube.papers().plans("policy-uid")).contains(pruning.plan());
        assertThat(bench.roboflow.mutations()).hasSize(2);
    }

    @Test
    void whatAnApprovalReleasesCarriesItsDigest() {
        PruningFixture pruning = new PruningFixture(Approval.REQUIRED);
        WorkspaceLoopFixture bench = pruning.bench;
        bench.run();
        assertThat(reason(pruning)).isEqualTo(Reason.APPROVAL_REQUIRED);
        pruning.approve(LONG);
        bench.run();
        Optional<String> digest = Optional.of(pruning.plan().digest());
        assertThat(bench.listener.begun).hasSize(2).allSatisfy(mutation -> {
            assertThat(mutation.approval()).isEqualTo(digest);
            assertThat(mutation.rule()).contains("prune");
        });
        LastAction last =
                pruning.claim(PruningFixture.FIRST).status().lastAction().orElseThrow();
        assertThat(last.planDigest()).isEqualTo(digest);
        assertThat(bench.kube
                        .papers()
                        .ledger("policy-uid")
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
        WorkspaceLoopFixture bench = pruning.bench;
        bench.run();
        pruning.approve(Duration.ofSeconds(4));
        bench.process.entryTakes(Duration.ofSeconds(6));
        bench.run();
        assertThat(bench.listener.begun).isEmpty();
        assertThat(bench.kube.papers().entries("policy-uid")).isNotEmpty();
        assertThat(reason(pruning)).isEqualTo(Reason.APPROVAL_REQUIRED);
    }

    @Test
    void theSameApprovalNeverRunsTwiceThoughAllElseIsLost() {
        PruningFixture pruning = new PruningFixture(Approval.REQUIRED);
        WorkspaceLoopFixture bench = pruning.bench;
        bench.run();
        pruning.approve(LONG);
        bench.run();
        bench.roboflow.restore(bench.roboflow.inTrash(PruningFixture.FIRST).orElseThrow());
        bench.kube.claims().forEach(claim -> bench.kube.delete(claim.id().uid()));
        bench.restart();
        bench.run();
        assertThat(bench.roboflow.isActive(PruningFixture.FIRST)).isTrue();
        assertThat(bench.roboflow.mutations()).hasSize(2);
        assertThat(reason(pruning)).isEqualTo(Reason.SPARED);
    }
}
