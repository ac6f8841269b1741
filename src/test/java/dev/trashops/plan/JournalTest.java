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
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What became of an action that was begun, and what an absence proves. */
class JournalTest {
    private static final Instant BEGUN = Given.NOW.minusSeconds(10);
    private static final Instant LONG_BEGUN = Given.NOW.minusSeconds(60);

    private static Given begun(ActionKind kind, Instant at, Outcome outcome, Optional<InternalId> expected) {
        return Given.workspace()
                .others(9)
                .claim(
                        kind == ActionKind.TRASH ? TRASHED : RESTORED,
                        project("cat"),
                        c -> c.remembering(m -> m.last(kind, at, outcome, expected)));
    }

    private static Outcome outcome(Given given) {
        return Told.view(given.plan(), "cat")
                .memory()
                .lastAction()
                .orElseThrow()
                .outcome();
    }

    @Test
    void nothingIsDoneUntilAListingBegunLaterDecides() {
        Given given = begun(ActionKind.TRASH, BEGUN, Outcome.STARTED, Optional.empty())
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
        Given given = begun(ActionKind.TRASH, BEGUN, Outcome.STARTED, Optional.of(new InternalId("id-cat")))
                .inTrash(project("cat"), e -> e.deletedAt(BEGUN));
        assertThat(outcome(given)).isEqualTo(Outcome.DONE);
        assertThat(given.told("cat")).isEqualTo("IN_TRASH READY Trashed");
    }

    @Test
    void aDeletionThatTheTrashDoesNotShowHasFailedAfterAWhile() {
        assertThat(outcome(begun(ActionKind.TRASH, BEGUN, Outcome.STARTED, Optional.empty())
                        .active(project("cat"))))
                .isEqualTo(Outcome.STARTED);
        Given later = begun(ActionKind.TRASH, LONG_BEGUN, Outcome.STARTED, Optional.empty())
                .active(project("cat"));
        assertThat(outcome(later)).isEqualTo(Outcome.FAILED);
        assertThat(Told.actions(later.plan())).containsExactly("TRASH cat");
    }

    @Test
    void aListingThatDoesNotShowAllDoesNotProveThatADeletionFailed() {
        Given given = begun(ActionKind.TRASH, LONG_BEGUN, Outcome.STARTED, Optional.empty())
                .active(project("cat"))
                .incomplete();
        assertThat(outcome(given)).isEqualTo(Outcome.STARTED);
        assertThat(given.plan().actions()).isEmpty();
    }

    @Test
    void aListingThatDoesNotShowAllDoesNotProveThatARestoreTookEffect() {
        Given given = begun(ActionKind.RESTORE, LONG_BEGUN, Outcome.STARTED, Optional.empty())
                .active(project("cat"))
                .incomplete();
        assertThat(outcome(given)).isEqualTo(Outcome.STARTED);
    }

    @Test
    void aDeletionThatHitAnotherItemIsUndone() {
        Given given = begun(ActionKind.TRASH, BEGUN, Outcome.STARTED, Optional.of(new InternalId("mine")))
                .inTrash(project("cat"), e -> e.id("other").deletedAt(BEGUN));
        Plan plan = given.plan();

        assertThat(outcome(given)).isEqualTo(Outcome.REVERTED);
        assertThat(plan.actions()).singleElement().satisfies(action -> {
            assertThat(action.revert()).isTrue();
            assertThat(action.kind()).isEqualTo(ActionKind.RESTORE);
            assertThat(action.entry().orElseThrow().id()).isEqualTo("other");
        });
        assertThat(Told.standing(plan, "cat").reason()).isEqualTo(Reason.RESTORING);
    }

    @Test
    void evenAnUndoNeedsThePowerToRestore() {
        Given given = begun(ActionKind.TRASH, BEGUN, Outcome.REVERTED, Optional.of(new InternalId("mine")))
                .inTrash(project("cat"), e -> e.id("other").deletedAt(BEGUN))
                .allowed();
        assertThat(given.plan().actions()).isEmpty();
        assertThat(Told.standing(given.plan(), "cat").reason()).isEqualTo(Reason.NOT_ALLOWED);
    }

    @Test
    void whatSomebodyTrashesLongAfterAnUndoStaysThere() {
        Instant lastWeek = Given.NOW.minus(Duration.ofDays(7));
        Given given = begun(ActionKind.TRASH, lastWeek, Outcome.REVERTED, Optional.of(new InternalId("mine")))
                .inTrash(project("cat"), e -> e.id("other").deletedAt(Given.NOW.minusSeconds(60)));
        assertThat(given.plan().actions()).isEmpty();
    }

    @Test
    void aRestoreIsDoneWhenTheEntryIsGoneAndHasFailedWhenItStays() {
        Given gone = begun(ActionKind.RESTORE, BEGUN, Outcome.STARTED, Optional.empty())
                .active(project("cat"));
        assertThat(outcome(gone)).isEqualTo(Outcome.DONE);
        assertThat(gone.told("cat")).isEqualTo("ACTIVE READY Restored");

        Given stays = begun(ActionKind.RESTORE, LONG_BEGUN, Outcome.STARTED, Optional.empty())
                .inTrash(project("cat"));
        assertThat(outcome(stays)).isEqualTo(Outcome.FAILED);
        assertThat(Told.actions(stays.plan())).containsExactly("RESTORE cat");
    }

    @Test
    void aListingThatLagsBehindADoneRestoreCausesNoSecondOne() {
        Given given =
                begun(ActionKind.RESTORE, BEGUN, Outcome.DONE, Optional.empty()).inTrash(project("cat"));
        assertThat(given.told("cat")).isEqualTo("UNKNOWN RECONCILING Restoring RESTORE held");
        assertThat(given.plan().actions()).isEmpty();
    }

    @Test
    void rightAfterOurOwnChangeNothingIsBelievedToBeGone() {
        Given given = begun(ActionKind.RESTORE, BEGUN, Outcome.DONE, Optional.empty());
        assertThat(given.told("cat")).isEqualTo("UNKNOWN RECONCILING Restoring RESTORE held");
    }

    @Test
    void aStalledPolicyHandsItsReasonToAnActionThatWaitsToBeConfirmed() {
        Given given = begun(ActionKind.RESTORE, BEGUN, Outcome.STARTED, Optional.empty())
                .inTrash(project("cat"))
                .listedAt(BEGUN.minusSeconds(1))
                .policy(p -> p.standing(Readiness.stalled(Reason.INVALID_CREDENTIALS, "Refused.")));
        assertThat(Told.standing(given.plan(), "cat").reason()).isEqualTo(Reason.INVALID_CREDENTIALS);
    }

    private static Given vanished() {
        return Given.workspace()
                .claim(
                        OBSERVED,
                        project("cat"),
                        c -> c.remembering(m ->
                                m.trashed(Given.NOW.minus(Duration.ofDays(31)), Given.NOW.minus(Duration.ofDays(1)))));
    }

    @Test
    void aPurgeNeedsASecondListingThatAgrees() {
        Given first = vanished().justStarted();
        Plan plan = first.plan();
        assertThat(Told.view(plan, "cat").memory().observed()).isEqualTo(ObservedState.IN_TRASH);
        assertThat(plan.reads()).extracting(ReadRequest::read).contains(new ReadTarget.Trash());

        Instant later = Given.NOW.plusSeconds(5);
        Given second = vanished().at(later).listedAt(later).readAt(later).ledger(ledger -> plan.ledger());
        assertThat(second.told("cat")).isEqualTo("PURGED READY Observed");
    }

    @Test
    void aVersionThatWasThereWithItsProjectNeedsASecondListingToo() {
        Given with = Given.workspace().inTrash(project("cat")).claim(RESTORED, version("cat", 3));
        Plan before = with.plan();
        Instant later = Given.NOW.plusSeconds(5);
        Given gone = Given.workspace()
                .claim(RESTORED, version("cat", 3), c -> c.generation(1))
                .at(later)
                .listedAt(later)
                .readAt(later)
                .ledger(ledger -> before.ledger());
        Plan first = Planner.plan(Replanned.of(gone.input(), before, before.ledger()));
        assertThat(Told.view(first, "cat/3").memory().observed()).isEqualTo(ObservedState.IN_TRASH);
    }

    @Test
    void anIncompleteListingAndSkewedClocksProveNothing() {
        assertThat(Told.view(vanished().incomplete().plan(), "cat").memory().observed())
                .isEqualTo(ObservedState.IN_TRASH);
        Plan skewed = vanished().ledger(ledger -> ledger.skewed(true)).plan();
        assertThat(Told.view(skewed, "cat").memory().observed()).isEqualTo(ObservedState.IN_TRASH);
        assertThat(Given.workspace()
                        .incomplete()
                        .claim(RESTORED, project("cat"))
                        .told("cat"))
                .isEqualTo("UNKNOWN RECONCILING SnapshotPending");
    }
}
