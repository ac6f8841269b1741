package dev.trashops.plan;

import static dev.trashops.plan.model.DesiredState.OBSERVED;
import static dev.trashops.plan.model.DesiredState.RESTORED;
import static dev.trashops.plan.model.ItemKey.project;
import static dev.trashops.plan.model.ItemKey.training;
import static dev.trashops.plan.model.ItemKey.version;
import static dev.trashops.plan.model.ItemKey.workflow;
import static dev.trashops.plan.testdata.WorkspaceScenario.NOW;
import static dev.trashops.plan.testdata.WorkspaceScenario.workspace;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.plan.model.DesiredState;
import dev.trashops.plan.model.InternalId;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ObservedState;
import dev.trashops.plan.testdata.PlanReader;
import dev.trashops.plan.testdata.WorkspaceScenario;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Entries of the Trash that leave something out: they are placed if they can be, and make uncertain what they could be. */
class NamelessEntriesTest {
    private static final String AMBIGUOUS = "STALLED IdentityAmbiguous";

    @Test
    void whatMayBeAnEntryWithoutANameIsNotCalledGone() {
        for (ItemKey item : List.of(project("cats"), workflow("cats"), version("cats", 3))) {
            for (DesiredState desired : DesiredState.values()) {
                WorkspaceScenario given = workspace()
                        .others(5)
                        .inTrash(item.withSlug("unnamed"), e -> e.nameless())
                        .claim(desired, item, c -> c.named("it"));

                assertThat(given.outcome("it"))
                        .as(desired + " " + item.described())
                        .endsWith(AMBIGUOUS);
                assertThat(PlanReader.readiness(given.plan(), "it").message()).contains("item.id");
            }
        }
    }

    @Test
    void neitherIsWhatWasInTheTrashBefore() {
        WorkspaceScenario given = workspace()
                .others(5)
                .inTrash(project("unnamed"), e -> e.nameless())
                .claim(
                        RESTORED,
                        project("cats"),
                        c -> c.named("it")
                                .remembering(
                                        m -> m.trashed(NOW.minus(Duration.ofDays(40)), NOW.minus(Duration.ofDays(10)))
                                                .seen(ObservedState.IN_TRASH)));
        assertThat(given.outcome("it")).endsWith(AMBIGUOUS);
    }

    @Test
    void aVersionMayLieInAProjectWithoutAName() {
        WorkspaceScenario given = workspace()
                .others(5)
                .inTrash(project("unnamed"), e -> e.nameless())
                .claim(RESTORED, version("cats", 3), c -> c.named("it"));
        assertThat(given.outcome("it")).endsWith(AMBIGUOUS);
    }

    @Test
    void thePurgeOfWhatItMayBeIsWarnedOf() {
        WorkspaceScenario given = workspace()
                .others(5)
                .inTrash(project("unnamed"), e -> e.nameless().cleanupAt(NOW.plus(Duration.ofHours(20))))
                .claim(OBSERVED, project("cats"), c -> c.named("it"));
        assertThat(PlanReader.view(given.plan(), "it").warning()).isPresent();
    }

    @Test
    void anEntryOfAnotherIdOrNumberOrTypeIsNotTheItem() {
        WorkspaceScenario given = workspace()
                .others(5)
                .inTrash(project("unnamed"), e -> e.nameless())
                .inTrash(version("unnamed", 4), e -> e.nameless().withoutParentId())
                .claim(RESTORED, project("cats"), c -> c.named("pinned").pinned("mine"))
                .claim(RESTORED, workflow("cats"), c -> c.named("workflow"))
                .claim(RESTORED, version("cats", 3), c -> c.named("version").pinned("mine"))
                .claim(RESTORED, training("cats", 3, "t1"), c -> c.named("training"));
        assertThat(given.outcome("pinned")).isEqualTo("MISSING STALLED NotFound");
        assertThat(given.outcome("workflow")).isEqualTo("MISSING STALLED NotFound");
        assertThat(given.outcome("version")).isEqualTo("MISSING STALLED NotFound");
    }

    @Test
    void anActiveItemIsNotDoubtedForAnEntryWithoutAName() {
        WorkspaceScenario given = workspace()
                .others(5)
                .active(project("cats"))
                .inTrash(project("unnamed"), e -> e.nameless())
                .claim(RESTORED, project("cats"));
        assertThat(given.outcome("cats")).isEqualTo("ACTIVE READY Restored");
    }

    @Test
    void anEntryKnownByItsIdAloneIsRestored() {
        for (ItemKey item : List.of(project("cats"), workflow("cats"), version("cats", 3))) {
            Plan plan = workspace()
                    .others(5)
                    .inTrash(item, e -> e.id("mine").nameless())
                    .claim(RESTORED, item, c -> c.named("it").pinned("mine"))
                    .plan();
            assertThat(PlanReader.of(plan, "it"))
                    .as(item.described())
                    .isEqualTo("IN_TRASH RECONCILING Restoring RESTORE sent");
        }
    }

    @Test
    void aTrainingIsRestoredByItsIdWhateverElseTheListingTells() {
        Plan plan = workspace()
                .versions("cats", 3)
                .inTrash(training("cats", 3, "t1"), e -> e.nameless().withoutParentId())
                .claim(RESTORED, training("cats", 3, "t1"), c -> c.named("it"))
                .plan();
        assertThat(PlanReader.of(plan, "it")).isEqualTo("IN_TRASH RECONCILING Restoring RESTORE sent");
    }

    @Test
    void anIdWrittenAsAPathNamesTheVersion() {
        Plan plan = workspace()
                .others(5)
                .active(project("cats"))
                .inTrash(version("cats", 3), e -> e.nameless().odd("factory/cats/3"))
                .claim(RESTORED, version("cats", 3), c -> c.named("it"))
                .plan();
        assertThat(PlanReader.of(plan, "it")).isEqualTo("IN_TRASH RECONCILING Restoring RESTORE sent");
        assertThat(plan.actions().get(0).entry().orElseThrow().id()).isEqualTo("factory/cats/3");
    }

    private static WorkspaceScenario withoutParentId() {
        return workspace().others(5).active(project("cats")).inTrash(version("cats", 3), e -> e.withoutParentId());
    }

    @Test
    void aVersionWithoutTheIdOfItsProjectIsRestoredWithTheOneThatIsKnown() {
        assertThat(withoutParentId()
                        .claim(RESTORED, version("cats", 3), c -> c.pinned("mine"))
                        .plan()
                        .actions()
                        .get(0)
                        .projectId())
                .contains(new InternalId("mine"));
        assertThat(withoutParentId()
                        .claim(RESTORED, version("cats", 3), c -> c.remembering(m -> m.parentId("mine")))
                        .plan()
                        .actions()
                        .get(0)
                        .projectId())
                .contains(new InternalId("mine"));
        assertThat(withoutParentId()
                        .inTrash(version("cats", 2), e -> e.id("listed"))
                        .claim(RESTORED, version("cats", 3))
                        .plan()
                        .actions()
                        .get(0)
                        .projectId())
                .contains(new InternalId("listed"));
    }

    @Test
    void aVersionWhoseProjectNobodyKnowsAsksForItsId() {
        Plan unknown = withoutParentId().claim(RESTORED, version("cats", 3)).plan();
        assertThat(PlanReader.of(unknown, "cats/3")).isEqualTo("IN_TRASH STALLED IdentityAmbiguous RESTORE held");
        assertThat(PlanReader.readiness(unknown, "cats/3").message()).contains("Set item.id");

        Plan contradictory = withoutParentId()
                .inTrash(version("cats", 2), e -> e.id("one"))
                .inTrash(version("cats", 1), e -> e.id("other"))
                .claim(RESTORED, version("cats", 3))
                .plan();
        assertThat(PlanReader.of(contradictory, "cats/3")).isEqualTo("IN_TRASH STALLED IdentityAmbiguous RESTORE held");
    }
}
