package dev.trashops.plan;

import static dev.trashops.plan.model.DesiredState.RESTORED;
import static dev.trashops.plan.model.ItemKey.project;
import static dev.trashops.plan.model.ItemKey.training;
import static dev.trashops.plan.model.ItemKey.version;
import static dev.trashops.plan.model.ItemKey.workflow;
import static dev.trashops.plan.testdata.WorkspaceScenario.LONG_AGO;
import static dev.trashops.plan.testdata.WorkspaceScenario.workspace;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.plan.model.DesiredState;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.PolicyCondition;
import dev.trashops.plan.model.Reason;
import dev.trashops.plan.testdata.ClaimBuilder;
import dev.trashops.plan.testdata.PlanReader;
import dev.trashops.plan.testdata.RuleBuilder;
import dev.trashops.plan.testdata.TrashEntryBuilder;
import dev.trashops.plan.testdata.WorkspaceScenario;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What a person is told to do where an item cannot be told: an act that is possible for that resource. */
class IdentityAdviceTest {
    private static final ItemKey RUN = training("cats", 3, "t1");
    private static final List<ItemKey> ITEMS = List.of(project("cats"), version("cats", 3), workflow("cats"), RUN);

    private static WorkspaceScenario trash(ItemKey... entries) {
        WorkspaceScenario given = workspace().others(5);
        for (ItemKey entry : entries) {
            given.inTrash(
                    entry,
                    e -> entry.parent().isEmpty() ? e.nameless() : e.nameless().withoutParentId());
        }
        return given;
    }

    private static String advice(WorkspaceScenario given, ItemKey item, UnaryOperator<ClaimBuilder> how) {
        Plan plan = given.claim(RESTORED, item, c -> how.apply(c.named("it"))).plan();
        assertThat(PlanReader.readiness(plan, "it").reason())
                .as(item.described())
                .isEqualTo(Reason.IDENTITY_AMBIGUOUS);
        return PlanReader.readiness(plan, "it").message();
    }

    @Test
    void aTrainingWhoseProjectHasNoNameIsRestoredByItsProject() {
        assertThat(advice(trash(project("unnamed")), RUN, c -> c))
                .contains(
                        "project id-unnamed",
                        "Roboflow app",
                        "a TrashedItem of type Project that has its id as item.id")
                .doesNotContain("Set item.id");
    }

    @Test
    void aTrainingWhoseVersionHasNoNameIsRestoredByHand() {
        assertThat(advice(trash(version("unnamed", 3)), RUN, c -> c))
                .contains("restore it there")
                .doesNotContain("item.id");
    }

    @Test
    void whoeverHasGivenTheIdIsNotToldToGiveIt() {
        for (UnaryOperator<ClaimBuilder> known : List.<UnaryOperator<ClaimBuilder>>of(
                c -> c.pinned("mine"), c -> c.remembering(m -> m.parentId("mine")))) {
            assertThat(advice(trash(version("unnamed", 3), version("unnamed", 3)), version("cats", 3), known))
                    .contains("restore it there")
                    .doesNotContain("item.id");
        }
        assertThat(advice(trash(version("unnamed", 3)), version("cats", 3), c -> c))
                .contains("Set item.id to the internal id of the project of that version");
    }

    @Test
    void whereAnEntryIsListedTwiceTheIdIsNoRemedyOnceItIsGiven() {
        for (ItemKey item : ITEMS) {
            WorkspaceScenario twice = workspace()
                    .others(5)
                    .active(version("cats", 3))
                    .inTrash(item, e -> e.id("mine"))
                    .inTrash(item, e -> e.id("mine"));
            ItemKey meant = item.type() == ItemType.TRAINING ? training("cats", 3, "mine") : item;
            assertThat(advice(twice, meant, c -> meant.type() == ItemType.TRAINING ? c : c.pinned("mine")))
                    .contains("restore it there")
                    .doesNotContain("item.id");
        }
    }

    @Test
    void ofTwoProjectsOfItsNameAVersionNeedsTheIdOfOne() {
        UnaryOperator<TrashEntryBuilder> one = e -> e.id("one");
        WorkspaceScenario given =
                workspace().others(5).inTrash(project("cats"), one).inTrash(project("cats"), e -> e.id("other"));
        Plan plan = given.claim(RESTORED, version("cats", 3))
                .claim(RESTORED, RUN)
                .claim(RESTORED, project("cats"))
                .plan();
        assertThat(PlanReader.readiness(plan, "cats").message())
                .contains("Set item.id to the internal id of that item");
        assertThat(PlanReader.readiness(plan, "cats/3").message())
                .contains("Set item.id to the internal id of the project of that version");
        assertThat(PlanReader.readiness(plan, "cats/3/t1").message()).doesNotContain("Set item.id");
    }

    @Test
    void aVersionOfUnknownAgeNeedsTheIdOfItsProject() {
        Plan plan = workspace()
                .others(5)
                .active(project("cats"), Optional.of(LONG_AGO))
                .active(version("cats", 3), Optional.empty())
                .claim(DesiredState.TRASHED, version("cats", 3))
                .plan();
        assertThat(PlanReader.readiness(plan, "cats/3").message())
                .contains("Set item.id to the internal id of the project of that version");
    }

    private static String notice(ItemKey... entries) {
        return PlanReader.policy(trash(entries)
                        .policy(p -> p.rules(
                                RuleBuilder.restore("keep", s -> s.projects("*").workflows("*"))))
                        .plan())
                .condition(PolicyCondition.RULES_QUESTIONABLE)
                .orElseThrow()
                .message();
    }

    @Test
    void whatRulesCannotNameIsNamedByTheFieldThatItsTypeHas() {
        assertThat(notice(RUN)).contains("item.training").doesNotContain("item.id");
        assertThat(notice(project("cats")))
                .contains("the internal id as item.id")
                .doesNotContain("item.training");
        assertThat(notice(workflow("cats"))).contains("the internal id as item.id");
        assertThat(notice(version("cats", 3))).contains("the internal id of its project as item.id");
        assertThat(notice(project("cats"), version("cats", 3), RUN))
                .contains("the internal id as item.id", "for a version,", "for a training,");
    }
}
