package dev.trashops.plan;

import static dev.trashops.plan.model.DesiredState.RESTORED;
import static dev.trashops.plan.model.DesiredState.TRASHED;
import static dev.trashops.plan.model.ItemKey.project;
import static dev.trashops.plan.model.ItemKey.version;
import static dev.trashops.plan.testdata.WorkspaceScenario.NOW;
import static dev.trashops.plan.testdata.WorkspaceScenario.workspace;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.DeletionLedger;
import dev.trashops.plan.model.LastAction;
import dev.trashops.plan.model.LastAction.Outcome;
import dev.trashops.plan.model.ObservedState;
import dev.trashops.plan.model.RuleAction;
import dev.trashops.plan.testdata.ClaimStatusBuilder;
import dev.trashops.plan.testdata.PlanReader;
import dev.trashops.plan.testdata.RuleBuilder;
import dev.trashops.plan.testdata.WorkspaceScenario;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Roboflow answers that it was done, and no listing ever shows it. */
class UnshownActionsTest {
    private static final Instant A_MINUTE_AGO = NOW.minusSeconds(60);

    private static UnaryOperator<ClaimStatusBuilder> did(ActionKind kind, Instant at, Outcome outcome, int times) {
        return m -> m.seen(kind == ActionKind.TRASH ? ObservedState.ACTIVE : ObservedState.IN_TRASH)
                .last(kind, at, outcome, Optional.empty())
                .unconfirmed(times);
    }

    private static WorkspaceScenario trashed(Instant at, Outcome outcome, int times) {
        return workspace()
                .others(5)
                .active(project("cats"))
                .claim(TRASHED, project("cats"), c -> c.remembering(did(ActionKind.TRASH, at, outcome, times)));
    }

    private static WorkspaceScenario restored(Instant at, Outcome outcome, int times) {
        return workspace()
                .others(5)
                .inTrash(project("cats"))
                .claim(RESTORED, project("cats"), c -> c.remembering(did(ActionKind.RESTORE, at, outcome, times)));
    }

    private static LastAction last(Plan plan) {
        return PlanReader.view(plan, "cats").claimStatus().lastAction().orElseThrow();
    }

    @Test
    void aDeleteThatNoListingShowsHasFailedAndIsNotRepeatedAtOnce() {
        Plan plan = trashed(NOW.minusSeconds(32), Outcome.DONE, 2).plan();

        assertThat(last(plan).outcome()).isEqualTo(Outcome.FAILED);
        assertThat(PlanReader.of(plan, "cats")).isEqualTo("ACTIVE RECONCILING Trashing TRASH held");
        assertThat(PlanReader.readiness(plan, "cats").message()).contains("does not list it");
        assertThat(plan.wakeAt()).contains(NOW.minusSeconds(32).plusSeconds(60));
    }

    @Test
    void anEntryWithoutANameFromThatTimeIsTakenForTheItemSoThatItIsNotTrashedAgainOnceItIsRestored() {
        for (Outcome outcome : List.of(Outcome.STARTED, Outcome.DONE)) {
            Plan plan = trashed(A_MINUTE_AGO, outcome, 1)
                    .inTrash(project("unnamed"), e -> e.nameless().deletedAt(A_MINUTE_AGO))
                    .plan();
            assertThat(last(plan).outcome()).isEqualTo(Outcome.DONE);
            assertThat(last(plan).unconfirmed()).isZero();
        }
    }

    @Test
    void anOlderEntryWithoutANameShowsNothing() {
        Plan plan = trashed(A_MINUTE_AGO, Outcome.STARTED, 0)
                .inTrash(project("unnamed"), e -> e.nameless().deletedAt(NOW.minus(Duration.ofDays(3))))
                .plan();
        assertThat(last(plan).outcome()).isEqualTo(Outcome.FAILED);
    }

    @Test
    void theSameHoldsForARestore() {
        Plan plan = restored(NOW.minusSeconds(32), Outcome.DONE, 2).plan();

        assertThat(PlanReader.of(plan, "cats")).isEqualTo("IN_TRASH RECONCILING Restoring RESTORE held");
        assertThat(PlanReader.readiness(plan, "cats").message()).contains("still lists it");
    }

    @Test
    void thePausesGrowFromHalfAMinuteToHalfAnHour() {
        int[] seconds = {30, 60, 120, 240, 480, 960, 1800};
        for (int i = 0; i < seconds.length; i++) {
            Duration pause = Duration.ofSeconds(seconds[i]);
            Instant over = NOW.minus(pause);
            assertThat(trashed(over.plusSeconds(1), Outcome.FAILED, i + 1).outcome("cats"))
                    .isEqualTo("ACTIVE RECONCILING Trashing TRASH held");
            assertThat(trashed(over, Outcome.FAILED, i + 1).outcome("cats"))
                    .isEqualTo("ACTIVE RECONCILING Trashing TRASH sent");
            assertThat(restored(over.plusSeconds(1), Outcome.FAILED, i + 1).outcome("cats"))
                    .isEqualTo("IN_TRASH RECONCILING Restoring RESTORE held");
            assertThat(restored(over, Outcome.FAILED, i + 1).outcome("cats"))
                    .isEqualTo("IN_TRASH RECONCILING Restoring RESTORE sent");
        }
    }

    @Test
    void afterThatAPersonHasToLook() {
        Instant longAgo = NOW.minus(Duration.ofDays(3));
        assertThat(trashed(longAgo, Outcome.FAILED, 8).outcome("cats")).isEqualTo("ACTIVE STALLED Rejected TRASH held");
        assertThat(restored(longAgo, Outcome.FAILED, 8).outcome("cats"))
                .isEqualTo("IN_TRASH STALLED Rejected RESTORE held");
        assertThat(PlanReader.readiness(restored(longAgo, Outcome.FAILED, 8).plan(), "cats")
                        .message())
                .contains("trashops.dev/requested-at");
    }

    @Test
    void aRequestToReconcileTriesItAnew() {
        WorkspaceScenario given = workspace()
                .others(5)
                .active(project("cats"))
                .claim(
                        TRASHED,
                        project("cats"),
                        c -> c.requested("now").remembering(did(ActionKind.TRASH, A_MINUTE_AGO, Outcome.FAILED, 8)));
        assertThat(given.outcome("cats")).isEqualTo("ACTIVE RECONCILING Trashing TRASH sent");
    }

    @Test
    void whatAListingHasShownIsConfirmedForGood() {
        Plan plan = workspace()
                .others(5)
                .inTrash(project("cats"), e -> e.deletedAt(A_MINUTE_AGO))
                .claim(
                        TRASHED,
                        project("cats"),
                        c -> c.remembering(did(ActionKind.TRASH, A_MINUTE_AGO, Outcome.DONE, 1)))
                .plan();
        assertThat(PlanReader.view(plan, "cats")
                        .claimStatus()
                        .lastAction()
                        .orElseThrow()
                        .unconfirmed())
                .isZero();
        assertThat(PlanReader.of(plan, "cats")).isEqualTo("IN_TRASH READY Trashed");
    }

    @Test
    void anIncompleteListingRefutesNoDeleteAndNothingIsDoneUntilACompleteOne() {
        Plan plan = trashed(A_MINUTE_AGO, Outcome.DONE, 1).incomplete().plan();
        assertThat(last(plan).outcome()).isEqualTo(Outcome.DONE);
        assertThat(PlanReader.of(plan, "cats")).isEqualTo("ACTIVE RECONCILING Trashing TRASH held");
    }

    @Test
    void anEntryThatIsStillListedRefutesARestoreEvenIfTheListingIsIncomplete() {
        Plan plan = restored(NOW.minusSeconds(32), Outcome.DONE, 2).incomplete().plan();
        assertThat(last(plan).outcome()).isEqualTo(Outcome.FAILED);
        assertThat(PlanReader.of(plan, "cats")).isEqualTo("IN_TRASH RECONCILING Restoring RESTORE held");
    }

    @Test
    void whatSomebodyElsePutInOrderIsNotGivenUpTheNextTime() {
        Instant longAgo = NOW.minus(Duration.ofDays(3));
        Plan plan = workspace()
                .others(5)
                .inTrash(project("cats"))
                .claim(
                        RESTORED,
                        project("cats"),
                        c -> c.remembering(did(ActionKind.RESTORE, longAgo, Outcome.FAILED, 8)
                                .andThen(m -> m.seen(ObservedState.ACTIVE))::apply))
                .plan();
        assertThat(PlanReader.of(plan, "cats")).isEqualTo("IN_TRASH RECONCILING Restoring RESTORE sent");
        Plan trashing = workspace()
                .others(5)
                .active(project("cats"))
                .claim(
                        TRASHED,
                        project("cats"),
                        c -> c.remembering(did(ActionKind.TRASH, longAgo, Outcome.FAILED, 8)
                                .andThen(m -> m.seen(ObservedState.IN_TRASH))::apply))
                .plan();
        assertThat(PlanReader.of(trashing, "cats")).isEqualTo("ACTIVE RECONCILING Trashing TRASH sent");
    }

    @Test
    void whatWasGivenUpIsRestoredAllTheSameInTheLastDayBeforeItsPurge() {
        Instant longAgo = NOW.minus(Duration.ofDays(3));
        assertThat(workspace()
                        .others(5)
                        .inTrash(project("cats"), e -> e.cleanupAt(NOW.plus(Duration.ofHours(20))))
                        .claim(
                                RESTORED,
                                project("cats"),
                                c -> c.remembering(did(ActionKind.RESTORE, longAgo, Outcome.FAILED, 8)))
                        .outcome("cats"))
                .isEqualTo("IN_TRASH RECONCILING Restoring RESTORE sent");
    }

    @Test
    void aDeleteThatTheTrashShowsLateHasTakenEffect() {
        Plan plan = workspace()
                .others(5)
                .inTrash(project("cats"), e -> e.deletedAt(NOW.minusSeconds(300)))
                .claim(
                        TRASHED,
                        project("cats"),
                        c -> c.remembering(did(ActionKind.TRASH, NOW.minusSeconds(300), Outcome.FAILED, 2)))
                .plan();
        assertThat(last(plan).outcome()).isEqualTo(Outcome.DONE);
        assertThat(last(plan).unconfirmed()).isZero();
    }

    @Test
    void nobodyIsSaidToHaveBroughtItBack() {
        for (boolean complete : List.of(true, false)) {
            for (Outcome outcome : List.of(Outcome.DONE, Outcome.STARTED)) {
                WorkspaceScenario given = pruned(NOW.minusSeconds(32), outcome);
                Plan plan = (complete ? given : given.incomplete()).plan();
                assertThat(PlanReader.of(plan, "it")).doesNotContain("Spared");
                assertThat(PlanReader.readiness(plan, "it").message()).doesNotContain("brought");
            }
        }
    }

    @Test
    void norIfTheResourceOfTheDeleteHasGoneWithItsJournal() {
        Plan plan = workspace()
                .others(5)
                .versions("cats", 1, 2, 3, 4, 5, 6)
                .policy(p -> p.rules(RuleBuilder.prune(1).automatic())
                        .trashed(version("cats", 1), A_MINUTE_AGO, Optional.of("prune"), Optional.empty()))
                .child(RuleAction.TRASH, version("cats", 1), c -> c.named("it"))
                .plan();
        assertThat(PlanReader.of(plan, "it")).isEqualTo("ACTIVE STALLED Spared TRASH held");
        assertThat(PlanReader.readiness(plan, "it").message())
                .startsWith(
                        "A rule sent the DELETE of version cats/1 before (at " + A_MINUTE_AGO + "), and it is active")
                .doesNotContain("brought");
    }

    /** The only DELETE of a rule is in the deletion ledger too, as every DELETE is. */
    private static WorkspaceScenario pruned(Instant at, Outcome outcome) {
        return workspace()
                .others(5)
                .versions("cats", 1, 2, 3, 4, 5, 6)
                .policy(p -> p.rules(RuleBuilder.prune(1).automatic())
                        .ledger(new DeletionLedger.Entry(
                                version("cats", 1),
                                Optional.empty(),
                                at.truncatedTo(ChronoUnit.MILLIS),
                                "uid-team-it",
                                Optional.of("prune"),
                                Optional.empty())))
                .child(
                        RuleAction.TRASH,
                        version("cats", 1),
                        c -> c.named("it").remembering(did(ActionKind.TRASH, at, outcome, 1)));
    }
}
