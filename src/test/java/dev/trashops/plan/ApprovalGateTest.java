package dev.trashops.plan;

import static dev.trashops.Workspaces.eu;
import static dev.trashops.Workspaces.us;
import static dev.trashops.plan.model.DesiredState.TRASHED;
import static dev.trashops.plan.model.ItemKey.project;
import static dev.trashops.plan.model.ItemKey.version;
import static dev.trashops.plan.model.ItemKey.workflow;
import static dev.trashops.plan.model.ItemType.VERSION;
import static dev.trashops.plan.testdata.RuleBuilder.prune;
import static dev.trashops.plan.testdata.RuleBuilder.trash;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.plan.model.Acknowledgement;
import dev.trashops.plan.model.ApprovedPlanLookup;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.PolicyCondition;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Reason;
import dev.trashops.plan.model.RuleAction;
import dev.trashops.plan.model.TrashPlan;
import dev.trashops.plan.model.Tristate;
import dev.trashops.plan.testdata.ClaimBuilder;
import dev.trashops.plan.testdata.PlanReader;
import dev.trashops.plan.testdata.PolicyBuilder;
import dev.trashops.plan.testdata.RuleBuilder;
import dev.trashops.plan.testdata.WorkspaceScenario;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What a person's approval of a plan releases, and what waits for one. */
class ApprovalGateTest {
    private static final String WAITING = "ACTIVE STALLED ApprovalRequired TRASH held";
    private static final String PENDING = "ACTIVE RECONCILING PlanPending TRASH held";
    private static final String TRASHING = "ACTIVE RECONCILING Trashing TRASH sent";
    private static final String EXCEEDED = "ACTIVE STALLED LimitExceeded TRASH held";
    private static final Instant LATELY = WorkspaceScenario.NOW.minus(Duration.ofHours(2));

    private static String line(ItemKey item) {
        return TrashPlan.line(item, Optional.empty(), Optional.of(WorkspaceScenario.LONG_AGO));
    }

    private static String named(int number) {
        return ClaimBuilder.nameOf(RuleAction.TRASH, version("cat", number));
    }

    /** Five versions, of which a rule trashes the three oldest. */
    private static WorkspaceScenario pruning(UnaryOperator<PolicyBuilder> policy) {
        WorkspaceScenario given = WorkspaceScenario.workspace()
                .others(9)
                .versions("cat", 1, 2, 3, 4, 5)
                .policy(p -> policy.apply(p.rules(prune(2))));
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
        assertThat(PlanReader.of(plan, named(1))).isEqualTo(WAITING);
        assertThat(plan.actions()).isEmpty();
        assertThat(PlanReader.policy(plan)
                        .condition(PolicyCondition.APPROVAL_REQUIRED)
                        .orElseThrow()
                        .message())
                .contains("spec.approvedPlan");
        assertThat(PlanReader.lines(plan))
                .containsExactly(line(version("cat", 1)), line(version("cat", 2)), line(version("cat", 3)));
    }

    @Test
    void whatCannotBeApprovedForItsTrainedModelIsNotHeldByALimitEither() {
        WorkspaceScenario given = pruning(p -> p.limits(1, 100))
                .activeVersion(version("cat", 1), Optional.of(WorkspaceScenario.LONG_AGO), Tristate.YES, Tristate.NO)
                .active(workflow("w"))
                .active(workflow("v"))
                .claim(TRASHED, workflow("w"))
                .claim(TRASHED, workflow("v"));
        assertThat(given.outcome("w")).isEqualTo(EXCEEDED);
        assertThat(given.outcome(named(1))).isEqualTo("ACTIVE STALLED TrainedModel TRASH held");
    }

    @Test
    void whatWaitedForAnApprovalBeforeARestartWaitsUntilItIsKnownWhatWouldBeLost() {
        Readiness waiting = Readiness.stalled(Reason.APPROVAL_REQUIRED, "Trashing it needs an approval.");
        WorkspaceScenario given = WorkspaceScenario.workspace()
                .others(9)
                .versions("cat", 1, 2)
                .unread(version("cat", 1))
                .policy(p -> p.rules(prune(1)))
                .child(RuleAction.TRASH, version("cat", 1), c -> c.remembering(m -> m.readiness(waiting)));
        assertThat(given.outcome(named(1))).isEqualTo(WAITING);
        assertThat(PlanReader.policy(given.plan()).trashPlan()).isEmpty();
    }

    @Test
    void whatIsApprovedAndHasATrainedModelIsNotHeldByALimitEither() {
        WorkspaceScenario given = WorkspaceScenario.workspace()
                .others(9)
                .activeVersion(version("cat", 1), Optional.of(WorkspaceScenario.LONG_AGO), Tristate.YES, Tristate.NO)
                .active(workflow("w"))
                .active(workflow("v"))
                .claim(TRASHED, version("cat", 1))
                .claim(TRASHED, workflow("w"))
                .claim(TRASHED, workflow("v"))
                .policy(p -> p.limits(1, 100).approving(line(version("cat", 1))));
        assertThat(given.outcome("w")).isEqualTo(EXCEEDED);
        assertThat(given.outcome("cat/1")).isEqualTo("ACTIVE STALLED TrainedModel TRASH held");
    }

    @Test
    void whatAnApprovedPlanListsIsReleasedAndAdditionsWait() {
        Plan plan = pruning(p -> p.approving(line(version("cat", 1)), line(version("cat", 3)), line(project("gone"))))
                .plan();
        assertThat(PlanReader.actions(plan)).containsExactly("TRASH cat/1", "TRASH cat/3");
        assertThat(plan.actions()).allSatisfy(action -> {
            assertThat(action.approval()).isPresent();
            assertThat(action.rule()).contains("prune");
        });
        assertThat(PlanReader.of(plan, named(2))).as("the next plan follows").isEqualTo(PENDING);
    }

    @Test
    void anApprovalHoldsUntilItsTimeAndAtMostFourteenDaysAhead() {
        assertThat(PlanReader.of(approving(WorkspaceScenario.NOW.plusSeconds(1)), named(1)))
                .isEqualTo(TRASHING);
        assertThat(PlanReader.of(approving(WorkspaceScenario.NOW.plus(Duration.ofDays(14))), named(1)))
                .isEqualTo(TRASHING);
        Plan ended = approving(WorkspaceScenario.NOW);
        assertThat(PlanReader.of(ended, named(1))).isEqualTo(WAITING);
        assertThat(PlanReader.readiness(ended, named(1)).message()).contains("has expired");
        Plan tooFar = approving(WorkspaceScenario.NOW.plus(Duration.ofDays(14)).plusSeconds(1));
        assertThat(PlanReader.of(tooFar, named(1))).isEqualTo(WAITING);
        assertThat(PlanReader.readiness(tooFar, named(1)).message()).contains("14 days");
    }

    @Test
    void anotherDigestOrAnotherWorkspacesPlanReleasesNothing() {
        TrashPlan plan = TrashPlan.of(WorkspaceScenario.WORKSPACE, List.of(line(version("cat", 1))));
        TrashPlan foreign = TrashPlan.of(us("another"), plan.lines());
        TrashPlan european = TrashPlan.of(eu(plan.workspace().slug()), plan.lines());
        Instant until = WorkspaceScenario.NOW.plusSeconds(60);

        assertThat(pruning(p -> p.approving("sha256:0", until).published(new ApprovedPlanLookup.Found(plan)))
                        .outcome(named(1)))
                .isEqualTo(WAITING);
        assertThat(pruning(p -> p.approving(foreign.digest(), until).published(new ApprovedPlanLookup.Found(foreign)))
                        .outcome(named(1)))
                .isEqualTo(WAITING);
        assertThat(pruning(p -> p.approving(european.digest(), until).published(new ApprovedPlanLookup.Found(european)))
                        .outcome(named(1)))
                .isEqualTo(WAITING);
        assertThat(pruning(p -> p.approving(plan.digest(), until).published(new ApprovedPlanLookup.Missing()))
                        .outcome(named(1)))
                .isEqualTo(WAITING);
        assertThat(pruning(p -> p.published(new ApprovedPlanLookup.Found(plan))).outcome(named(1)))
                .isEqualTo(WAITING);
    }

    @Test
    void aPlanThatWasNotReadYetIsPending() {
        WorkspaceScenario given = pruning(p -> p.approving("sha256:0", WorkspaceScenario.NOW.plusSeconds(60))
                .published(new ApprovedPlanLookup.Unread()));
        assertThat(given.outcome(named(1))).isEqualTo("ACTIVE RECONCILING SnapshotPending TRASH held");
    }

    @Test
    void aLineIsOfThatItemAloneNotOfANamesake() {
        String older = TrashPlan.line(
                version("cat", 1), Optional.empty(), Optional.of(WorkspaceScenario.LONG_AGO.minusSeconds(1)));
        assertThat(pruning(p -> p.approving(older)).outcome(named(1))).isEqualTo(WAITING);
        assertThat(pruning(p -> p.approving("version cat/1")).outcome(named(1))).isEqualTo(WAITING);
    }

    @Test
    void nothingRunsTwiceByTheSameApprovalWhateverHappenedSince() {
        WorkspaceScenario given = WorkspaceScenario.workspace()
                .others(9)
                .versions("cat", 1)
                .claim(TRASHED, version("cat", 1))
                .policy(p -> {
                    PolicyBuilder approving = p.limits(0, 1).approving(line(version("cat", 1)));
                    return approving
                            .trashed(version("cat", 1), LATELY, Optional.empty(), Optional.of(approving.digest()))
                            .trashed(version("cat", 1), LATELY.plusSeconds(60), Optional.empty(), Optional.empty());
                });
        assertThat(given.outcome("cat/1")).isEqualTo(EXCEEDED);
        WorkspaceScenario byAnother = WorkspaceScenario.workspace()
                .others(9)
                .versions("cat", 1)
                .claim(TRASHED, version("cat", 1))
                .policy(p -> p.limits(0, 1)
                        .approving(line(version("cat", 1)))
                        .trashed(version("cat", 1), LATELY, Optional.empty(), Optional.of("sha256:0")));
        assertThat(byAnother.outcome("cat/1")).isEqualTo(TRASHING);
    }

    @Test
    void anApprovalReleasesWhatPeopleTrashOverALimitToo() {
        WorkspaceScenario given = WorkspaceScenario.workspace()
                .others(50)
                .policy(p -> p.limits(2, 100).approving(line(project("p0")), line(project("p2"))));
        for (int i = 0; i < 5; i++) {
            given.active(project("p" + i)).claim(TRASHED, project("p" + i));
        }
        assertThat(PlanReader.actions(given.plan())).containsExactly("TRASH p0", "TRASH p2");
        assertThat(given.outcome("p1")).isEqualTo(EXCEEDED);
    }

    @Test
    void whatWaitsForAnApprovalDoesNotCountAgainstTheLimits() {
        WorkspaceScenario given =
                pruning(p -> p.limits(1, 100)).active(workflow("w")).claim(TRASHED, workflow("w"));
        assertThat(given.outcome("w")).isEqualTo(TRASHING);
        assertThat(given.outcome(named(1))).isEqualTo(PENDING);
    }

    @Test
    void whatNeedsNoApprovalCounts() {
        WorkspaceScenario given = WorkspaceScenario.workspace()
                .versions("cat", 1, 2, 3)
                .policy(p -> p.limits(1, 100).rules(prune(1).automatic()))
                .child(RuleAction.TRASH, version("cat", 1))
                .child(RuleAction.TRASH, version("cat", 2));
        assertThat(given.outcome(named(1))).isEqualTo(EXCEEDED);
        assertThat(PlanReader.policy(given.plan()).condition(PolicyCondition.LIMIT_EXCEEDED))
                .isPresent();
    }

    @Test
    void anApprovalLiftsNothingButTheNeedForItAndTheLimits() {
        WorkspaceScenario planning = pruning(p -> p.planning().approving(line(version("cat", 1))));
        assertThat(planning.outcome(named(1))).isEqualTo("ACTIVE STALLED PlanOnly TRASH held");
        WorkspaceScenario suspended = pruning(p -> p.suspended().approving(line(version("cat", 1))));
        assertThat(suspended.outcome(named(1))).isEqualTo("ACTIVE STALLED Suspended TRASH held");
        WorkspaceScenario trained = pruning(p -> p.approving(line(version("cat", 1))))
                .activeVersion(version("cat", 1), Optional.of(WorkspaceScenario.LONG_AGO), Tristate.YES, Tristate.NO);
        assertThat(trained.outcome(named(1))).isEqualTo("ACTIVE STALLED TrainedModel TRASH held");
        WorkspaceScenario unsettled =
                pruning(p -> p.approving(line(version("cat", 1)))).justStarted();
        assertThat(unsettled.outcome(named(1))).isEqualTo("ACTIVE RECONCILING Settling TRASH held");
    }

    @Test
    void whatRuleAndClaimAcknowledgeTogetherIsAcknowledged() {
        RuleBuilder rule = trash("old", s -> s.types(VERSION).olderThan(Duration.ofDays(30)))
                .automatic()
                .acknowledging(Acknowledgement.TRAINED_MODEL);
        WorkspaceScenario given = WorkspaceScenario.workspace()
                .activeVersion(version("cat", 1), Optional.of(WorkspaceScenario.LONG_AGO), Tristate.YES, Tristate.NO)
                .activeVersion(version("cat", 2), Optional.of(WorkspaceScenario.LONG_AGO), Tristate.YES, Tristate.YES)
                .activeVersion(version("cat", 3), Optional.of(WorkspaceScenario.LONG_AGO), Tristate.YES, Tristate.YES)
                .policy(p -> p.rules(rule))
                .child(RuleAction.TRASH, version("cat", 1))
                .child(RuleAction.TRASH, version("cat", 2))
                .child(RuleAction.TRASH, version("cat", 3), c -> c.acknowledging(Acknowledgement.RUNNING_TRAINING));
        assertThat(given.outcome(named(1))).isEqualTo(TRASHING);
        assertThat(given.outcome(named(2))).isEqualTo("ACTIVE RECONCILING RunningTraining TRASH held");
        assertThat(given.outcome(named(3))).isEqualTo(TRASHING);
    }

    @Test
    void aRulesClaimThatSomebodySetToTrashedIsThatPersonsWish() {
        WorkspaceScenario given = WorkspaceScenario.workspace()
                .others(9)
                .versions("cat", 1)
                .policy(p -> p.rules(RuleBuilder.observe("mirror", s -> s.types(VERSION))))
                .child(RuleAction.OBSERVE, version("cat", 1), c -> c.setTo(TRASHED));
        assertThat(given.outcome(ClaimBuilder.nameOf(RuleAction.OBSERVE, version("cat", 1))))
                .isEqualTo(TRASHING);
    }

    @Test
    void anApprovedVersionDoesNotWaitForAProjectThatIsHeld() {
        WorkspaceScenario given = WorkspaceScenario.workspace()
                .versions("cat", 1, 2)
                .policy(p -> p.limits(0, 100).rules(prune(1)).approving(line(version("cat", 1))))
                .policy(p -> p.in("others"))
                .child(RuleAction.TRASH, version("cat", 1))
                .claim(TRASHED, project("cat"), c -> c.in("others"));
        assertThat(given.outcome(named(1))).isEqualTo(TRASHING);
    }
}
