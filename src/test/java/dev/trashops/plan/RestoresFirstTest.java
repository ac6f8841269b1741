package dev.trashops.plan;

import static dev.trashops.plan.model.DesiredState.RESTORED;
import static dev.trashops.plan.model.DesiredState.TRASHED;
import static dev.trashops.plan.model.ItemKey.project;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.plan.model.ActionBackoff;
import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.ClaimId;
import dev.trashops.plan.model.LastAction.Outcome;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Reason;
import dev.trashops.plan.testdata.ClaimBuilder;
import dev.trashops.plan.testdata.PlanReader;
import dev.trashops.plan.testdata.WorkspaceScenario;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Also after trouble nothing is trashed while a restore is still to come. */
class RestoresFirstTest {
    private static WorkspaceScenario both(UnaryOperator<ClaimBuilder> restored) {
        return WorkspaceScenario.workspace()
                .others(30)
                .inTrash(project("cat"))
                .active(project("dog"))
                .claim(RESTORED, project("cat"), restored)
                .claim(TRASHED, project("dog"));
    }

    private static WorkspaceScenario failed(Readiness how) {
        return both(c -> c)
                .state(state -> state.setBack(
                        new ClaimId("uid-team-cat", "team", "cat"),
                        new ActionBackoff(how, WorkspaceScenario.NOW.plusSeconds(60), 3)));
    }

    @Test
    void aRestoreComesBeforeADeletion() {
        assertThat(PlanReader.actions(both(c -> c).plan())).containsExactly("RESTORE cat", "TRASH dog");
    }

    @Test
    void nothingIsTrashedWhileARestoreWaitsForItsNextTry() {
        Plan plan = failed(Readiness.reconciling(Reason.API_UNAVAILABLE, "Roboflow did not answer."))
                .plan();
        assertThat(plan.actions()).isEmpty();
        assertThat(PlanReader.readiness(plan, "dog").reason()).isEqualTo(Reason.TRASHING);
    }

    /** It will not go on by itself, so waiting for it would be for ever. */
    @Test
    void aRestoreThatRoboflowRefusesHoldsUpNoDeletion() {
        assertThat(PlanReader.actions(failed(Readiness.stalled(Reason.REJECTED, "Roboflow refuses it."))
                        .plan()))
                .containsExactly("TRASH dog");
    }

    @Test
    void nothingIsTrashedWhileTheOutcomeOfARestoreIsOpen() {
        assertThat(both(c -> c.remembering(m -> m.last(
                                ActionKind.RESTORE,
                                WorkspaceScenario.NOW.minusSeconds(5),
                                Outcome.STARTED,
                                Optional.empty())))
                        .listedAt(WorkspaceScenario.NOW.minusSeconds(6))
                        .plan()
                        .actions())
                .isEmpty();
    }
}
