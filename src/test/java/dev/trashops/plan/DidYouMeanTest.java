package dev.trashops.plan;

import static dev.trashops.plan.model.DesiredState.OBSERVED;
import static dev.trashops.plan.model.DesiredState.RESTORED;
import static dev.trashops.plan.model.DesiredState.TRASHED;
import static dev.trashops.plan.model.ItemKey.project;
import static dev.trashops.plan.model.ItemKey.version;
import static dev.trashops.plan.model.ItemKey.workflow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.testdata.PlanInputEdits;
import dev.trashops.plan.testdata.PlanReader;
import dev.trashops.plan.testdata.WorkspaceScenario;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who names what is not there is told what is there and is called almost the same, as far as that may be told. */
class DidYouMeanTest {
    private static WorkspaceScenario library() {
        return WorkspaceScenario.workspace()
                .active(project("hard-hats"))
                .active(version("cats", 1))
                .inTrash(project("safety-vests"))
                .inTrash(version("forklifts", 7))
                .active(workflow("checkout"))
                .inTrash(workflow("counting-x7k2p"));
    }

    private static String said(WorkspaceScenario given, ItemKey item) {
        Plan plan = given.claim(RESTORED, item, c -> c.named("it")).plan();
        assertThat(PlanReader.of(plan, "it")).isEqualTo("MISSING STALLED NotFound");
        return PlanReader.readiness(plan, "it").message();
    }

    private static ItemKey item(String text) {
        String[] parts = text.split(" ", -1);
        return parts[0].equals("workflow") ? workflow(parts[1]) : project(parts[1]);
    }

    @ParameterizedTest
    @CsvSource({
        "project hard-hat, hard-hats",
        "project hardhats, hard-hats",
        "project hrad-hats, hard-hats",
        "project Hard_Hats, hard-hats",
        "project saftey-vest, safety-vests",
        "project forklift, forklifts",
        "project cat, cats",
        "project checkout, workflow checkout",
        "workflow chekout, checkout",
        "workflow counting, counting-x7k2p",
        "workflow hard-hats, project hard-hats"
    })
    void theNearestIsSuggested(String wanted, String meant) {
        assertThat(said(library(), item(wanted)))
                .contains(
                        "Did you mean " + meant + "? If so, create a TrashedItem that names it, and delete this one.");
    }

    @ParameterizedTest
    @CsvSource({"project dogs", "project bats-and-balls", "workflow hard-hat", "project x"})
    void whatIsNotNearIsNot(String wanted) {
        assertThat(said(library(), item(wanted))).doesNotContain("mean").contains("Check spec.item");
    }

    @Test
    void atMostThreeAreNamedTheNearestFirst() {
        WorkspaceScenario many = WorkspaceScenario.workspace();
        List.of("detector-04", "detector-1", "detector-2", "detector-3").forEach(slug -> many.active(project(slug)));
        assertThat(said(many, project("detector-0"))).contains("Did you mean detector-04, detector-1 or detector-2?");
    }

    @Test
    void aVersionWhoseProjectIsThereSaysSo() {
        assertThat(said(library(), version("cats", 9)))
                .contains("There is no version cats/9 in this workspace")
                .contains("The project cats is there.")
                .doesNotContain("mean");
        assertThat(said(library(), version("hard-hat", 1))).contains("Did you mean hard-hats?");
    }

    /** A team sees only what its own key opens, and of that what lies in its scope. */
    @Test
    void whatAPolicyMayNotSeeIsNotSuggested() {
        assertThat(said(library().policy(p -> p.projects("s*")), project("hard-hat")))
                .doesNotContain("mean");
        assertThat(said(library().policy(p -> p.projects("h*")), project("hard-hat")))
                .contains("hard-hats");
    }

    @Test
    void nothingIsReadForIt() {
        WorkspaceScenario given = library().claim(RESTORED, project("checkuot"), c -> c.named("it"));
        Plan plan = given.plan();
        assertThat(plan.reads()).noneMatch(request -> request.read().toString().contains("Workflows"));
        PlanInput unread = given.projectsUnread().input();
        assertThat(PlanReader.readiness(Planner.plan(PlanInputEdits.next(unread, plan, plan.state())), "it")
                        .message())
                .doesNotContain("mean");
    }

    @Test
    void theItemThatANamesakeHasReplacedIsNotLookedForUnderTheSameName() {
        WorkspaceScenario given = WorkspaceScenario.workspace()
                .others(3)
                .active(project("cats"))
                .claim(
                        OBSERVED,
                        project("cats"),
                        c -> c.named("it").remembering(m -> m.born(WorkspaceScenario.NOW.minusSeconds(5_000_000))));
        assertThat(PlanReader.of(given.plan(), "it")).isEqualTo("MISSING STALLED NotFound");
        assertThat(PlanReader.readiness(given.plan(), "it").message())
                .contains(
                        "The project cats that this resource means is not there any more. Another one of that name is")
                .doesNotContain("There is no project cats")
                .doesNotContain("Check spec.item,");
    }

    /** Somebody has already followed the rename. */
    @Test
    void aNewNameThatAnotherResourceGoesByIsNotAskedForAgain() {
        WorkspaceScenario before = WorkspaceScenario.workspace()
                .others(5)
                .active(project("cats"), Optional.of(WorkspaceScenario.LONG_AGO.plusSeconds(7)))
                .claim(TRASHED, project("cats"), c -> c.named("it").created(WorkspaceScenario.LONG_AGO));
        IntFunction<WorkspaceScenario> after = second -> WorkspaceScenario.workspace()
                .others(5)
                .active(project("kitties"), Optional.of(WorkspaceScenario.LONG_AGO.plusSeconds(7)))
                .claim(TRASHED, project("cats"), c -> c.named("it").created(WorkspaceScenario.LONG_AGO))
                .claim(TRASHED, project("kitties"), c -> c.created(WorkspaceScenario.LONG_AGO))
                .readAt(WorkspaceScenario.NOW.plusSeconds(second))
                .listedAt(WorkspaceScenario.NOW.plusSeconds(second))
                .at(WorkspaceScenario.NOW.plusSeconds(second + 1));
        Plan once = Planner.plan(PlanInputEdits.renamed(before, after.apply(60)));
        Plan plan = Planner.plan(PlanInputEdits.next(after.apply(70).input(), once, once.state()));
        assertThat(PlanReader.readiness(plan, "it").message())
                .contains("TrashedItem kitties asks for the same, and you can delete this one.")
                .doesNotContain("create a TrashedItem");
    }
}
