package dev.trashops.plan;

import static dev.trashops.plan.GivenRule.prune;
import static dev.trashops.plan.GivenRule.trash;
import static dev.trashops.plan.model.DesiredState.TRASHED;
import static dev.trashops.plan.model.ItemKey.project;
import static dev.trashops.plan.model.ItemKey.version;
import static dev.trashops.plan.model.ItemKey.workflow;
import static dev.trashops.plan.model.ItemType.VERSION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.plan.model.Acknowledgement;
import dev.trashops.plan.model.ApprovedPlanLookup;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Reason;
import dev.trashops.plan.model.RuleAction;
import dev.trashops.plan.model.TrashPlan;
import dev.trashops.plan.model.Tristate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What a person's approval of a plan releases, and what waits for one. */
class ApprovalTest {
    private static final String WAITING = "ACTIVE STALLED ApprovalRequired TRASH held";
    private static final String TRASHING = "ACTIVE RECONCILING Trashing TRASH sent";
    private static final String EXCEEDED = "ACTIVE STALLED LimitExceeded TRASH held";
    private static final Instant LATELY = Given.NOW.minus(Duration.ofHours(2));

    private static String line(ItemKey item) {
        return TrashPlan.line(item, Optional.empty(), Optional.of(Given.LONG_AGO));
    }

    private static String named(int number) {
        return GivenClaim.nameOf(RuleAction.TRASH, version("cat", number));
    }

    /** Five versions, of which a rule trashes the three oldest. */
    private static Given pruning(UnaryOperator<GivenPolicy> policy) {
        Given given =
                Given.workspace().others(9).versions("cat", 1, 2, 3, 4, 5).policy(p -> policy.apply(p.rules(prune(2))));
        for (int number = 1; number <= 3; number++) {
            given.child(RuleAction.TRASH, version("cat", number));
        }
        return given;
    }

    private static Plan approving(Instant until) {
        return pruning(p -> p.approving(until, line(version("cat", 1)))).plan();
    }

    @Test
    void whatARuleTrashesWaitsForAnApproval() {
        Plan plan = pruning(p -> p).plan();
        assertThat(Told.of(plan, named(1))).isEqualTo(WAITING);
        assertThat(plan.actions()).isEmpty();
        assertThat(Told.policy(plan).approvalRequired().orElseThrow()).contains("spec.approvedPlan");
        assertThat(Told.lines(plan))
                .containsExactly(line(version("cat", 1)), line(version("cat", 2)), line(version("cat", 3)));
    }

    @Test
    void whatCannotBeApprovedForItsTrainedModelIsNotHeldByALimitEither() {
        Given given = pruning(p -> p.limits(1, 100))
                .activeVersion(version("cat", 1), Optional.of(Given.LONG_AGO), Tristate.YES, Tristate.NO)
                .active(workflow("w"))
                .active(workflow("v"))
                .claim(TRASHED, workflow("w"))
                .claim(TRASHED, workflow("v"));
        assertThat(given.told("w")).isEqualTo(EXCEEDED);
        assertThat(given.told(named(1))).isEqualTo("ACTIVE STALLED TrainedModel TRASH held");
    }

    @Test
    void whatWaitedForAnApprovalBeforeARestartWaitsUntilItIsKnownWhatWouldBeLost() {
        Readiness waiting = Readiness.stalled(Reason.APPROVAL_REQUIRED, "Trashing it needs an approval.");
        Given given = Given.workspace()
                .others(9)
                .versions("cat", 1, 2)
                .unread(version("cat", 1))
                .policy(p -> p.rules(prune(1)))
                .child(RuleAction.TRASH, version("cat", 1), c -> c.remembering(m -> m.standing(waiting)));
        assertThat(given.told(named(1))).isEqualTo(WAITING);
        assertThat(Told.policy(given.plan()).trashPlan()).isEmpty();
    }

    @Test
    void whatIsApprovedAndHasATrainedModelIsNotHeldByALimitEither() {
        Given given = Given.workspace()
                .others(9)
                .activeVersion(version("cat", 1), Optional.of(Given.LONG_AGO), Tristate.YES, Tristate.NO)
                .active(workflow("w"))
                .active(workflow("v"))
                .claim(TRASHED, version("cat", 1))
                .claim(TRASHED, workflow("w"))
                .claim(TRASHED, workflow("v"))
                .policy(p -> p.limits(1, 100).approving(line(version("cat", 1))));
        assertThat(given.told("w")).isEqualTo(EXCEEDED);
        assertThat(given.told("cat/1")).isEqualTo("ACTIVE STALLED TrainedModel TRASH held");
    }

    @Test
    void whatAnApprovedPlanListsIsReleasedAndAdditionsWait() {
        Plan plan = pruning(p -> p.approving(line(version("cat", 1)), line(version("cat", 3)), line(project("gone"))))
                .plan();
        assertThat(Told.actions(plan)).containsExactly("TRASH cat/1", "TRASH cat/3");
        assertThat(plan.actions()).allSatisfy(action -> {
            assertThat(action.approval()).isPresent();
            assertThat(action.rule()).contains("prune");
        });
        assertThat(Told.of(plan, named(2))).isEqualTo(WAITING);
        assertThat(Told.standing(plan, named(2)).message()).contains("does not list it");
    }

    @Test
    void anApprovalHoldsUntilItsTimeAndAtMostFourteenDaysAhead() {
        assertThat(Told.of(approving(Given.NOW.plusSeconds(1)), named(1))).isEqualTo(TRASHING);
        assertThat(Told.of(approving(Given.NOW.plus(Duration.ofDays(14))), named(1)))
                .isEqualTo(TRASHING);
        Plan ended = approving(Given.NOW);
        assertThat(Told.of(ended, named(1))).isEqualTo(WAITING);
        assertThat(Told.standing(ended, named(1)).message()).contains("has expired");
        Plan tooFar = approving(Given.NOW.plus(Duration.ofDays(14)).plusSeconds(1));
        assertThat(Told.of(tooFar, named(1))).isEqualTo(WAITING);
        assertThat(Told.standing(tooFar, named(1)).message()).contains("14 days");
    }

    @Test
    void anotherDigestOrAnotherWorkspacesPlanReleasesNothing() {
        TrashPlan plan = TrashPlan.of(Given.WORKSPACE, List.of(line(version("cat", 1))));
        TrashPlan foreign = TrashPlan.of("another", plan.lines());
        Instant until = Given.NOW.plusSeconds(60);

        assertThat(pruning(p -> p.approving("sha256:0", until).published(new ApprovedPlanLookup.Found(plan)))
                        .told(named(1)))
                .isEqualTo(WAITING);
        assertThat(pruning(p -> p.approving(foreign.digest(), until).published(new ApprovedPlanLookup.Found(foreign)))
                        .told(named(1)))
                .isEqualTo(WAITING);
        assertThat(pruning(p -> p.approving(plan.digest(), until).published(new ApprovedPlanLookup.Missing()))
                        .told(named(1)))
                .isEqualTo(WAITING);
        assertThat(pruning(p -> p.published(new ApprovedPlanLookup.Found(plan))).told(named(1)))
                .isEqualTo(WAITING);
    }

    @Test
    void aPlanThatWasNotReadYetIsPending() {
        Given given = pruning(
                p -> p.approving("sha256:0", Given.NOW.plusSeconds(60)).published(new ApprovedPlanLookup.Unread()));
        assertThat(given.told(named(1))).isEqualTo("ACTIVE RECONCILING SnapshotPending TRASH held");
    }

    @Test
    void aLineIsOfThatItemAloneNotOfANamesake() {
        String older = TrashPlan.line(version("cat", 1), Optional.empty(), Optional.of(Given.LONG_AGO.minusSeconds(1)));
        assertThat(pruning(p -> p.approving(older)).told(named(1))).isEqualTo(WAITING);
        assertThat(pruning(p -> p.approving("version cat/1")).told(named(1))).isEqualTo(WAITING);
    }

    @Test
    void nothingRunsTwiceByTheSameApprovalWhateverHappenedSince() {
        Given given = Given.workspace()
                .others(9)
                .versions("cat", 1)
                .claim(TRASHED, version("cat", 1))
                .policy(p -> {
                    GivenPolicy approving = p.limits(0, 1).approving(line(version("cat", 1)));
                    return approving
                            .trashed(version("cat", 1), LATELY, Optional.empty(), Optional.of(approving.digest()))
                            .trashed(version("cat", 1), LATELY.plusSeconds(60), Optional.empty(), Optional.empty());
                });
        assertThat(given.told("cat/1")).isEqualTo(EXCEEDED);
        Given byAnother = Given.workspace()
                .others(9)
                .versions("cat", 1)
                .claim(TRASHED, version("cat", 1))
                .policy(p -> p.limits(0, 1)
                        .approving(line(version("cat", 1)))
                        .trashed(version("cat", 1), LATELY, Optional.empty(), Optional.of("sha256:0")));
        assertThat(byAnother.told("cat/1")).isEqualTo(TRASHING);
    }

    @Test
    void anApprovalReleasesWhatPeopleTrashOverALimitToo() {
        Given given = Given.workspace()
                .others(50)
                .policy(p -> p.limits(2, 100).approving(line(project("p0")), line(project("p2"))));
        for (int i = 0; i < 5; i++) {
            given.active(project("p" + i)).claim(TRASHED, project("p" + i));
        }
        assertThat(Told.actions(given.plan())).containsExactly("TRASH p0", "TRASH p2");
        assertThat(given.told("p1")).isEqualTo(EXCEEDED);
    }

    @Test
    void whatWaitsForAnApprovalDoesNotCountAgainstTheLimits() {
        Given given = pruning(p -> p.limits(1, 100)).active(workflow("w")).claim(TRASHED, workflow("w"));
        assertThat(given.told("w")).isEqualTo(TRASHING);
        assertThat(given.told(named(1))).isEqualTo(WAITING);
    }

    @Test
    void whatNeedsNoApprovalCounts() {
        Given given = Given.workspace()
                .versions("cat", 1, 2, 3)
                .policy(p -> p.limits(1, 100).rules(prune(1).automatic()))
                .child(RuleAction.TRASH, version("cat", 1))
                .child(RuleAction.TRASH, version("cat", 2));
        assertThat(given.told(named(1))).isEqualTo(EXCEEDED);
        assertThat(Told.policy(given.plan()).limitExceeded()).isPresent();
    }

    @Test
    void anApprovalLiftsNothingButTheNeedForItAndTheLimits() {
        Given planning = pruning(p -> p.planning().approving(line(version("cat", 1))));
        assertThat(planning.told(named(1))).isEqualTo("ACTIVE STALLED PlanOnly TRASH held");
        Given suspended = pruning(p -> p.suspended().approving(line(version("cat", 1))));
        assertThat(suspended.told(named(1))).isEqualTo("ACTIVE STALLED Suspended TRASH held");
        Given trained = pruning(p -> p.approving(line(version("cat", 1))))
                .activeVersion(version("cat", 1), Optional.of(Given.LONG_AGO), Tristate.YES, Tristate.NO);
        assertThat(trained.told(named(1))).isEqualTo("ACTIVE STALLED TrainedModel TRASH held");
        Given unsettled = pruning(p -> p.approving(line(version("cat", 1)))).justStarted();
        assertThat(unsettled.told(named(1))).isEqualTo("ACTIVE RECONCILING Settling TRASH held");
    }

    @Test
    void whatRuleAndClaimAcknowledgeTogetherIsAcknowledged() {
        GivenRule rule = trash("old", s -> s.types(VERSION).olderThan(Duration.ofDays(30)))
                .automatic()
                .acknowledging(Acknowledgement.TRAINED_MODEL);
        Given given = Given.workspace()
                .activeVersion(version("cat", 1), Optional.of(Given.LONG_AGO), Tristate.YES, Tristate.NO)
                .activeVersion(version("cat", 2), Optional.of(Given.LONG_AGO), Tristate.YES, Tristate.YES)
                .activeVersion(version("cat", 3), Optional.of(Given.LONG_AGO), Tristate.YES, Tristate.YES)
                .policy(p -> p.rules(rule))
                .child(RuleAction.TRASH, version("cat", 1))
                .child(RuleAction.TRASH, version("cat", 2))
                .child(RuleAction.TRASH, version("cat", 3), c -> c.acknowledging(Acknowledgement.RUNNING_TRAINING));
        assertThat(given.told(named(1))).isEqualTo(TRASHING);
        assertThat(given.told(named(2))).isEqualTo("ACTIVE RECONCILING RunningTraining TRASH held");
        assertThat(given.told(named(3))).isEqualTo(TRASHING);
    }

    @Test
    void aRulesClaimThatSomebodySetToTrashedIsThatPersonsWish() {
        Given given = Given.workspace()
                .others(9)
                .versions("cat", 1)
                .policy(p -> p.rules(GivenRule.observe("mirror", s -> s.types(VERSION))))
                .child(RuleAction.OBSERVE, version("cat", 1), c -> c.setTo(TRASHED));
        assertThat(given.told(GivenClaim.nameOf(RuleAction.OBSERVE, version("cat", 1))))
                .isEqualTo(TRASHING);
    }

    @Test
    void anApprovedVersionDoesNotWaitForAProjectThatIsHeld() {
        Given given = Given.workspace()
                .versions("cat", 1, 2)
                .policy(p -> p.limits(0, 100).rules(prune(1)).approving(line(version("cat", 1))))
                .policy(p -> p.in("others"))
                .child(RuleAction.TRASH, version("cat", 1))
                .claim(TRASHED, project("cat"), c -> c.in("others"));
        assertThat(given.told(named(1))).isEqualTo(TRASHING);
    }
}
