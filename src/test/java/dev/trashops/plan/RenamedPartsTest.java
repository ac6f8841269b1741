package dev.trashops.plan;

import static dev.trashops.plan.model.DesiredState.OBSERVED;
import static dev.trashops.plan.model.DesiredState.RESTORED;
import static dev.trashops.plan.model.DesiredState.TRASHED;
import static dev.trashops.plan.model.ItemKey.training;
import static dev.trashops.plan.model.ItemKey.version;
import static dev.trashops.plan.testdata.WorkspaceScenario.LONG_AGO;
import static dev.trashops.plan.testdata.WorkspaceScenario.NOW;
import static dev.trashops.plan.testdata.WorkspaceScenario.workspace;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.plan.model.DeletionPolicy;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemProjection.Disposition;
import dev.trashops.plan.testdata.PlanInputEdits;
import dev.trashops.plan.testdata.PlanReader;
import dev.trashops.plan.testdata.WorkspaceScenario;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is in the Trash while the project is renamed that it belongs to. */
class RenamedPartsTest {
    private static WorkspaceScenario project(String slug) {
        return workspace().others(5).active(ItemKey.project(slug), Optional.of(LONG_AGO.plusSeconds(7)));
    }

    private static Plan renamed(WorkspaceScenario before, WorkspaceScenario after) {
        return read(after, Planner.plan(PlanInputEdits.renamed(before, at(60, after))));
    }

    private static Plan next(int second, WorkspaceScenario given, Plan last) {
        return Planner.plan(PlanInputEdits.next(at(second, given).input(), last, last.state()));
    }

    /** After so many looks that everything is certain. */
    private static Plan read(WorkspaceScenario given, Plan last) {
        Plan plan = last;
        for (int second = 70; second < 100; second += 10) {
            plan = next(second, given, plan);
        }
        return plan;
    }

    @Test
    void whatWentToTheTrashWhileItsProjectWasRenamedIsNeverMissingInBetween() {
        for (DeletionPolicy deletion : List.of(DeletionPolicy.RESTORE, DeletionPolicy.ORPHAN)) {
            boolean deleting = deletion == DeletionPolicy.RESTORE;
            WorkspaceScenario after = project("kitties")
                    .inTrash(version("kitties", 3))
                    .claim(
                            deleting ? TRASHED : RESTORED,
                            version("cats", 3),
                            c -> deleting ? c.named("it").deleting(deletion) : c.named("it"));
            WorkspaceScenario before =
                    project("cats").active(version("cats", 3)).claim(OBSERVED, version("cats", 3), c -> c.named("it"));
            Plan plan = renamed(before, after);

            assertThat(PlanReader.of(plan, "it"))
                    .as("with deletionPolicy " + deletion)
                    .isEqualTo("IN_TRASH RECONCILING Restoring RESTORE sent");
            assertThat(PlanReader.view(plan, "it").disposition()).isEqualTo(Disposition.KEEP);
        }
    }

    private static WorkspaceScenario at(int second, WorkspaceScenario scenario) {
        Instant read = NOW.plusSeconds(second);
        return scenario.listedAt(read).readAt(read).at(read.plusSeconds(1));
    }

    /** That the project was renamed is remembered by the process, and by the status where nothing shows its id. */
    @Test
    void whichProjectHoldsItIsKnownAfterARestart() {
        for (ItemKey item : List.of(version("cats", 3), training("cats", 3, "run"))) {
            WorkspaceScenario before = project("cats")
                    .inTrash(version("cats", 3), e -> e.withoutParentId())
                    .claim(OBSERVED, item, c -> c.named("it"));
            WorkspaceScenario after = project("kitties")
                    .inTrash(version("kitties", 3), e -> e.withoutParentId())
                    .inTrash(version("kitties", 3), e -> e.id("id-other"))
                    .claim(OBSERVED, item, c -> c.named("it"));
            Plan last = next(110, after, renamed(before, after));
            assertThat(PlanReader.of(last, "it")).as(item.toString()).startsWith("IN_TRASH READY Observed");

            Plan restarted = read(
                    after,
                    Planner.plan(PlanInputEdits.next(
                            at(300, after).input(), last, after.input().state())));
            assertThat(PlanReader.of(restarted, "it")).as(item.toString()).startsWith("IN_TRASH READY Observed");
            assertThat(PlanReader.view(restarted, "it").claimStatus())
                    .isEqualTo(PlanReader.view(last, "it").claimStatus());
        }
    }
}
