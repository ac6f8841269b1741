package dev.trashops.plan;

import static dev.trashops.plan.model.DesiredState.RESTORED;
import static dev.trashops.plan.model.DesiredState.TRASHED;
import static dev.trashops.plan.model.ItemKey.project;
import static dev.trashops.plan.model.ItemKey.version;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.DeletionPolicy;
import dev.trashops.plan.model.Drift;
import dev.trashops.plan.model.LastAction;
import dev.trashops.plan.model.ObservedState;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Reason;
import dev.trashops.plan.model.RuleAction;
import dev.trashops.plan.testdata.ClaimBuilder;
import dev.trashops.plan.testdata.ClaimStatusBuilder;
import dev.trashops.plan.testdata.PlanInputEdits;
import dev.trashops.plan.testdata.PlanReader;
import dev.trashops.plan.testdata.PolicyBuilder;
import dev.trashops.plan.testdata.RuleBuilder;
import dev.trashops.plan.testdata.WorkspaceScenario;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What others do to an item after it had reached its state. */
class DriftDetectorTest {
    private static final String RESTORING = "IN_TRASH RECONCILING Restoring RESTORE sent";
    private static final String FIGHT = "IN_TRASH STALLED DriftFight RESTORE held";
    private static final String CHILD = ClaimBuilder.nameOf(RuleAction.RESTORE, project("cat"));
    private static final Readiness FIGHTING = Readiness.stalled(Reason.DRIFT_FIGHT, "Somebody keeps changing it.");

    private static Instant ago(int hours) {
        return WorkspaceScenario.NOW.minus(Duration.ofHours(hours));
    }

    private static WorkspaceScenario trashedBySomebody(UnaryOperator<ClaimBuilder> how) {
        return WorkspaceScenario.workspace().inTrash(project("cat")).claim(RESTORED, project("cat"), how);
    }

    private static WorkspaceScenario restoredBySomebody(UnaryOperator<ClaimBuilder> how) {
        return WorkspaceScenario.workspace().others(9).active(project("cat")).claim(TRASHED, project("cat"), how);
    }

    private static Drift drift(WorkspaceScenario given) {
        return drift(given, "cat");
    }

    private static Drift drift(WorkspaceScenario given, String claim) {
        return PlanReader.view(given.plan(), claim).claimStatus().drift();
    }

    @Test
    void reachingTheDesiredStateIsRemembered() {
        WorkspaceScenario given =
                WorkspaceScenario.workspace().active(project("cat")).claim(RESTORED, project("cat"));
        assertThat(drift(given).reachedState()).contains(ObservedState.ACTIVE);
    }

    @Test
    void theFirstRestoreIsNoReversal() {
        assertThat(drift(trashedBySomebody(c -> c)).reversals()).isEmpty();
    }

    @Test
    void whoTrashesWhatARuleProtectsHasReversedItAlreadyTheFirstTime() {
        assertThat(drift(trashedUnderARule(ago(1)), CHILD).reversals()).containsExactly(WorkspaceScenario.NOW);
        assertThat(trashedUnderARule(ago(1)).outcome(CHILD)).isEqualTo(RESTORING);
    }

    @Test
    void whatARuleFindsInTheTrashFromBeforeItsPolicyIsNoReversal() {
        assertThat(drift(trashedUnderARule(ago(24 * 31)), CHILD).reversals()).isEmpty();
        assertThat(drift(trashedUnderARule(ago(25)), CHILD).reversals()).isEmpty();
    }

    private static WorkspaceScenario trashedUnderARule(Instant at) {
        return WorkspaceScenario.workspace()
                .policy(p -> p.rules(RuleBuilder.restore("protect", s -> s.projects("cat"))))
                .inTrash(project("cat"), e -> e.deletedAt(at))
                .child(RuleAction.RESTORE, project("cat"), c -> c);
    }

    /** The act is put off, as when the resource was changed meanwhile: what was seen stays seen. */
    @Test
    void whatSomebodyReversedIsNotWaitedForBecauseItsAnswerWasPutOff() {
        Instant lately = WorkspaceScenario.NOW.minusSeconds(15);
        WorkspaceScenario given = trashedBySomebody(c -> c.remembering(m -> m.reached(ObservedState.ACTIVE)
                .seen(ObservedState.ACTIVE)
                .last(ActionKind.RESTORE, lately, LastAction.Outcome.DONE, Optional.empty())));
        Plan first = given.plan();
        assertThat(PlanReader.of(first, "cat")).isEqualTo(RESTORING);
        assertThat(PlanReader.of(Planner.plan(PlanInputEdits.next(given.input(), first, first.state())), "cat"))
                .isEqualTo(RESTORING);
    }

    @Test
    void aFightThatBeganRightAfterARestoreLasts() {
        Instant lately = WorkspaceScenario.NOW.minusSeconds(15);
        WorkspaceScenario given =
                trashedBySomebody(c -> c.remembering(m -> m.reached(ObservedState.ACTIVE, ago(9), ago(8), ago(7))
                        .seen(ObservedState.ACTIVE)
                        .last(ActionKind.RESTORE, lately, LastAction.Outcome.DONE, Optional.empty())));
        Plan first = given.plan();
        assertThat(PlanReader.of(first, "cat")).isEqualTo(FIGHT);
        assertThat(PlanReader.of(Planner.plan(PlanInputEdits.next(given.input(), first, first.state())), "cat"))
                .isEqualTo(FIGHT);
    }

    @Test
    void aReversalIsAnsweredAndRemembered() {
        WorkspaceScenario given = trashedBySomebody(c -> c.remembering(m -> m.reached(ObservedState.ACTIVE)));
        assertThat(given.outcome("cat")).isEqualTo(RESTORING);
        assertThat(drift(given).reversals()).containsExactly(WorkspaceScenario.NOW);
        assertThat(drift(given).reachedState()).isEmpty();
    }

    /** Nobody whose key opens nothing makes others forget that people brought an item back. */
    @Test
    void aConflictWithAClaimWhosePolicyHasYetToProveItsKeyChangesNothing() {
        assertThat(drift(broughtBackInConflict(PolicyBuilder::unproved)).reachedState())
                .contains(ObservedState.IN_TRASH);
        assertThat(drift(broughtBackInConflict(p -> p)).reachedState()).isEmpty();
    }

    private static WorkspaceScenario broughtBackInConflict(UnaryOperator<PolicyBuilder> other) {
        Readiness waiting = Readiness.reconciling(Reason.SNAPSHOT_PENDING, "Waiting.");
        return restoredBySomebody(c -> c.reporting().remembering(m -> m.reached(ObservedState.IN_TRASH)))
                .policy(p -> p)
                .policy(p -> other.apply(p.in("others")).readiness(waiting))
                .claim(RESTORED, project("cat"), c -> c.named("other").in("others"));
    }

    @Test
    void reportLeavesItAlone() {
        WorkspaceScenario given =
                trashedBySomebody(c -> c.reporting().remembering(m -> m.reached(ObservedState.ACTIVE)));
        assertThat(given.outcome("cat")).isEqualTo("IN_TRASH STALLED DriftReported RESTORE held");
        assertThat(drift(given).reachedState()).contains(ObservedState.ACTIVE);
        assertThat(trashedBySomebody(ClaimBuilder::reporting).outcome("cat")).isEqualTo(RESTORING);
    }

    @Test
    void deletingWithRestoreRestoresEvenWhatWasOnlyReported() {
        WorkspaceScenario given = trashedBySomebody(c ->
                c.reporting().remembering(m -> m.reached(ObservedState.ACTIVE)).deleting(DeletionPolicy.RESTORE));
        assertThat(given.outcome("cat")).isEqualTo(RESTORING);
    }

    @Test
    void twoReversalsAreAnsweredAndTheThirdIsAFight() {
        assertThat(trashedBySomebody(c -> c.remembering(m -> m.reached(ObservedState.ACTIVE, ago(9))))
                        .outcome("cat"))
                .isEqualTo(RESTORING);
        WorkspaceScenario third =
                trashedBySomebody(c -> c.remembering(m -> m.reached(ObservedState.ACTIVE, ago(9), ago(8))));
        assertThat(third.outcome("cat")).isEqualTo(FIGHT);
        assertThat(drift(third).reversals()).containsExactly(ago(9), ago(8), WorkspaceScenario.NOW);
        assertThat(trashedBySomebody(c -> c.remembering(m -> m.reached(ObservedState.ACTIVE, ago(30), ago(29), ago(8))))
                        .outcome("cat"))
                .isEqualTo(RESTORING);
    }

    @Test
    void twoTrashingsAreAnsweredAndThenItIsAFight() {
        assertThat(restoredBySomebody(c -> c.remembering(m -> m.reached(ObservedState.IN_TRASH, ago(9))))
                        .outcome("cat"))
                .isEqualTo("ACTIVE RECONCILING Trashing TRASH sent");
        assertThat(restoredBySomebody(c -> c.remembering(m -> m.reached(ObservedState.IN_TRASH, ago(9), ago(8))))
                        .outcome("cat"))
                .isEqualTo("ACTIVE STALLED DriftFight TRASH held");
    }

    private static UnaryOperator<ClaimStatusBuilder> fighting(ActionKind kind) {
        return m -> m.readiness(FIGHTING).planned(kind).seen(ObservedState.IN_TRASH);
    }

    @Test
    void aFightLastsUntilTheSpecChangesOrAReconcileIsRequested() {
        assertThat(trashedBySomebody(c -> c.remembering(fighting(ActionKind.RESTORE)))
                        .outcome("cat"))
                .isEqualTo(FIGHT);
        assertThat(trashedBySomebody(c -> c.generation(2).remembering(fighting(ActionKind.RESTORE)))
                        .outcome("cat"))
                .isEqualTo(RESTORING);
        assertThat(trashedBySomebody(c -> c.requested("now").remembering(fighting(ActionKind.RESTORE)))
                        .outcome("cat"))
                .isEqualTo(RESTORING);
    }

    @Test
    void aBrokenKeyDoesNotEndAFight() {
        WorkspaceScenario broken = restoredBySomebody(c -> c.remembering(fighting(ActionKind.TRASH)))
                .policy(p -> p.readiness(Readiness.stalled(Reason.INVALID_CREDENTIALS, "Refused.")))
                .unlisted();
        Plan plan = broken.plan();

        assertThat(PlanReader.readiness(plan, "cat")).isEqualTo(FIGHTING);
    }

    @Test
    void aRestoredItemInAFightIsRescuedBeforeItsPurge() {
        WorkspaceScenario near = WorkspaceScenario.workspace()
                .inTrash(project("cat"), e -> e.cleanupAt(WorkspaceScenario.NOW.plus(Duration.ofHours(23))))
                .claim(RESTORED, project("cat"), c -> c.remembering(fighting(ActionKind.RESTORE)));
        Plan rescue = near.plan();
        assertThat(PlanReader.of(rescue, "cat")).isEqualTo(RESTORING);
        assertThat(PlanReader.of(Planner.plan(PlanInputEdits.next(near.input(), rescue, rescue.state())), "cat"))
                .isEqualTo(RESTORING);

        WorkspaceScenario again = WorkspaceScenario.workspace()
                .inTrash(project("cat"), e -> e.cleanupAt(WorkspaceScenario.NOW.plus(Duration.ofHours(25))))
                .claim(
                        RESTORED,
                        project("cat"),
                        c -> c.remembering(m -> m.reached(ObservedState.ACTIVE, ago(3), ago(2), ago(1))));
        assertThat(again.outcome("cat")).isEqualTo(FIGHT);
    }

    @Test
    void beingInTheTrashOnlyWithItsProjectIsNeverAReversal() {
        WorkspaceScenario given = WorkspaceScenario.workspace()
                .inTrash(project("cat"))
                .claim(RESTORED, version("cat", 3), c -> c.remembering(m -> m.reached(ObservedState.ACTIVE)));
        Drift drift = PlanReader.view(given.plan(), "cat/3").claimStatus().drift();

        assertThat(drift.reversals()).isEmpty();
        assertThat(drift.reachedState()).contains(ObservedState.ACTIVE);
    }

    @Test
    void anotherDesiredStateStartsAnew() {
        WorkspaceScenario given = restoredBySomebody(
                c -> c.generation(2).remembering(m -> m.reached(ObservedState.ACTIVE, ago(3), ago(2), ago(1))));
        assertThat(given.outcome("cat")).isEqualTo("ACTIVE RECONCILING Trashing TRASH sent");
        assertThat(drift(given).reversals()).isEmpty();
    }
}
