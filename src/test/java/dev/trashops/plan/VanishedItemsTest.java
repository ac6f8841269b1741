package dev.trashops.plan;

import static dev.trashops.plan.model.ActionKind.RESTORE;
import static dev.trashops.plan.model.DesiredState.RESTORED;
import static dev.trashops.plan.model.ItemKey.project;
import static dev.trashops.plan.model.ItemKey.version;
import static dev.trashops.plan.model.ItemKey.workflow;
import static dev.trashops.plan.testdata.WorkspaceScenario.NOW;
import static dev.trashops.plan.testdata.WorkspaceScenario.workspace;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.LastAction.Outcome;
import dev.trashops.plan.model.ObservedState;
import dev.trashops.plan.observe.ReadTarget;
import dev.trashops.plan.testdata.PlanReader;
import dev.trashops.plan.testdata.WorkspaceScenario;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Roboflow shows the inventory and the Trash in two answers, and people trash things in between. */
class VanishedItemsTest {
    @Test
    void whatWasActiveIsMissingOnlyOnceTheTrashWasListedAfterTheInventoryWasRead() {
        ItemKey run = ItemKey.training("cats", 3, "run-1");
        for (ItemKey item : List.of(project("cats"), version("cats", 3), workflow("cats"), run)) {
            WorkspaceScenario gone = workspace()
                    .others(5)
                    .claim(RESTORED, item, c -> c.named("it").remembering(m -> m.seen(ObservedState.ACTIVE)));
            if (item.equals(run)) {
                gone.active(version("cats", 3));
            }
            gone.readAt(NOW.minusSeconds(1)).listedAt(NOW.minusSeconds(20));
            Plan before = gone.plan();
            assertThat(PlanReader.of(before, "it")).as(item.described()).doesNotContain("NotFound");
            assertThat(before.reads())
                    .filteredOn(wanted -> wanted.read().equals(new ReadTarget.Trash()))
                    .as("the Trash is asked for")
                    .isNotEmpty();

            gone.listedAt(NOW.minusSeconds(1));
            assertThat(gone.outcome("it")).as(item.described()).isEqualTo("MISSING STALLED NotFound");
        }
    }

    /** Another process that believed it was the leader has begun to restore what this one had not listed yet. */
    @Test
    void whatIsListedUnderItsIdIsNotCalledMissingWhileTheOutcomeOfARestoreIsOpen() {
        for (ItemKey item : List.of(project("cats"), workflow("cats"), ItemKey.training("cats", 3, "run-1"))) {
            WorkspaceScenario listed = workspace()
                    .others(5)
                    .inTrash(item, e -> e.id("run-1"))
                    .listedAt(NOW.minusSeconds(20))
                    .claim(RESTORED, item, c -> {
                        if (item.type() != ItemType.TRAINING) {
                            c.pinned("run-1");
                        }
                        return c.named("it")
                                .remembering(m -> m.seen(ObservedState.MISSING)
                                        .last(RESTORE, NOW.minusSeconds(5), Outcome.STARTED, Optional.empty()));
                    });
            assertThat(listed.outcome("it"))
                    .as(item.described())
                    .isEqualTo("IN_TRASH RECONCILING Restoring RESTORE held");
            assertThat(PlanReader.view(listed.plan(), "it").claimStatus().trash())
                    .as(item.described())
                    .isPresent();
        }
    }
}
