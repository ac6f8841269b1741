package dev.trashops.plan;

import static dev.trashops.plan.model.DesiredState.OBSERVED;
import static dev.trashops.plan.model.DesiredState.RESTORED;
import static dev.trashops.plan.model.DesiredState.TRASHED;
import static dev.trashops.plan.model.ItemKey.project;
import static dev.trashops.plan.model.ItemKey.version;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.InternalId;
import dev.trashops.plan.model.LastAction.Outcome;
import dev.trashops.plan.model.ObservedState;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Reason;
import dev.trashops.plan.observe.ReadRequest;
import dev.trashops.plan.observe.ReadTarget;
import dev.trashops.plan.testdata.PlanInputEdits;
import dev.trashops.plan.testdata.PlanReader;
import dev.trashops.plan.testdata.TrashEntryBuilder;
import dev.trashops.plan.testdata.WorkspaceScenario;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What became of an action that was begun, and what an absence proves. */
class ActionVerifierTest {
    private static final Instant BEGUN = WorkspaceScenario.NOW.minusSeconds(10);
    private static final Instant LONG_BEGUN = WorkspaceScenario.NOW.minusSeconds(60);

    private static WorkspaceScenario begun(
            ActionKind kind, Instant at, Outcome outcome, Optional<InternalId> expected) {
        return WorkspaceScenario.workspace()
                .others(9)
                .claim(
                        kind == ActionKind.TRASH ? TRASHED : RESTORED,
                        project("cat"),
                        c -> c.remembering(m -> m.last(kind, at, outcome, expected)));
    }

    private static Outcome outcome(WorkspaceScenario given) {
        return PlanReader.view(given.plan(), "cat")
                .claimStatus()
                .lastAction()
                .orElseThrow()
                .outcome();
    }

    @Test
    void nothingIsDoneUntilAListingBegunLaterDecides() {
        WorkspaceScenario given = begun(ActionKind.TRASH, BEGUN, Outcome.STARTED, Optional.empty())
                .active(project("cat"))
                .listedAt(BEGUN.minusSeconds(1));
        Plan plan = given.plan();

        assertThat(plan.actions()).isEmpty();
        assertThat(outcome(given)).isEqualTo(Outcome.STARTED);
        assertThat(plan.reads()).anySatisfy(need -> {
            assertThat(need.read()).isEqualTo(new ReadTarget.Trash());
            assertThat(need.begunAfter()).isAfter(BEGUN);
        });
    }

    @Test
    void aDeletionThatTheTrashShowsIsDone() {
        WorkspaceScenario given = begun(ActionKind.TRASH, BEGUN, Outcome.STARTED, Optional.of(new InternalId("id-cat")))
                .inTrash(project("cat"), e -> e.deletedAt(BEGUN));
        assertThat(outcome(given)).isEqualTo(Outcome.DONE);
        assertThat(given.outcome("cat")).isEqualTo("IN_TRASH READY Trashed");
    }

    @Test
    void aDeletionThatTheTrashDoesNotShowHasFailedAfterAWhile() {
        assertThat(outcome(begun(ActionKind.TRASH, BEGUN, Outcome.STARTED, Optional.empty())
                        .active(project("cat"))))
                .isEqualTo(Outcome.STARTED);
        WorkspaceScenario later = begun(ActionKind.TRASH, LONG_BEGUN, Outcome.STARTED, Optional.empty())
                .active(project("cat"));
        assertThat(outcome(later)).isEqualTo(Outcome.FAILED);
        assertThat(PlanReader.actions(later.plan())).containsExactly("TRASH cat");
    }

    @Test
    void aListingThatDoesNotShowAllDoesNotProveThatADeletionFailed() {
        WorkspaceScenario given = begun(ActionKind.TRASH, LONG_BEGUN, Outcome.STARTED, Optional.empty())
                .active(project("cat"))
                .incomplete();
        assertThat(outcome(given)).isEqualTo(Outcome.STARTED);
        assertThat(given.plan().actions()).isEmpty();
    }

    @Test
    void aListingThatDoesNotShowAllDoesNotProveThatARestoreTookEffect() {
        WorkspaceScenario given = begun(ActionKind.RESTORE, LONG_BEGUN, Outcome.STARTED, Optional.empty())
                .active(project("cat"))
                .incomplete();
        assertThat(outcome(given)).isEqualTo(Outcome.STARTED);
    }

    @Test
    void aDeletionThatHitAnotherItemIsUndone() {
        WorkspaceScenario given = begun(ActionKind.TRASH, BEGUN, Outcome.STARTED, Optional.of(new InternalId("mine")))
                .inTrash(project("cat"), e -> e.id("other").deletedAt(BEGUN));
        Plan plan = given.plan();

        assertThat(outcome(given)).isEqualTo(Outcome.REVERTED);
        assertThat(plan.actions()).singleElement().satisfies(action -> {
            assertThat(action.revert()).isTrue();
            assertThat(action.kind()).isEqualTo(ActionKind.RESTORE);
            assertThat(action.entry().orElseThrow().id()).isEqualTo("other");
        });
        assertThat(PlanReader.readiness(plan, "cat").reason()).isEqualTo(Reason.RESTORING);
    }

    @Test
    void evenAnUndoNeedsThePowerToRestore() {
        WorkspaceScenario given = begun(ActionKind.TRASH, BEGUN, Outcome.REVERTED, Optional.of(new InternalId("mine")))
                .inTrash(project("cat"), e -> e.id("other").deletedAt(BEGUN))
                .allowed();
        assertThat(given.plan().actions()).isEmpty();
        assertThat(PlanReader.readiness(given.plan(), "cat").reason()).isEqualTo(Reason.NOT_ALLOWED);
    }

    @Test
    void whatSomebodyTrashesLongAfterAnUndoStaysThere() {
        Instant lastWeek = WorkspaceScenario.NOW.minus(Duration.ofDays(7));
        WorkspaceScenario given = begun(
                        ActionKind.TRASH, lastWeek, Outcome.REVERTED, Optional.of(new InternalId("mine")))
                .inTrash(project("cat"), e -> e.id("other").deletedAt(WorkspaceScenario.NOW.minusSeconds(60)));
        assertThat(given.plan().actions()).isEmpty();
    }

    @Test
    void whatTheTrashListedLongBeforeIsNotWhatADeletionHit() {
        for (Outcome outcome : List.of(Outcome.STARTED, Outcome.REVERTED)) {
            WorkspaceScenario given = begun(ActionKind.TRASH, BEGUN, outcome, Optional.of(new InternalId("mine")))
                    .inTrash(project("cat"), e -> e.id("other").sayingNothing());
            PlannerState restarted =
                    WorkspaceScenario.workspace().justStarted().input().state();
            assertThat(Planner.plan(PlanInputEdits.state(given.input(), restarted))
                            .actions())
                    .as("after a restart")
                    .hasSize(1);

            Instant earlier = BEGUN.minus(Duration.ofMinutes(6));
            PlannerState known = WorkspaceScenario.workspace()
                    .inTrash(project("cat"), e -> e.id("other").sayingNothing())
                    .listedAt(earlier)
                    .at(earlier)
                    .plan()
                    .state();
            assertThat(Planner.plan(PlanInputEdits.state(given.input(), known)).actions())
                    .isEmpty();
        }
    }

    @Test
    void ofSeveralOfTheNameTheOneThatWasTrashedLastWasHit() {
        UnaryOperator<TrashEntryBuilder> before = e -> e.id("earlier").deletedAt(BEGUN.minusSeconds(120));
        UnaryOperator<TrashEntryBuilder> hit = e -> e.id("other").deletedAt(BEGUN);
        for (List<UnaryOperator<TrashEntryBuilder>> entries : List.of(List.of(before, hit), List.of(hit, before))) {
            WorkspaceScenario given =
                    begun(ActionKind.TRASH, BEGUN, Outcome.STARTED, Optional.of(new InternalId("mine")));
            entries.forEach(entry -> given.inTrash(project("cat"), entry));
            assertThat(given.plan().actions())
                    .singleElement()
                    .satisfies(action ->
                            assertThat(action.entry().orElseThrow().id()).isEqualTo("other"));
        }
    }

    @Test
    void aRestoreIsDoneWhenTheEntryIsGoneAndHasFailedWhenItStays() {
        WorkspaceScenario gone = begun(ActionKind.RESTORE, BEGUN, Outcome.STARTED, Optional.empty())
                .active(project("cat"));
        assertThat(outcome(gone)).isEqualTo(Outcome.DONE);
        assertThat(gone.outcome("cat")).isEqualTo("ACTIVE READY Restored");

        WorkspaceScenario stays = begun(ActionKind.RESTORE, LONG_BEGUN, Outcome.STARTED, Optional.empty())
                .inTrash(project("cat"));
        assertThat(outcome(stays)).isEqualTo(Outcome.FAILED);
        assertThat(PlanReader.actions(stays.plan())).containsExactly("RESTORE cat");
    }

    @Test
    void aListingThatLagsBehindADoneRestoreCausesNoSecondOne() {
        WorkspaceScenario given =
                begun(ActionKind.RESTORE, BEGUN, Outcome.DONE, Optional.empty()).inTrash(project("cat"));
        assertThat(given.outcome("cat")).isEqualTo("UNKNOWN RECONCILING Restoring RESTORE held");
        assertThat(given.plan().actions()).isEmpty();
    }

    @Test
    void rightAfterOurOwnChangeNothingIsBelievedToBeGone() {
        WorkspaceScenario given = begun(ActionKind.RESTORE, BEGUN, Outcome.DONE, Optional.empty());
        assertThat(given.outcome("cat")).isEqualTo("UNKNOWN RECONCILING Restoring RESTORE held");
    }

    @Test
    void aStalledPolicyHandsItsReasonToAnActionThatWaitsToBeConfirmed() {
        WorkspaceScenario given = begun(ActionKind.RESTORE, BEGUN, Outcome.STARTED, Optional.empty())
                .inTrash(project("cat"))
                .listedAt(BEGUN.minusSeconds(1))
                .policy(p -> p.readiness(Readiness.stalled(Reason.INVALID_CREDENTIALS, "Refused.")));
        assertThat(PlanReader.readiness(given.plan(), "cat").reason()).isEqualTo(Reason.INVALID_CREDENTIALS);
    }

    private static WorkspaceScenario vanished() {
        return WorkspaceScenario.workspace()
                .claim(
                        OBSERVED,
                        project("cat"),
                        c -> c.remembering(m -> m.trashed(
                                WorkspaceScenario.NOW.minus(Duration.ofDays(31)),
                                WorkspaceScenario.NOW.minus(Duration.ofDays(1)))));
    }

    @Test
    void aPurgeNeedsASecondListingThatAgrees() {
        WorkspaceScenario first = vanished().justStarted();
        Plan plan = first.plan();
        assertThat(PlanReader.view(plan, "cat").claimStatus().observed()).isEqualTo(ObservedState.IN_TRASH);
        assertThat(plan.reads()).extracting(ReadRequest::read).contains(new ReadTarget.Trash());

        Instant later = WorkspaceScenario.NOW.plusSeconds(5);
        WorkspaceScenario second =
                vanished().at(later).listedAt(later).readAt(later).state(state -> plan.state());
        assertThat(second.outcome("cat")).isEqualTo("PURGED READY Observed");
    }

    @Test
    void aVersionThatWasThereWithItsProjectNeedsASecondListingToo() {
        WorkspaceScenario with =
                WorkspaceScenario.workspace().inTrash(project("cat")).claim(RESTORED, version("cat", 3));
        Plan before = with.plan();
        Instant later = WorkspaceScenario.NOW.plusSeconds(5);
        WorkspaceScenario gone = WorkspaceScenario.workspace()
                .claim(RESTORED, version("cat", 3), c -> c.generation(1))
                .at(later)
                .listedAt(later)
                .readAt(later)
                .state(state -> before.state());
        Plan first = Planner.plan(PlanInputEdits.next(gone.input(), before, before.state()));
        assertThat(PlanReader.view(first, "cat/3").claimStatus().observed()).isEqualTo(ObservedState.IN_TRASH);
    }

    @Test
    void anIncompleteListingAndSkewedClocksProveNothing() {
        assertThat(PlanReader.view(vanished().incomplete().plan(), "cat")
                        .claimStatus()
                        .observed())
                .isEqualTo(ObservedState.IN_TRASH);
        Plan skewed = vanished().state(state -> state.skewed(true)).plan();
        assertThat(PlanReader.view(skewed, "cat").claimStatus().observed()).isEqualTo(ObservedState.IN_TRASH);
        assertThat(WorkspaceScenario.workspace()
                        .incomplete()
                        .claim(RESTORED, project("cat"))
                        .outcome("cat"))
                .isEqualTo("UNKNOWN RECONCILING SnapshotPending");
    }
}
