package dev.trashops.plan;

import static dev.trashops.Workspaces.us;
import static dev.trashops.plan.model.DesiredState.RESTORED;
import static dev.trashops.plan.model.DesiredState.TRASHED;
import static dev.trashops.plan.model.ItemKey.project;
import static dev.trashops.plan.model.ItemKey.version;
import static dev.trashops.plan.model.ItemKey.workflow;
import static dev.trashops.plan.model.ItemType.PROJECT;
import static dev.trashops.plan.model.ItemType.VERSION;
import static dev.trashops.plan.testdata.RuleBuilder.prune;
import static dev.trashops.plan.testdata.RuleBuilder.restore;
import static dev.trashops.plan.testdata.RuleBuilder.trash;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.plan.model.ActionBackoff;
import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.ClaimId;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.LastAction.Outcome;
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

/** What is published for review before anything is trashed. */
class ReviewPlansTest {
    private static final Readiness BROKEN = Readiness.reconciling(Reason.API_UNAVAILABLE, "Roboflow did not answer.");

    private static String line(ItemKey item) {
        return TrashPlan.line(item, Optional.empty(), Optional.of(WorkspaceScenario.LONG_AGO));
    }

    /** A rule trashes version 1, and a person a workflow and a project with a version. */
    private static WorkspaceScenario mixed(UnaryOperator<PolicyBuilder> policy) {
        return WorkspaceScenario.workspace()
                .others(9)
                .versions("cat", 1, 2)
                .versions("dog", 1)
                .active(workflow("w"))
                .policy(p -> policy.apply(p.limits(0, 100).rules(prune(1))))
                .child(RuleAction.TRASH, version("cat", 1))
                .claim(TRASHED, workflow("w"))
                .claim(TRASHED, project("dog"), c -> c.pinned("id-dog"))
                .claim(TRASHED, version("dog", 1));
    }

    private static Optional<TrashPlan> published(WorkspaceScenario given) {
        return PlanReader.policy(given.plan()).trashPlan();
    }

    @Test
    void listedIsWhatOnlyAWordALimitOrPlanModeStandsBeforeAndVersionsGoWithTheirProject() {
        List<String> expected = List.of(
                "project dog created " + WorkspaceScenario.LONG_AGO + " id id-dog",
                line(version("cat", 1)),
                line(workflow("w")));
        assertThat(PlanReader.lines(mixed(p -> p).plan())).isEqualTo(expected);
        assertThat(PlanReader.lines(mixed(PolicyBuilder::planning).plan())).isEqualTo(expected);
    }

    @Test
    void aPassingFailureKeepsNothingOutOfThePlan() {
        ActionBackoff setback = new ActionBackoff(BROKEN, WorkspaceScenario.NOW.plusSeconds(60), 1);
        WorkspaceScenario failing =
                mixed(p -> p).state(state -> state.setBack(new ClaimId("uid-team-w", "team", "w"), setback));
        assertThat(failing.outcome("w")).isEqualTo("ACTIVE RECONCILING ApiUnavailable TRASH held");
        assertThat(published(failing)).isEqualTo(published(mixed(p -> p)));
    }

    @Test
    void whatIsTrainedTrainingProtectedExcludedSparedOrInConflictIsNotInIt() {
        Instant old = WorkspaceScenario.LONG_AGO;
        WorkspaceScenario given = WorkspaceScenario.workspace()
                .others(9)
                .activeVersion(version("cat", 1), Optional.of(old), Tristate.YES, Tristate.NO)
                .activeVersion(version("cat", 2), Optional.of(old), Tristate.NO, Tristate.YES)
                .versions("cat", 3, 4, 5, 6, 7, 8)
                .versions("dog", 1, 2)
                .versions("eel", 1, 2)
                .policy(p -> p.rules(
                                restore("keep", s -> s.types(VERSION).projects("eel")),
                                prune(1).except(s -> s.projects("dog")))
                        .trashed(
                                version("cat", 3),
                                WorkspaceScenario.NOW.minusSeconds(900),
                                Optional.of("prune"),
                                Optional.empty()))
                .policy(p -> p.in("others"))
                .claim(RESTORED, version("cat", 4), c -> c.in("others"))
                .claim(TRASHED, project("eel"))
                .claim(TRASHED, workflow("later"))
                .active(workflow("later"), Optional.of(WorkspaceScenario.NOW));
        for (int number = 1; number <= 7; number++) {
            int which = number;
            given.child(RuleAction.TRASH, version("cat", number), c -> which == 5 ? c.suspended() : c);
        }
        assertThat(PlanReader.lines(given.plan())).containsExactly(line(version("cat", 6)), line(version("cat", 7)));
    }

    @Test
    void aPlanThatListsNothingSaysSo() {
        assertThat(published(WorkspaceScenario.workspace()))
                .contains(TrashPlan.of(WorkspaceScenario.WORKSPACE, List.of()));
    }

    @Test
    void eachPolicyPublishesItsOwn() {
        WorkspaceScenario given = WorkspaceScenario.workspace()
                .others(9)
                .versions("cat", 1, 2)
                .policy(p -> p.rules(prune(1)))
                .policy(p -> p.in("others").limits(0, 1))
                .child(RuleAction.TRASH, version("cat", 1))
                .claim(TRASHED, project("cat"), c -> c.in("others"));
        assertThat(PlanReader.lines(given.plan())).containsExactly(line(version("cat", 1)));
    }

    @Test
    void nothingIsPublishedWhileItIsNotCertain() {
        assertThat(published(mixed(p -> p))).isPresent();
        assertThat(published(mixed(p -> p.readiness(BROKEN)))).isEmpty();
        assertThat(published(mixed(PolicyBuilder::ledgerUnread))).isEmpty();
        assertThat(published(mixed(p -> p).justStarted())).isEmpty();
        assertThat(published(mixed(p -> p).unlisted())).isEmpty();
        assertThat(published(mixed(p -> p).projectsUnread())).isEmpty();
        assertThat(published(mixed(p -> p).unread(project("cat")))).isEmpty();
        assertThat(published(mixed(p -> p).versions("eel", 1).unread(project("eel"))))
                .isEmpty();
        assertThat(published(mixed(p -> p).unread(version("cat", 1)))).isEmpty();
        assertThat(published(mixed(p -> p).unread(version("dog", 1)))).isEmpty();
    }

    @Test
    void nothingIsPublishedBeforeEveryClaimOfATrashRuleIsThereAndTheOutdatedOnesAreGone() {
        WorkspaceScenario lacking = mixed(p -> p).versions("eel", 1, 2);
        assertThat(published(lacking)).isEmpty();
        assertThat(published(lacking.child(RuleAction.TRASH, version("eel", 1))))
                .isPresent();
        assertThat(published(mixed(p -> p).child(RuleAction.TRASH, version("cat", 2))))
                .isEmpty();
    }

    @Test
    void aForeignResourceInTheWayOfAClaimDoesNotHoldThePlan() {
        WorkspaceScenario given =
                mixed(p -> p).versions("eel", 1, 2).child(RuleAction.TRASH, version("eel", 1), ClaimBuilder::leftOver);
        assertThat(PlanReader.children(given.plan())).containsExactly("TRASH eel/1 by prune");
        assertThat(PlanReader.lines(given.plan()))
                .contains(line(version("cat", 1)))
                .doesNotContain(line(version("eel", 1)));
    }

    @Test
    void nothingIsPublishedWhileSomethingIsBeingTrashed() {
        assertThat(published(mixed(p -> p.limits(1, 100)).claim(TRASHED, project("dog"), c -> c.named("other"))))
                .isPresent();
        WorkspaceScenario released =
                WorkspaceScenario.workspace().others(9).active(workflow("w")).claim(TRASHED, workflow("w"));
        assertThat(published(released)).isEmpty();
        WorkspaceScenario begun = mixed(p -> p)
                .active(workflow("v"))
                .claim(
                        TRASHED,
                        workflow("v"),
                        c -> c.remembering(m -> m.last(
                                ActionKind.TRASH,
                                WorkspaceScenario.NOW.minusSeconds(2),
                                Outcome.STARTED,
                                Optional.empty())));
        assertThat(published(begun)).isEmpty();
    }

    @Test
    void whatMayBeAnEntryWithoutANameHoldsNoPlan() {
        WorkspaceScenario given =
                mixed(p -> p).inTrash(project("unnamed"), e -> e.nameless()).claim(TRASHED, project("elk"));
        assertThat(given.outcome("elk")).endsWith("STALLED IdentityAmbiguous");
        assertThat(published(given)).isEqualTo(published(mixed(p -> p))).isPresent();
    }

    @Test
    void restoresThatGoOnHoldNoPlan() {
        assertThat(published(mixed(p -> p).inTrash(workflow("v")).claim(RESTORED, workflow("v"))))
                .isPresent();
    }

    @Test
    void theDigestHashesTheItemsAndNothingElse() {
        String digest = published(mixed(p -> p)).orElseThrow().digest();
        assertThat(digest).matches("sha256:[0-9a-f]{64}");
        WorkspaceScenario elsewhere = mixed(p -> p.planning().limits(7, 3).window(Duration.ofHours(1)))
                .at(WorkspaceScenario.NOW.plusSeconds(300))
                .inTrash(workflow("more"));
        assertThat(published(elsewhere).orElseThrow().digest()).isEqualTo(digest);
        assertThat(published(mixed(p -> p).active(project("q")).claim(TRASHED, project("q")))
                        .orElseThrow()
                        .digest())
                .isNotEqualTo(digest);
        assertThat(TrashPlan.of(
                                us("another"),
                                published(mixed(p -> p)).orElseThrow().lines())
                        .digest())
                .isNotEqualTo(digest);
    }

    @Test
    void whatIsPlannedAndHeldIsCountedByRule() {
        RuleBuilder old = trash("old", s -> s.types(PROJECT).projects("zoo").olderThan(Duration.ofDays(1)));
        var view = PlanReader.policy(mixed(p -> p.rules(old)).plan());
        assertThat(view.rules())
                .extracting(rule -> rule.name() + " " + rule.matched() + rule.planned() + rule.held())
                .containsExactly("prune 111", "old 000");
        assertThat(view.plan().trash()).as("as many as the plan has lines").isEqualTo(3);
        assertThat(view.plan().preview()).contains("Trash version cat/1 (rule prune)", "Trash workflow w");
    }
}
