package dev.trashops.plan;

import static dev.trashops.plan.model.DesiredState.OBSERVED;
import static dev.trashops.plan.model.DesiredState.RESTORED;
import static dev.trashops.plan.model.DesiredState.TRASHED;
import static dev.trashops.plan.model.ItemKey.project;
import static dev.trashops.plan.model.ItemKey.version;
import static dev.trashops.plan.model.ItemKey.workflow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.plan.model.DesiredState;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.testdata.PlanInputEdits;
import dev.trashops.plan.testdata.PlanReader;
import dev.trashops.plan.testdata.WorkspaceScenario;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Every desired state against every observed one, for each type of item. */
class DecisionTableTest {
    private static ItemKey item(String type) {
        return switch (type) {
            case "project" -> project("cat");
            case "version" -> version("cat", 3);
            default -> workflow("cat");
        };
    }

    private static WorkspaceScenario seen(String state, ItemKey item, DesiredState desired) {
        WorkspaceScenario given = WorkspaceScenario.workspace().others(3);
        if (item.parent().isPresent()) {
            given.active(project("cat"));
        }
        return switch (state) {
            case "ACTIVE" -> given.active(item).claim(desired, item, c -> c.named("it"));
            case "IN_TRASH" -> given.inTrash(item).claim(desired, item, c -> c.named("it"));
            case "PURGED" ->
                given.claim(
                        desired,
                        item,
                        c -> c.named("it")
                                .remembering(m -> m.trashed(
                                        WorkspaceScenario.NOW.minus(Duration.ofDays(31)),
                                        WorkspaceScenario.NOW.minus(Duration.ofDays(1)))));
            case "LOST" ->
                given.claim(
                        desired,
                        item,
                        c -> c.named("it")
                                .remembering(m -> m.trashed(
                                        WorkspaceScenario.NOW.minus(Duration.ofDays(9)),
                                        WorkspaceScenario.NOW.plus(Duration.ofDays(21)))));
            case "MISSING" -> given.claim(desired, item, c -> c.named("it"));
            default -> given.active(item).unlisted().claim(desired, item, c -> c.named("it"));
        };
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "RESTORED, ACTIVE, READY Restored",
        "RESTORED, IN_TRASH, RECONCILING Restoring RESTORE sent",
        "RESTORED, PURGED, STALLED Purged",
        "RESTORED, LOST, STALLED Lost",
        "RESTORED, MISSING, STALLED NotFound",
        "RESTORED, UNKNOWN, RECONCILING SnapshotPending",
        "TRASHED, ACTIVE, RECONCILING Trashing TRASH sent",
        "TRASHED, IN_TRASH, READY Trashed",
        "TRASHED, PURGED, READY Purged",
        "TRASHED, LOST, READY Purged",
        "TRASHED, MISSING, STALLED NotFound",
        "TRASHED, UNKNOWN, RECONCILING SnapshotPending",
        "OBSERVED, ACTIVE, READY Observed",
        "OBSERVED, IN_TRASH, READY Observed",
        "OBSERVED, PURGED, READY Observed",
        "OBSERVED, LOST, READY Observed",
        "OBSERVED, MISSING, STALLED NotFound",
        "OBSERVED, UNKNOWN, RECONCILING SnapshotPending",
    })
    void everyCellOfTheTable(DesiredState desired, String state, String outcome) {
        for (String type : new String[] {"project", "version", "workflow"}) {
            assertThat(seen(state, item(type), desired).outcome("it")).as(type).isEqualTo(state + " " + outcome);
        }
    }

    @Test
    void aVersionThatIsInTheTrashOnlyWithItsProjectIsNeverRestoredByItself() {
        WorkspaceScenario given =
                WorkspaceScenario.workspace().inTrash(project("cat")).claim(RESTORED, version("cat", 3));

        assertThat(given.outcome("cat/3")).isEqualTo("IN_TRASH STALLED ParentInTrash");
        assertThat(PlanReader.readiness(given.plan(), "cat/3").message())
                .contains("project cat")
                .contains("desiredState: Restored");
        assertThat(PlanReader.view(given.plan(), "cat/3")
                        .claimStatus()
                        .trash()
                        .orElseThrow()
                        .parentInTrash())
                .isTrue();
    }

    @Test
    void aVersionFollowsItsProjectThatThePlanRestores() {
        WorkspaceScenario given = WorkspaceScenario.workspace()
                .inTrash(project("cat"))
                .inTrash(version("cat", 4), e -> e.withParent())
                .claim(RESTORED, version("cat", 3))
                .claim(RESTORED, version("cat", 4))
                .claim(RESTORED, project("cat"));

        assertThat(given.outcome("cat/3")).isEqualTo("IN_TRASH RECONCILING WaitingForParent");
        assertThat(given.outcome("cat/4")).isEqualTo("IN_TRASH RECONCILING WaitingForParent RESTORE held");
        assertThat(PlanReader.actions(given.plan())).containsExactly("RESTORE cat");
    }

    @Test
    void aVersionSaysWhoIsHeldThatAsksForItsProject() {
        WorkspaceScenario given = WorkspaceScenario.workspace()
                .policy(p -> p.planning())
                .inTrash(project("cat"))
                .claim(RESTORED, version("cat", 3))
                .claim(RESTORED, project("cat"));

        assertThat(given.outcome("cat")).isEqualTo("IN_TRASH STALLED PlanOnly RESTORE held");
        assertThat(given.outcome("cat/3")).isEqualTo("IN_TRASH STALLED WaitingForParent");
        assertThat(PlanReader.readiness(given.plan(), "cat/3").message())
                .contains("TrashedItem cat asks for that, and is held (PlanOnly)")
                .endsWith("kubectl -n team describe ti cat");
    }

    @Test
    void theEarlierDateOfAVersionAndItsProjectCounts() {
        WorkspaceScenario given = WorkspaceScenario.workspace()
                .inTrash(project("cat"), e -> e.cleanupAt(WorkspaceScenario.NOW.plus(Duration.ofDays(2))))
                .inTrash(version("cat", 3), e -> e.withParent())
                .claim(OBSERVED, version("cat", 3));

        assertThat(PlanReader.view(given.plan(), "cat/3")
                        .claimStatus()
                        .trash()
                        .orElseThrow()
                        .scheduledCleanupAt())
                .contains(WorkspaceScenario.NOW.plus(Duration.ofDays(2)));
    }

    @Test
    void aTrashedVersionIsInOrderWithItsProjectInTheTrash() {
        WorkspaceScenario given =
                WorkspaceScenario.workspace().inTrash(project("cat")).claim(TRASHED, version("cat", 3));

        assertThat(given.outcome("cat/3")).isEqualTo("IN_TRASH READY Trashed");
        assertThat(PlanReader.view(given.plan(), "cat/3").claimStatus().drift().reachedState())
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(DesiredState.class)
    void whatIsUnknownNeverOverwritesWhatIsKnown(DesiredState desired) {
        for (String state : new String[] {"ACTIVE", "IN_TRASH", "PURGED", "LOST", "MISSING"}) {
            WorkspaceScenario known = seen(state, project("cat"), desired);
            Plan before = known.plan();
            PlanInput after = PlanInputEdits.next(known.unlisted().input(), before, PlannerState.EMPTY);

            assertThat(Planner.plan(after).items()).isEqualTo(before.items());
        }
    }

    @Test
    void restoresComeByTheNearestPurgeAndBeforeTrashings() {
        WorkspaceScenario given = WorkspaceScenario.workspace()
                .others(5)
                .active(project("old"))
                .inTrash(project("late"), e -> e.cleanupAt(WorkspaceScenario.NOW.plus(Duration.ofDays(9))))
                .inTrash(workflow("soon"), e -> e.cleanupAt(WorkspaceScenario.NOW.plus(Duration.ofDays(1))))
                .claim(TRASHED, project("old"))
                .claim(RESTORED, project("late"))
                .claim(RESTORED, workflow("soon"));

        assertThat(PlanReader.actions(given.plan())).containsExactly("RESTORE soon", "RESTORE late", "TRASH old");
    }

    @Test
    void trashingsGoPolicyByPolicyInTurn() {
        WorkspaceScenario given = WorkspaceScenario.workspace()
                .policy(p -> p)
                .policy(p -> p.named("second"))
                .others(9)
                .active(project("a"))
                .active(project("b"))
                .active(project("c"))
                .claim(TRASHED, project("a"))
                .claim(TRASHED, project("b"))
                .claim(TRASHED, project("c"), c -> c.of("second"));

        assertThat(PlanReader.actions(given.plan())).containsExactly("TRASH a", "TRASH c", "TRASH b");
    }
}
