package dev.trashops.plan;

import static dev.trashops.plan.model.DesiredState.RESTORED;
import static dev.trashops.plan.model.DesiredState.TRASHED;
import static dev.trashops.plan.model.ItemKey.project;
import static dev.trashops.plan.model.ItemKey.training;
import static dev.trashops.plan.model.ItemKey.version;
import static dev.trashops.plan.testdata.WorkspaceScenario.LONG_AGO;
import static dev.trashops.plan.testdata.WorkspaceScenario.NOW;
import static dev.trashops.plan.testdata.WorkspaceScenario.workspace;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.plan.model.DesiredState;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.ObservedState;
import dev.trashops.plan.model.PolicyCondition;
import dev.trashops.plan.model.PolicyProjection.Notice;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Reason;
import dev.trashops.plan.observe.ReadRequest;
import dev.trashops.plan.observe.ReadTarget;
import dev.trashops.plan.testdata.PlanInputEdits;
import dev.trashops.plan.testdata.PlanReader;
import dev.trashops.plan.testdata.RuleBuilder;
import dev.trashops.plan.testdata.WorkspaceScenario;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Active projects tell no ids: that one was renamed shows in the list of projects alone. */
class ProjectRenamesTest {
    private static WorkspaceScenario named(String slug, DesiredState desired, ItemKey item) {
        return workspace()
                .others(5)
                .active(item.withSlug(slug))
                .active(project(slug), Optional.of(LONG_AGO.plusSeconds(7)))
                .claim(desired, item, c -> c.named("it"));
    }

    @Test
    void aProjectThatVanishesWhileOneOfItsAgeAppearsWasProbablyRenamed() {
        for (ItemKey item : List.of(project("cats"), version("cats", 3))) {
            for (DesiredState desired : DesiredState.values()) {
                Plan plan = Planner.plan(PlanInputEdits.renamed(
                        named("cats", desired, item),
                        named("kitties", desired, item)
                                .listedAt(NOW.plusSeconds(60))
                                .readAt(NOW.plusSeconds(60))
                                .at(NOW.plusSeconds(61))));
                Plan again = Planner.plan(PlanInputEdits.next(
                        named("kitties", desired, item)
                                .listedAt(NOW.plusSeconds(70))
                                .readAt(NOW.plusSeconds(70))
                                .at(NOW.plusSeconds(71))
                                .input(),
                        plan,
                        plan.state()));

                assertThat(PlanReader.of(again, "it"))
                        .as(desired + " " + item.described())
                        .isEqualTo("MISSING STALLED NotFound");
                assertThat(PlanReader.readiness(again, "it").message())
                        .contains("probably renamed")
                        .contains("a TrashedItem that names " + item.withSlug("kitties"));

                Plan restarted = Planner.plan(PlanInputEdits.next(
                        named("kitties", desired, item).justStarted().input(), again, PlannerState.EMPTY));
                Plan seeing = Planner.plan(PlanInputEdits.next(
                        named("kitties", desired, item)
                                .listedAt(NOW.plusSeconds(80))
                                .readAt(NOW.plusSeconds(80))
                                .at(NOW.plusSeconds(81))
                                .input(),
                        restarted,
                        restarted.state()));
                assertThat(PlanReader.readiness(seeing, "it").message()).contains("probably renamed");
            }
        }
    }

    @Test
    void severalProjectsOfOneAgeAreNotTakenForEachOther() {
        WorkspaceScenario before =
                workspace().active(project("a")).active(project("b")).claim(RESTORED, project("a"), c -> c.named("it"));
        WorkspaceScenario after = workspace()
                .active(project("c"))
                .active(project("d"))
                .claim(RESTORED, project("a"), c -> c.named("it"))
                .listedAt(NOW.plusSeconds(60))
                .readAt(NOW.plusSeconds(60))
                .at(NOW.plusSeconds(61));
        Plan plan = Planner.plan(PlanInputEdits.renamed(before, after));
        Plan again = Planner.plan(PlanInputEdits.next(
                after.listedAt(NOW.plusSeconds(70))
                        .readAt(NOW.plusSeconds(70))
                        .at(NOW.plusSeconds(71))
                        .input(),
                plan,
                plan.state()));

        assertThat(PlanReader.readiness(again, "it").message()).doesNotContain("renamed");
    }

    private static WorkspaceScenario protectedBy(String slug, String glob) {
        return workspace()
                .others(5)
                .active(project(slug), Optional.of(LONG_AGO.plusSeconds(7)))
                .policy(p -> p.rules(RuleBuilder.restore("keep", m -> m.projects(glob))));
    }

    private static Plan afterTheRename(String glob) {
        return Planner.plan(PlanInputEdits.renamed(
                protectedBy("cats", glob),
                protectedBy("kitties", glob)
                        .listedAt(NOW.plusSeconds(60))
                        .readAt(NOW.plusSeconds(60))
                        .at(NOW.plusSeconds(61))));
    }

    @Test
    void aRuleThatStopsProtectingARenamedProjectSaysSoOnItsPolicy() {
        Notice notice = PlanReader.policy(afterTheRename("cat*"))
                .condition(PolicyCondition.RULES_QUESTIONABLE)
                .orElseThrow();
        assertThat(notice.reason()).isEqualTo("Renamed");
        assertThat(notice.message()).contains("project cats was probably renamed to kitties");

        assertThat(PlanReader.policy(afterTheRename("*")).condition(PolicyCondition.RULES_QUESTIONABLE))
                .isEmpty();
        assertThat(PlanReader.policy(afterTheRename("dogs")).condition(PolicyCondition.RULES_QUESTIONABLE))
                .map(Notice::reason)
                .contains("MatchesNothing");
    }

    @Test
    void aRestoreRuleSaysWhichEntriesItCannotName() {
        WorkspaceScenario given = protectedBy("cats", "*").inTrash(project("unnamed"), e -> e.nameless());
        Notice notice = PlanReader.policy(given.plan())
                .condition(PolicyCondition.RULES_QUESTIONABLE)
                .orElseThrow();
        assertThat(notice.reason()).isEqualTo("Nameless");
        assertThat(notice.message()).contains("project id-unnamed");
    }

    private static WorkspaceScenario known(String slug, DesiredState desired, ItemKey item, Optional<ItemKey> other) {
        WorkspaceScenario given = workspace()
                .others(5)
                .active(item.withSlug(slug))
                .active(project(slug), Optional.of(LONG_AGO.plusSeconds(7)))
                .claim(
                        desired,
                        item,
                        c -> c.named("it")
                                .remembering(m -> m.id(item.type() == ItemType.TRAINING ? "t1" : "mine")
                                        .parentId("mine")
                                        .seen(ObservedState.ACTIVE)
                                        .readiness(Readiness.ready(Reason.RESTORED, "It is active."))
                                        .born(item.type() == ItemType.PROJECT ? LONG_AGO.plusSeconds(7) : LONG_AGO)));
        other.ifPresent(item2 -> given.active(item2, Optional.of(NOW.minusSeconds(90))));
        return given;
    }

    @Test
    void whatIsKnownByItsIdIsNeverMissingInBetween() {
        for (ItemKey item : List.of(project("cats"), version("cats", 3), training("cats", 3, "t1"))) {
            for (Optional<ItemKey> other : List.of(Optional.<ItemKey>empty(), Optional.of(project("cats")))) {
                Plan first = Planner.plan(PlanInputEdits.renamed(
                        known("cats", RESTORED, item, Optional.empty()),
                        known("kitties", RESTORED, item, other)
                                .listedAt(NOW.plusSeconds(60))
                                .readAt(NOW.plusSeconds(60))
                                .at(NOW.plusSeconds(61))));
                assertThat(PlanReader.of(first, "it"))
                        .as(item.described() + other)
                        .isEqualTo("ACTIVE READY Restored");
                assertThat(PlanReader.readiness(first, "it").message()).contains("renamed to kitties");
            }
        }
    }

    @Test
    void onlyWhatIsThereIsRecommended() {
        for (ItemKey item : List.of(version("cats", 3), training("cats", 3, "t1"))) {
            WorkspaceScenario after = workspace()
                    .others(5)
                    .active(project("kitties"), Optional.of(LONG_AGO.plusSeconds(7)))
                    .claim(TRASHED, item, c -> c.named("it"));
            Plan plan = Planner.plan(PlanInputEdits.renamed(
                    named("cats", TRASHED, item),
                    after.listedAt(NOW.plusSeconds(60))
                            .readAt(NOW.plusSeconds(60))
                            .at(NOW.plusSeconds(61))));
            Plan again = Planner.plan(PlanInputEdits.next(
                    after.listedAt(NOW.plusSeconds(70))
                            .readAt(NOW.plusSeconds(70))
                            .at(NOW.plusSeconds(71))
                            .input(),
                    plan,
                    plan.state()));
            assertThat(PlanReader.readiness(again, "it").message())
                    .contains("project cats was probably renamed to kitties.")
                    .doesNotContain("same second")
                    .doesNotContain("kitties/3");
        }
    }

    @Test
    void whatWasPurgedDidNotMoveAlongWithItsProject() {
        WorkspaceScenario given = workspace()
                .others(5)
                .active(version("kitties", 4))
                .claim(
                        TRASHED,
                        version("cats", 3),
                        c -> c.named("it")
                                .remembering(m -> m.id("mine")
                                        .parentId("mine")
                                        .called("kitties")
                                        .trashed(NOW.minus(Duration.ofDays(40)), NOW.minus(Duration.ofDays(10)))
                                        .seen(ObservedState.PURGED)));
        assertThat(given.outcome("it")).isEqualTo("PURGED READY Purged");
        assertThat(PlanReader.readiness(given.plan(), "it").message()).isEqualTo("It is gone from the Trash for good.");
    }

    @Test
    void aTrainingThatARuleStopsProtectingIsToldToo() {
        Plan plan = Planner.plan(PlanInputEdits.renamed(
                trainingsProtected("cats"),
                trainingsProtected("kitties")
                        .listedAt(NOW.plusSeconds(60))
                        .readAt(NOW.plusSeconds(60))
                        .at(NOW.plusSeconds(61))));
        assertThat(PlanReader.policy(plan)
                        .condition(PolicyCondition.RULES_QUESTIONABLE)
                        .orElseThrow()
                        .message())
                .contains("project cats was probably renamed to kitties");
    }

    private static WorkspaceScenario trainingsProtected(String slug) {
        return workspace()
                .others(5)
                .active(project(slug), Optional.of(LONG_AGO.plusSeconds(7)))
                .policy(p -> p.rules(
                        RuleBuilder.restore(
                                "trainings", m -> m.types(ItemType.TRAINING).projects("cat*")),
                        RuleBuilder.restore(
                                "rest", m -> m.types(ItemType.PROJECT).projects("*"))));
    }

    @Test
    void aProjectListIsReadOnlyForRulesThatDependOnNames() {
        assertThat(reads(RuleBuilder.restore("keep", m -> m.projects("cat*")))).contains(new ReadTarget.Projects());
        assertThat(reads(RuleBuilder.restore("keep", m -> m).except(m -> m.projects("cat*"))))
                .contains(new ReadTarget.Projects());
        assertThat(reads(RuleBuilder.restore("keep", m -> m.workflows("cat*"))))
                .contains(new ReadTarget.Workflows())
                .doesNotContain(new ReadTarget.Projects());
        assertThat(reads(RuleBuilder.restore("keep", m -> m.projects("*").workflows("*"))))
                .isEmpty();
        assertThat(reads(RuleBuilder.observe("see", m -> m.projects("*")))).isEmpty();
    }

    private static List<ReadTarget> reads(RuleBuilder rule) {
        return workspace().others(1).policy(p -> p.rules(rule)).plan().reads().stream()
                .map(ReadRequest::read)
                .toList();
    }
}
