package dev.trashops.plan;

import static dev.trashops.plan.model.DesiredState.OBSERVED;
import static dev.trashops.plan.model.DesiredState.RESTORED;
import static dev.trashops.plan.model.DesiredState.TRASHED;
import static dev.trashops.plan.model.ItemKey.project;
import static dev.trashops.plan.model.ItemKey.version;
import static dev.trashops.plan.model.ItemKey.workflow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.Hold;
import dev.trashops.plan.model.LastAction.Outcome;
import dev.trashops.plan.model.ObservedState;
import dev.trashops.plan.model.PolicyId;
import dev.trashops.plan.model.PolicyProjection;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Reason;
import dev.trashops.plan.model.RuleAction;
import dev.trashops.plan.testdata.ClaimBuilder;
import dev.trashops.plan.testdata.PlanReader;
import dev.trashops.plan.testdata.PolicyBuilder;
import dev.trashops.plan.testdata.RuleBuilder;
import dev.trashops.plan.testdata.WorkspaceScenario;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** After an answer that nobody asked for, nothing is trashed in the workspace until a person says so. */
class TrashingHaltTest {
    private static final Instant SINCE = WorkspaceScenario.NOW.minusSeconds(3600);
    private static final Instant LONG_BEFORE = SINCE.minusSeconds(3600);
    private static final String HELD = "ACTIVE STALLED UnexpectedAnswer TRASH held";
    private static final String SENT = "ACTIVE RECONCILING Trashing TRASH sent";

    /** Two policies in two namespaces, and a claim of each. */
    private static WorkspaceScenario two(UnaryOperator<PolicyBuilder> first, UnaryOperator<PolicyBuilder> second) {
        return WorkspaceScenario.workspace()
                .others(20)
                .active(project("cat"))
                .active(project("cow"))
                .policy(first)
                .policy(policy -> second.apply(policy.in("others").named("second")))
                .claim(TRASHED, project("cat"))
                .claim(TRASHED, project("cow"), claim -> claim.in("others").of("second"));
    }

    private static String ofCow(WorkspaceScenario given) {
        Readiness shown = PlanReader.view(given.plan(), "others", "cow")
                .claimStatus()
                .readiness()
                .orElseThrow();
        return shown.kind() + " " + shown.reason().text();
    }

    private static PolicyProjection second(WorkspaceScenario given) {
        return Objects.requireNonNull(given.plan().policies().get(new PolicyId("others", "second")));
    }

    @Test
    void itHoldsWhatAnyPolicyOfTheWorkspaceTrashesWhicheverShowsIt() {
        assertThat(two(p -> p, p -> p).outcome("cat")).isEqualTo(SENT);
        WorkspaceScenario halted = two(p -> p, p -> p.halted(SINCE));
        assertThat(halted.outcome("cat")).isEqualTo(HELD);
        assertThat(ofCow(halted)).isEqualTo("STALLED UnexpectedAnswer");
        assertThat(halted.plan().actions()).isEmpty();
        assertThat(PlanReader.view(halted.plan(), "cat").claimStatus().hold()).contains(Hold.HALT);
    }

    @Test
    void restoresAndObservationsGoOn() {
        WorkspaceScenario halted = two(p -> p.halted(SINCE), p -> p)
                .inTrash(workflow("w"))
                .inTrash(workflow("seen"))
                .claim(RESTORED, workflow("w"))
                .claim(OBSERVED, workflow("seen"));
        assertThat(halted.outcome("w")).isEqualTo("IN_TRASH RECONCILING Restoring RESTORE sent");
        assertThat(halted.outcome("seen")).isEqualTo("IN_TRASH READY Observed");
        assertThat(PlanReader.actions(halted.plan())).containsExactly("RESTORE w");
    }

    @Test
    void neitherAnApprovalNorAnAutomaticRuleLiftsIt() {
        WorkspaceScenario given = WorkspaceScenario.workspace()
                .others(9)
                .versions("cat", 1, 2)
                .policy(p -> p.rules(RuleBuilder.prune(1).automatic()).halted(SINCE))
                .child(RuleAction.TRASH, version("cat", 1));
        assertThat(given.plan().actions()).isEmpty();
    }

    @Test
    void anotherValueOfTheAnnotationOnAnyPolicyThatShowsItTakesItOffForAll() {
        WorkspaceScenario first = two(p -> p.halted(SINCE).requestedAt("now"), p -> p.halted(SINCE));
        WorkspaceScenario second = two(
                p -> p.halted(SINCE), p -> p.requestedAt("before").halted(SINCE).requestedAt("after"));
        for (WorkspaceScenario lifted : new WorkspaceScenario[] {first, second}) {
            assertThat(lifted.outcome("cat")).isEqualTo(SENT);
            assertThat(lifted.plan().policies().values())
                    .hasSize(2)
                    .allMatch(policy -> policy.halt().isEmpty())
                    .allMatch(policy -> policy.readiness().isReady());
        }
    }

    @Test
    void theValueOfBeforeAndThatOfAPolicyThatDoesNotShowItTakeNothingOff() {
        assertThat(two(p -> p, p -> p.requestedAt("before").halted(SINCE)).outcome("cat"))
                .isEqualTo(HELD);
        assertThat(two(p -> p.requestedAt("now"), p -> p.halted(SINCE)).outcome("cat"))
                .isEqualTo(HELD);
        assertThat(two(p -> p.halted(SINCE).requestedAt("now"), p -> p.halted(SINCE.plusMillis(1)))
                        .outcome("cat"))
                .as("one that was taken off before another answer came")
                .isEqualTo(HELD);
    }

    @Test
    void everyPolicySaysWhatWasAnsweredAndWhatToDoAndRemembersItsOwnAnnotation() {
        WorkspaceScenario halted = two(p -> p.halted(SINCE), p -> p.requestedAt("monday"));
        PolicyProjection shown = PlanReader.policy(halted.plan());
        assertThat(shown.readiness().isStalled()).isTrue();
        assertThat(shown.readiness().reason()).isEqualTo(Reason.UNEXPECTED_ANSWER);
        assertThat(shown.readiness().message())
                .startsWith("Roboflow answered the DELETE of project dog with trash: false (asked for true). This was"
                        + " done for RoboflowTrashPolicy policy.")
                .contains("Look into the workspace's Trash", "trashops.dev/requested-at");
        assertThat(shown.halt().orElseThrow().policy()).contains(new PolicyId("team", "policy"));
        PolicyProjection other = second(halted);
        assertThat(other.readiness().message()).contains("a policy in another namespace");
        assertThat(other.halt().orElseThrow().policy()).isEmpty();
        assertThat(other.halt().orElseThrow().request()).contains("monday");
        assertThat(other.halt().orElseThrow().since()).isEqualTo(SINCE);
    }

    @Test
    void whatStopsRestoresTooIsSaidFirst() {
        Readiness refused = Readiness.stalled(Reason.INVALID_CREDENTIALS, "Replace the key.");
        Readiness starting = Readiness.reconciling(Reason.SNAPSHOT_PENDING, "Starting.");
        Readiness failing = Readiness.reconciling(Reason.API_UNAVAILABLE, "No response.");
        PolicyProjection stalled = PlanReader.policy(
                two(p -> p.readiness(refused).halted(SINCE), p -> p).plan());
        assertThat(stalled.readiness()).isEqualTo(refused);
        assertThat(stalled.halt()).isPresent();
        assertThat(PlanReader.policy(two(p -> p.readiness(starting).halted(SINCE), p -> p)
                                .plan())
                        .readiness())
                .isEqualTo(starting);
        assertThat(PlanReader.policy(two(p -> p.readiness(failing).halted(SINCE), p -> p)
                                .plan())
                        .readiness()
                        .reason())
                .isEqualTo(Reason.UNEXPECTED_ANSWER);
    }

    @Test
    void itKeepsNothingOutOfThePlanUnderReview() {
        WorkspaceScenario given = WorkspaceScenario.workspace()
                .others(9)
                .versions("cat", 1, 2)
                .policy(p -> p.rules(RuleBuilder.prune(1)))
                .child(RuleAction.TRASH, version("cat", 1));
        WorkspaceScenario halted = WorkspaceScenario.workspace()
                .others(9)
                .versions("cat", 1, 2)
                .policy(p -> p.rules(RuleBuilder.prune(1)).halted(SINCE))
                .child(RuleAction.TRASH, version("cat", 1));
        assertThat(PlanReader.lines(halted.plan()))
                .isEqualTo(PlanReader.lines(given.plan()))
                .hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = Outcome.class,
            names = {"DONE", "FAILED", "REVERTED"})
    void theItemThatWasAnsweredSoSaysWhyWhereverItSeemsToBe(Outcome outcome) {
        UnaryOperator<ClaimBuilder> answered = claim -> claim.created(LONG_BEFORE)
                .remembering(status -> status.seen(ObservedState.ACTIVE)
                        .last(ActionKind.TRASH, SINCE.plusNanos(999), outcome, Optional.empty()));
        WorkspaceScenario active = two(p -> p.halted(SINCE), p -> p).claim(TRASHED, workflow("w"), answered);
        WorkspaceScenario trashed =
                two(p -> p.halted(SINCE), p -> p).inTrash(workflow("w")).claim(TRASHED, workflow("w"), answered);
        for (WorkspaceScenario given : new WorkspaceScenario[] {active, trashed, active.active(workflow("w"))}) {
            assertThat(PlanReader.readiness(given.plan(), "w").reason()).isEqualTo(Reason.UNEXPECTED_ANSWER);
            assertThat(PlanReader.readiness(given.plan(), "w").message())
                    .startsWith("Roboflow answered the DELETE of")
                    .contains("trash: false");
        }
        assertThat(two(p -> p.halted(SINCE), p -> p)
                        .inTrash(workflow("w"))
                        .claim(RESTORED, workflow("w"), answered)
                        .outcome("w"))
                .as("it may still be saved")
                .isEqualTo("IN_TRASH RECONCILING Restoring RESTORE sent");
    }

    @Test
    void whatItHeldCountsAgainstTheLimitsUntilItIsReadAfterARestart() {
        WorkspaceScenario given = WorkspaceScenario.workspace()
                .others(40)
                .policy(p -> p.limits(2, 100))
                .active(version("cat", 1))
                .unread(project("dog"))
                .active(version("dog", 1))
                .active(version("dog", 2))
                .claim(TRASHED, version("cat", 1));
        for (int number = 1; number <= 2; number++) {
            given.claim(
                    TRASHED,
                    version("dog", number),
                    claim -> claim.remembering(status -> status.seen(ObservedState.ACTIVE)
                            .planned(ActionKind.TRASH)
                            .readiness(Readiness.stalled(Reason.UNEXPECTED_ANSWER, "Halted."))));
        }
        assertThat(given.outcome("cat/1")).doesNotEndWith("sent");
        assertThat(given.plan().actions()).isEmpty();
    }
}
