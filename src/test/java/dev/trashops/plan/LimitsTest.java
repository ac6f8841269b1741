package dev.trashops.plan;

import static dev.trashops.plan.model.DesiredState.RESTORED;
import static dev.trashops.plan.model.DesiredState.TRASHED;
import static dev.trashops.plan.model.ItemKey.project;
import static dev.trashops.plan.model.ItemKey.version;
import static dev.trashops.plan.model.ItemKey.workflow;
import static dev.trashops.plan.model.ItemType.VERSION;
import static dev.trashops.plan.testdata.RuleBuilder.restore;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.Hold;
import dev.trashops.plan.model.InternalId;
import dev.trashops.plan.model.LastAction.Outcome;
import dev.trashops.plan.model.ObservedState;
import dev.trashops.plan.model.PolicyCondition;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Reason;
import dev.trashops.plan.model.Tristate;
import dev.trashops.plan.release.SentDeletion;
import dev.trashops.plan.testdata.ClaimStatusBuilder;
import dev.trashops.plan.testdata.PlanReader;
import dev.trashops.plan.testdata.WorkspaceScenario;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** How much may be trashed at once, and when. */
class LimitsTest {
    static final Instant LATELY = WorkspaceScenario.NOW.minus(Duration.ofHours(2));
    static final String EXCEEDED = "ACTIVE STALLED LimitExceeded TRASH held";
    static final String TRASHING = "ACTIVE RECONCILING Trashing TRASH sent";

    static WorkspaceScenario projects(int claimed, int others) {
        WorkspaceScenario given = WorkspaceScenario.workspace().others(others);
        for (int i = 0; i < claimed; i++) {
            given.active(project("p" + i)).claim(TRASHED, project("p" + i));
        }
        return given;
    }

    @Test
    void overTheLimitNoneOfTheBatchRuns() {
        assertThat(projects(3, 50).policy(p -> p.limits(3, 100)).plan().actions())
                .hasSize(3);
        Plan plan = projects(4, 50).policy(p -> p.limits(3, 100)).plan();
        assertThat(plan.actions()).isEmpty();
        assertThat(PlanReader.of(plan, "p0")).isEqualTo(EXCEEDED);
        assertThat(PlanReader.readiness(plan, "p0").message()).contains("kubectl -n team describe rtp policy");
        assertThat(plan.policies().values())
                .singleElement()
                .satisfies(view -> assertThat(view.condition(PolicyCondition.LIMIT_EXCEEDED))
                        .isPresent());
    }

    @Test
    void allTypesCountTogether() {
        WorkspaceScenario given = projects(2, 50)
                .active(workflow("w"))
                .claim(TRASHED, workflow("w"))
                .policy(p -> p.limits(2, 100));
        assertThat(given.outcome("w")).isEqualTo(EXCEEDED);
    }

    @Test
    void thePercentageIsPerTypeRoundedDownButAtLeastOne() {
        assertThat(projects(2, 8).policy(p -> p.limits(100, 20)).outcome("p0")).isEqualTo(TRASHING);
        assertThat(projects(2, 7).policy(p -> p.limits(100, 20)).outcome("p0")).isEqualTo(EXCEEDED);
        assertThat(projects(1, 0).policy(p -> p.limits(100, 1)).outcome("p0")).isEqualTo(TRASHING);
    }

    @Test
    void whatAnybodyTrashedWithinTheWindowCounts() {
        WorkspaceScenario within =
                projects(2, 50).policy(p -> p.limits(2, 100)).inTrash(project("gone"), e -> e.deletedAt(LATELY));
        assertThat(within.outcome("p0")).isEqualTo(EXCEEDED);
        assertThat(projects(2, 50)
                        .policy(p -> p.limits(2, 100).window(Duration.ofHours(1)))
                        .inTrash(project("gone"), e -> e.deletedAt(LATELY))
                        .outcome("p0"))
                .isEqualTo(TRASHING);
        assertThat(projects(2, 50)
                        .policy(p -> p.limits(2, 100))
                        .inTrash(project("gone"))
                        .outcome("p0"))
                .isEqualTo(TRASHING);
    }

    @Test
    void everyDeletionOfOursCountsEvenIfRestoredSince() {
        SentDeletion deletion = new SentDeletion(project("back"), Optional.of(new InternalId("id-back")), LATELY);
        assertThat(projects(2, 50)
                        .policy(p -> p.limits(2, 100))
                        .state(state -> state.deleting(deletion))
                        .outcome("p0"))
                .isEqualTo(EXCEEDED);
        assertThat(projects(2, 50)
                        .policy(p -> p.limits(2, 100))
                        .active(project("back"))
                        .claim(
                                TRASHED,
                                project("back"),
                                c -> c.suspended()
                                        .remembering(
                                                m -> m.last(ActionKind.TRASH, LATELY, Outcome.DONE, Optional.empty())))
                        .outcome("p0"))
                .isEqualTo(EXCEEDED);
    }

    @Test
    void aDeletionThatThisOperatorUndidCountsAfterARestartToo() {
        assertThat(projects(2, 50)
                        .policy(p -> p.limits(2, 100))
                        .active(project("back"))
                        .claim(
                                RESTORED,
                                project("back"),
                                c -> c.remembering(m -> m.trashedAndRestored(LATELY, LATELY.plusSeconds(60))))
                        .outcome("p0"))
                .isEqualTo(EXCEEDED);
    }

    @Test
    void aDeletionThatClaimAndLedgerBothRememberCountsOnce() {
        Instant justNow = WorkspaceScenario.NOW.minusSeconds(1);
        WorkspaceScenario given = projects(1, 50)
                .policy(p -> p.limits(2, 100))
                .listedAt(WorkspaceScenario.NOW.minusSeconds(5))
                .readAt(WorkspaceScenario.NOW.minusSeconds(5))
                .active(project("sent"))
                .claim(
                        TRASHED,
                        project("sent"),
                        c -> c.remembering(m -> m.last(ActionKind.TRASH, justNow, Outcome.DONE, Optional.empty())))
                .state(state -> state.deleting(
                                new SentDeletion(project("sent"), Optional.of(new InternalId("id-sent")), justNow))
                        .touching(project("sent"), justNow));

        assertThat(given.outcome("p0")).isEqualTo(TRASHING);
    }

    @Test
    void theStrictestOfSeveralPoliciesHolds() {
        WorkspaceScenario given =
                projects(2, 50).policy(p -> p).policy(p -> p.in("others").limits(1, 100));
        assertThat(given.outcome("p0")).isEqualTo(EXCEEDED);
    }

    @Test
    void unknownTotalsArePending() {
        WorkspaceScenario given = WorkspaceScenario.workspace()
                .projectsUnread()
                .active(workflow("w"))
                .claim(TRASHED, workflow("w"));
        assertThat(given.outcome("w")).isEqualTo(TRASHING);
        assertThat(projects(1, 5).projectsUnread().outcome("p0")).isEqualTo("UNKNOWN RECONCILING SnapshotPending");
    }

    @Test
    void aListingThatDoesNotShowAllIsNothingToCountIn() {
        assertThat(projects(1, 50).incomplete().outcome("p0"))
                .isEqualTo("ACTIVE RECONCILING SnapshotPending TRASH held");
    }

    @Test
    void aBatchDoesNotSlipThroughBitByBitWhileItIsReadAfterAStart() {
        WorkspaceScenario given = projects(2, 50)
                .policy(p -> p.limits(3, 100))
                .versions("dog", 1, 2)
                .unread(project("dog"))
                .claim(TRASHED, version("dog", 1), c -> c.remembering(m -> m.seen(ObservedState.ACTIVE)))
                .claim(TRASHED, version("dog", 2));
        assertThat(given.outcome("p0")).isEqualTo(EXCEEDED);
    }

    /** Nor after its policy was deleted and applied again, which hides what held it. */
    @Test
    void norWhileItsPolicyWasMissing() {
        WorkspaceScenario given = projects(2, 50)
                .policy(p -> p.limits(3, 100))
                .versions("dog", 1, 2)
                .unread(project("dog"))
                .claim(
                        TRASHED,
                        version("dog", 1),
                        c -> c.remembering(m -> m.seen(ObservedState.ACTIVE).hold(Hold.POLICY)))
                .claim(TRASHED, version("dog", 2), c -> c.remembering(m -> m.hold(Hold.POLICY)));
        assertThat(given.outcome("p0")).isEqualTo(EXCEEDED);
    }

    /** Its Secret can't be read, or Roboflow does not answer, and nobody knows what its key opens. */
    @Test
    void thePoliciesThatMayStillJoinCount() {
        for (Reason reason : List.of(Reason.SECRET_UNREADABLE, Reason.API_UNAVAILABLE, Reason.SNAPSHOT_PENDING)) {
            WorkspaceScenario given = projects(1, 50)
                    .policy(p -> p.limits(9, 100))
                    .policy(p -> p.in("others")
                            .unproved()
                            .readiness(Readiness.reconciling(reason, "Waiting."))
                            .limits(0, 100));
            assertThat(given.outcome("p0")).as(reason.text()).isEqualTo(EXCEEDED);
        }
        WorkspaceScenario foreign = projects(1, 50)
                .policy(p -> p.limits(9, 100))
                .policy(p -> p.in("others").unproved().refused().limits(0, 100));
        assertThat(foreign.outcome("p0")).isEqualTo(TRASHING);
    }

    /** Whether its DELETE was just answered, or somebody has brought it back since. Only its id proves that it is the same. */
    @Test
    void oneThatWasTrashedBeforeCountsOnce() {
        for (Instant at : List.of(LATELY, WorkspaceScenario.NOW.minusSeconds(1))) {
            assertThat(batchWithOneTrashedBefore(at, 2, m -> m.parentId("p_dog"))
                            .outcome("p0"))
                    .isEqualTo(TRASHING);
            assertThat(batchWithOneTrashedBefore(at, 1, m -> m.parentId("p_dog"))
                            .outcome("p0"))
                    .isEqualTo(EXCEEDED);
        }
        assertThat(batchWithOneTrashedBefore(LATELY, 2, m -> m).outcome("p0")).isEqualTo(EXCEEDED);
    }

    @Test
    void oneThatIsToBeTrashedAgainAddsNothingButIsHeldWhileTheLimitIsExceeded() {
        SentDeletion before = new SentDeletion(project("p0"), Optional.of(new InternalId("id-p0")), LATELY);
        SentDeletion ofANamesake = new SentDeletion(project("p0"), Optional.of(new InternalId("id-other")), LATELY);
        WorkspaceScenario given = WorkspaceScenario.workspace()
                .others(50)
                .active(project("p0"))
                .claim(TRASHED, project("p0"), c -> c.remembering(m -> m.id("id-p0")))
                .policy(p -> p.limits(1, 100));
        assertThat(given.state(state -> state.deleting(before)).outcome("p0")).isEqualTo(TRASHING);
        assertThat(given.state(state -> state.deleting(ofANamesake)).outcome("p0"))
                .isEqualTo(EXCEEDED);
        WorkspaceScenario oneKnowsNoId = WorkspaceScenario.workspace()
                .others(50)
                .active(project("p0"))
                .claim(TRASHED, project("p0"), c -> c.remembering(m -> m.id("id-p0")))
                .claim(TRASHED, project("p0"), c -> c.named("other"))
                .policy(p -> p.limits(1, 100));
        assertThat(oneKnowsNoId.state(state -> state.deleting(before)).outcome("p0"))
                .as("it may mean a namesake")
                .isEqualTo(EXCEEDED);
        assertThat(given.inTrash(project("gone"), e -> e.deletedAt(LATELY))
                        .state(state -> state.deleting(before))
                        .outcome("p0"))
                .isEqualTo(EXCEEDED);
    }

    /** One project, and an unread version that this operator has trashed. */
    private static WorkspaceScenario batchWithOneTrashedBefore(
            Instant at, int maxTrashed, UnaryOperator<ClaimStatusBuilder> known) {
        return projects(1, 50)
                .policy(p -> p.limits(maxTrashed, 100))
                .versions("dog", 1)
                .unread(project("dog"))
                .claim(
                        TRASHED,
                        version("dog", 1),
                        c -> c.remembering(m -> known.apply(m.seen(ObservedState.ACTIVE)
                                .last(ActionKind.TRASH, at, Outcome.DONE, Optional.empty()))));
    }

    @Test
    void neitherDoesItWhileVersionsAreUnreadThatARuleMayProtect() {
        WorkspaceScenario given = projects(2, 50)
                .policy(p -> p.limits(3, 100)
                        .rules(restore("keep", s -> s.types(VERSION).projects("c*"))))
                .versions("cat", 1)
                .versions("cow", 1)
                .unread(project("cat"))
                .unread(project("cow"))
                .claim(TRASHED, project("cat"))
                .claim(TRASHED, project("cow"));
        assertThat(given.outcome("p0")).isEqualTo(EXCEEDED);
    }

    @Test
    void whatIsTrainedIsHeldByTheLimitAsBeforeARestartUntilTheTotalsAreRead() {
        Readiness exceeded = Readiness.stalled(Reason.LIMIT_EXCEEDED, "Nothing is trashed.");
        WorkspaceScenario given = projects(1, 5)
                .activeVersion(version("dog", 1), Optional.of(WorkspaceScenario.LONG_AGO), Tristate.YES, Tristate.NO)
                .incomplete()
                .claim(TRASHED, version("dog", 1), c -> c.remembering(m -> m.readiness(exceeded)));
        assertThat(given.outcome("dog/1")).isEqualTo(EXCEEDED);
    }

    @Test
    void whatALimitHeldBeforeARestartIsHeldUntilItIsReadWhetherAProjectTakesItsVersionsAlong() {
        Readiness exceeded = Readiness.stalled(Reason.LIMIT_EXCEEDED, "Nothing is trashed.");
        WorkspaceScenario given = projects(0, 50)
                .policy(p -> p.limits(2, 100))
                .versions("cat", 1, 2)
                .unread(version("cat", 2))
                .active(workflow("w"))
                .claim(TRASHED, project("cat"), c -> c.remembering(m -> m.readiness(exceeded)))
                .claim(TRASHED, version("cat", 1), c -> c.remembering(m -> m.readiness(exceeded)))
                .claim(TRASHED, version("cat", 2), c -> c.remembering(m -> m.readiness(exceeded)))
                .claim(TRASHED, workflow("w"), c -> c.remembering(m -> m.readiness(exceeded)));
        assertThat(given.outcome("w")).isEqualTo(EXCEEDED);
    }

    @Test
    void whatALimitHeldBeforeARestartIsHeldUntilItIsKnownWhatWouldBeLost() {
        Readiness exceeded = Readiness.stalled(Reason.LIMIT_EXCEEDED, "Nothing is trashed.");
        WorkspaceScenario given = WorkspaceScenario.workspace()
                .versions("dog", 1)
                .unread(version("dog", 1))
                .claim(TRASHED, version("dog", 1), c -> c.remembering(m -> m.readiness(exceeded)));
        assertThat(given.outcome("dog/1")).isEqualTo(EXCEEDED);
    }

    @Test
    void whatIsUnseenAndWaitsForAPersonOrWasTrashedBeforeDoesNotCount() {
        Readiness spared = Readiness.stalled(Reason.SPARED, "It is spared.");
        WorkspaceScenario given = projects(2, 50)
                .policy(p -> p.limits(3, 100))
                .versions("dog", 1, 2)
                .unread(project("dog"))
                .claim(TRASHED, version("dog", 1), c -> c.remembering(m -> m.readiness(spared)))
                .claim(TRASHED, version("dog", 2), c -> c.remembering(m -> m.seen(ObservedState.IN_TRASH)));
        assertThat(given.outcome("p0")).isEqualTo(TRASHING);
    }

    @Test
    void whatIsHeldForAnotherReasonDoesNotCount() {
        WorkspaceScenario given = projects(1, 50)
                .policy(p -> p.limits(1, 100))
                .activeVersion(version("dog", 1), Optional.of(WorkspaceScenario.LONG_AGO), Tristate.YES, Tristate.NO)
                .claim(TRASHED, version("dog", 1));
        assertThat(given.outcome("p0")).isEqualTo(TRASHING);
        assertThat(given.outcome("dog/1")).isEqualTo("ACTIVE STALLED TrainedModel TRASH held");
    }

    @Test
    void whatHasATrainedModelIsHeldByAnExceededLimitLikeTheRest() {
        WorkspaceScenario given = projects(3, 50)
                .policy(p -> p.limits(2, 100))
                .activeVersion(version("dog", 1), Optional.of(WorkspaceScenario.LONG_AGO), Tristate.YES, Tristate.NO)
                .claim(TRASHED, version("dog", 1));
        assertThat(given.outcome("dog/1")).isEqualTo(EXCEEDED);
    }

    @Test
    void versionsThatGoWithTheirProjectDoNotCount() {
        WorkspaceScenario given = projects(1, 50)
                .policy(p -> p.limits(1, 100))
                .active(version("p0", 1))
                .claim(TRASHED, version("p0", 1));
        assertThat(given.outcome("p0")).isEqualTo(TRASHING);
        assertThat(given.outcome("p0/1")).isEqualTo("ACTIVE RECONCILING WaitingForParent TRASH held");
    }
}
