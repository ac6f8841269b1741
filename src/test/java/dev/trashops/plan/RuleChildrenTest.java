package dev.trashops.plan;

import static dev.trashops.plan.model.DesiredState.OBSERVED;
import static dev.trashops.plan.model.DesiredState.RESTORED;
import static dev.trashops.plan.model.DesiredState.TRASHED;
import static dev.trashops.plan.model.ItemKey.project;
import static dev.trashops.plan.model.ItemKey.training;
import static dev.trashops.plan.model.ItemKey.version;
import static dev.trashops.plan.model.ItemKey.workflow;
import static dev.trashops.plan.model.ItemType.PROJECT;
import static dev.trashops.plan.model.ItemType.TRAINING;
import static dev.trashops.plan.model.ItemType.VERSION;
import static dev.trashops.plan.model.ItemType.WORKFLOW;
import static dev.trashops.plan.testdata.RuleBuilder.observe;
import static dev.trashops.plan.testdata.RuleBuilder.prune;
import static dev.trashops.plan.testdata.RuleBuilder.restore;
import static dev.trashops.plan.testdata.RuleBuilder.trash;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.plan.model.ChildName;
import dev.trashops.plan.model.InternalId;
import dev.trashops.plan.model.ItemProjection.Disposition;
import dev.trashops.plan.model.PolicyCondition;
import dev.trashops.plan.model.PolicyProjection.ChildToCreate;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Reason;
import dev.trashops.plan.model.RuleAction;
import dev.trashops.plan.observe.ReadRequest;
import dev.trashops.plan.observe.ReadTarget;
import dev.trashops.plan.testdata.ChildClaims;
import dev.trashops.plan.testdata.ClaimBuilder;
import dev.trashops.plan.testdata.PlanReader;
import dev.trashops.plan.testdata.RuleBuilder;
import dev.trashops.plan.testdata.WorkspaceScenario;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which claims rules want that are not there yet. */
class RuleChildrenTest {
    private static final RuleBuilder MIRROR = observe("mirror", s -> s.types(PROJECT, VERSION, WORKFLOW));
    private static final RuleBuilder SAVE = restore("save", s -> s.types(PROJECT, VERSION, WORKFLOW));
    private static final Readiness BROKEN = Readiness.stalled(Reason.INVALID_CREDENTIALS, "Refused.");

    private static WorkspaceScenario threeInTrash() {
        return WorkspaceScenario.workspace()
                .inTrash(project("cat"), e -> e.cleanupAt(WorkspaceScenario.NOW.plusSeconds(30)))
                .inTrash(version("dog", 1), e -> e.cleanupAt(WorkspaceScenario.NOW.plusSeconds(10)))
                .inTrash(workflow("eel"), e -> e.cleanupAt(WorkspaceScenario.NOW.plusSeconds(20)));
    }

    @Test
    void eachFirstMatchGetsAClaimNearestCleanupFirst() {
        Plan plan = threeInTrash().policy(p -> p.rules(MIRROR)).plan();
        assertThat(PlanReader.children(plan))
                .containsExactly("OBSERVE dog/1 by mirror", "OBSERVE eel by mirror", "OBSERVE cat by mirror");
        assertThat(PlanReader.policy(plan).condition(PolicyCondition.TRUNCATED)).isEmpty();
    }

    @Test
    void whatIsInTheTrashIsPinnedByItsIdAndWhatIsActiveByItsBirthday() {
        Plan plan = threeInTrash()
                .active(version("cow", 1), Optional.of(WorkspaceScenario.LONG_AGO.plusMillis(700)))
                .policy(p -> p.rules(MIRROR, trash("old", s -> s.types(VERSION).olderThan(Duration.ofDays(1)))))
                .plan();
        assertThat(PlanReader.policy(plan).children())
                .contains(new ChildToCreate(
                        ChildName.of(
                                "policy", RuleAction.OBSERVE, version("dog", 1), Optional.of(new InternalId("id-dog"))),
                        "mirror",
                        RuleAction.OBSERVE,
                        version("dog", 1),
                        Optional.of(new InternalId("id-dog")),
                        Optional.empty()))
                .contains(new ChildToCreate(
                        ChildName.of("policy", RuleAction.TRASH, version("cow", 1), Optional.empty()),
                        "old",
                        RuleAction.TRASH,
                        version("cow", 1),
                        Optional.empty(),
                        Optional.of(WorkspaceScenario.LONG_AGO)));
    }

    @Test
    void namesakesInTheTrashGetAClaimEach() {
        WorkspaceScenario given = WorkspaceScenario.workspace()
                .inTrash(project("cat"))
                .inTrash(project("cat"), e -> e.id("id2-cat"))
                .policy(p -> p.rules(MIRROR));
        assertThat(PlanReader.policy(given.plan()).children())
                .extracting(ChildToCreate::id)
                .containsExactly(Optional.of(new InternalId("id-cat")), Optional.of(new InternalId("id2-cat")));
    }

    @Test
    void whatIsThereIsNotWantedAgainWhateverPeopleMadeOfIt() {
        WorkspaceScenario given = threeInTrash()
                .policy(p -> p.rules(MIRROR))
                .child(RuleAction.OBSERVE, project("cat"), c -> c.setTo(TRASHED))
                .child(RuleAction.OBSERVE, version("dog", 1), c -> c.setTo(RESTORED))
                .child(RuleAction.OBSERVE, workflow("eel"), ClaimBuilder::suspended);
        assertThat(PlanReader.children(given.plan())).isEmpty();
    }

    @Test
    void adoptedChildrenWantNoFurtherOnes() {
        PlanInput input = threeInTrash()
                .versions("cow", 1, 2, 3)
                .policy(p -> p.rules(prune(1), SAVE))
                .input();
        assertThat(PlanReader.children(Planner.plan(input))).hasSize(5);
        PlanInput adopted = ChildClaims.of(input);
        assertThat(PlanReader.children(Planner.plan(adopted))).isEmpty();
        assertThat(Planner.plan(adopted).items().values()).noneMatch(view -> view.disposition() == Disposition.RETIRE);
    }

    @Test
    void whatAPersonOfThePolicyClaimsNeedsNoneUnlessItIsOnlyObserved() {
        WorkspaceScenario given = threeInTrash()
                .policy(p -> p.rules(SAVE))
                .claim(TRASHED, project("cat"))
                .claim(RESTORED, version("dog", 1))
                .claim(OBSERVED, workflow("eel"));
        assertThat(PlanReader.children(given.plan())).containsExactly("RESTORE eel by save");
    }

    @Test
    void whatSomebodyOfAnotherPolicyClaimsIsWantedAllTheSame() {
        WorkspaceScenario given = threeInTrash()
                .policy(p -> p.rules(SAVE))
                .policy(p -> p.in("others"))
                .claim(RESTORED, project("cat"), c -> c.in("others"));
        assertThat(PlanReader.children(given.plan())).contains("RESTORE cat by save");
    }

    @Test
    void atMostTwoThousandAreKeptAndMoreIsSaid() {
        WorkspaceScenario given = WorkspaceScenario.workspace().policy(p -> p.rules(MIRROR));
        for (int i = 0; i < 2_001; i++) {
            int place = i;
            given.inTrash(workflow("w" + i), e -> e.cleanupAt(WorkspaceScenario.NOW.plusSeconds(5_000 - place)));
        }
        Plan plan = given.plan();
        assertThat(PlanReader.policy(plan).children()).hasSize(2_000);
        assertThat(PlanReader.children(plan))
                .startsWith("OBSERVE w2000 by mirror")
                .doesNotContain("OBSERVE w0 by mirror");
        assertThat(PlanReader.policy(plan).condition(PolicyCondition.TRUNCATED)).isPresent();

        Plan full = Planner.plan(ChildClaims.once(given.input(), plan));
        assertThat(PlanReader.children(full)).isEmpty();
        assertThat(PlanReader.policy(full).condition(PolicyCondition.TRUNCATED)).isPresent();
    }

    @Test
    void whatIsInTheTrashIsSavedWhateverItsSlugLooksLike() {
        Plan plan = WorkspaceScenario.workspace()
                .inTrash(project("-x9y8z"))
                .inTrash(project("u.s.-coins.someone"))
                .inTrash(version("--", 1))
                .inTrash(project("images"))
                .active(project("groups"))
                .policy(p -> p.rules(SAVE))
                .plan();
        assertThat(PlanReader.children(plan))
                .containsExactlyInAnyOrder(
                        "RESTORE -x9y8z by save",
                        "RESTORE u.s.-coins.someone by save",
                        "RESTORE --/1 by save",
                        "RESTORE images by save");
        assertThat(PlanReader.policy(plan).condition(PolicyCondition.TRUNCATED)).isEmpty();
    }

    @Test
    void whatRulesCannotNameIsSaidAndStopsNothingElse() {
        PlanInput input = WorkspaceScenario.workspace()
                .inTrash(project("a b"))
                .inTrash(project("cat"))
                .versions("images", 1, 2, 3)
                .versions("cow", 1, 2)
                .active(project("tmp-groups"))
                .active(project("Groups"))
                .policy(p -> p.rules(
                        prune(1),
                        trash("old", s -> s.types(PROJECT).projects("*roups").olderThan(Duration.ofDays(1))),
                        SAVE))
                .input();
        Plan plan = Planner.plan(input);
        assertThat(PlanReader.children(plan))
                .containsExactlyInAnyOrder("TRASH cow/1 by prune", "TRASH tmp-groups by old", "RESTORE cat by save");
        assertThat(PlanReader.policy(plan)
                        .condition(PolicyCondition.RULES_QUESTIONABLE)
                        .orElseThrow()
                        .message())
                .contains("project Groups, project a b, project images");
        assertThat(plan.reads())
                .as("a read that no request can make is not asked for")
                .extracting(ReadRequest::read)
                .doesNotContain(new ReadTarget.Project("images"), new ReadTarget.Project("Groups"));
        assertThat(PlanReader.lines(Planner.plan(ChildClaims.of(input)))).hasSize(2);
    }

    @Test
    void nothingIsWantedBeforeTheLedgerIsReadWhereRulesTrash() {
        WorkspaceScenario trashing =
                threeInTrash().policy(p -> p.rules(prune(1), SAVE).ledgerUnread());
        assertThat(PlanReader.children(trashing.plan())).isEmpty();
        WorkspaceScenario saving = threeInTrash().policy(p -> p.rules(SAVE).ledgerUnread());
        assertThat(PlanReader.children(saving.plan())).hasSize(3);
    }

    @Test
    void nothingIsWantedBeforeTheTrashIsListedOrThePolicyIsProved() {
        assertThat(PlanReader.children(
                        threeInTrash().policy(p -> p.rules(SAVE)).unlisted().plan()))
                .isEmpty();
        assertThat(PlanReader.children(threeInTrash()
                        .policy(p -> p.rules(SAVE).unproved().readiness(BROKEN))
                        .plan()))
                .isEmpty();
    }

    @Test
    void aSuspendedOrPlanningPolicyShowsWhatItWouldDo() {
        assertThat(PlanReader.children(
                        threeInTrash().policy(p -> p.rules(SAVE).suspended()).plan()))
                .hasSize(3);
        assertThat(PlanReader.children(
                        threeInTrash().policy(p -> p.rules(SAVE).planning()).plan()))
                .hasSize(3);
    }

    @Test
    void aClaimThatARuleMadeForRestoringRestores() {
        WorkspaceScenario given = threeInTrash().policy(p -> p.rules(SAVE)).child(RuleAction.RESTORE, workflow("eel"));
        Plan plan = given.plan();
        assertThat(PlanReader.actions(plan)).containsExactly("RESTORE eel");
        assertThat(plan.actions().get(0).rule()).contains("save");
    }

    @Test
    void aRuleThatCannotSeeWantsNothing() {
        RuleBuilder workflows = trash("w", s -> s.types(WORKFLOW).olderThan(Duration.ofDays(1)));
        WorkspaceScenario given = WorkspaceScenario.workspace()
                .active(workflow("w"))
                .versions("cat", 1, 2)
                .versions("dog", 1, 2)
                .unreadable(project("cat"), BROKEN)
                .policy(p -> p.rules(workflows, prune(1)));
        Plan plan = given.plan();
        assertThat(PlanReader.children(plan)).containsExactly("TRASH dog/1 by prune", "TRASH w by w");
        assertThat(PlanReader.policy(plan).trashPlan()).isEmpty();
        assertThat(PlanReader.children(given.projectsUnread().plan())).containsExactly("TRASH w by w");
    }

    @Test
    void namesAreAsLongAsKubernetesAllows() {
        List<String> names = List.of(
                ChildName.of(
                        "p".repeat(52),
                        RuleAction.OBSERVE,
                        version("A_b".repeat(42), 12),
                        Optional.of(new InternalId("id"))),
                ChildName.of("p".repeat(253), RuleAction.TRASH, project("-x-"), Optional.empty()));
        assertThat(names)
                .allSatisfy(name -> assertThat(name)
                        .matches("[a-z0-9]([a-z0-9-]*[a-z0-9])?")
                        .hasSizeLessThanOrEqualTo(253));
        assertThat(ChildName.of("p", RuleAction.TRASH, version("a-1", 2), Optional.empty()))
                .isNotEqualTo(ChildName.of("p", RuleAction.TRASH, version("a", 12), Optional.empty()))
                .isNotEqualTo(ChildName.of("p", RuleAction.TRASH, version("a_1", 2), Optional.empty()));
    }

    @Test
    void aTrainingIsLeftToAPersonWhoNamesItByTheFormerNameOfItsProject() {
        WorkspaceScenario given = WorkspaceScenario.workspace()
                .active(version("cat", 3))
                .inTrash(training("cat", 3, "run"))
                .policy(p -> p.rules(observe("see", s -> s.types(TRAINING))))
                .claim(TRASHED, training("former", 3, "run"));
        assertThat(PlanReader.children(given.plan())).isEmpty();
    }
}
