package dev.trashops.plan;

import static dev.trashops.plan.model.DesiredState.TRASHED;
import static dev.trashops.plan.model.ItemKey.project;
import static dev.trashops.plan.model.ItemKey.version;
import static dev.trashops.plan.model.ItemKey.workflow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.plan.model.ActionBackoff;
import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.ClaimId;
import dev.trashops.plan.model.LastAction.Outcome;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Reason;
import dev.trashops.plan.model.Tristate;
import dev.trashops.plan.testdata.PlanReader;
import dev.trashops.plan.testdata.WorkspaceScenario;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A version that is to go with its project goes by the one DELETE of the project, however long that takes. */
class CascadeTest {
    private static final Instant BEGUN = WorkspaceScenario.NOW.minusSeconds(10);
    private static final Instant LONG_BEGUN = WorkspaceScenario.NOW.minusSeconds(60);
    private static final String WITH_ITS_PROJECT = "ACTIVE RECONCILING WaitingForParent TRASH held";

    private static WorkspaceScenario both() {
        return WorkspaceScenario.workspace().others(50).active(project("cat")).active(version("cat", 1));
    }

    private static WorkspaceScenario begun(Instant at, Outcome outcome) {
        return both().claim(
                        TRASHED,
                        project("cat"),
                        c -> c.remembering(m -> m.last(ActionKind.TRASH, at, outcome, Optional.empty())))
                .claim(TRASHED, version("cat", 1));
    }

    private static WorkspaceScenario failed(Readiness how) {
        return both().claim(TRASHED, project("cat"))
                .claim(TRASHED, version("cat", 1))
                .state(state -> state.setBack(
                        new ClaimId("uid-team-cat", "team", "cat"),
                        new ActionBackoff(how, WorkspaceScenario.NOW.plusSeconds(60), 1)));
    }

    @Test
    void itWaitsWhileItIsNotKnownWhatBecameOfTheDeletionOfItsProject() {
        for (Outcome outcome : new Outcome[] {Outcome.STARTED, Outcome.DONE}) {
            WorkspaceScenario given = begun(BEGUN, outcome);
            assertThat(given.outcome("cat/1")).isEqualTo(WITH_ITS_PROJECT);
            assertThat(given.plan().actions()).isEmpty();
        }
    }

    @Test
    void itGoesWithItsProjectWhenTheDeletionOfThatIsTriedAgain() {
        WorkspaceScenario given = begun(LONG_BEGUN, Outcome.STARTED);
        assertThat(PlanReader.actions(given.plan())).containsExactly("TRASH cat");
        assertThat(given.outcome("cat/1")).isEqualTo(WITH_ITS_PROJECT);
    }

    @Test
    void itDoesNotCountAgainstTheLimitsBesideItsProject() {
        WorkspaceScenario given = begun(BEGUN, Outcome.STARTED)
                .active(workflow("w"))
                .policy(p -> p.limits(2, 100))
                .claim(TRASHED, workflow("w"));
        assertThat(PlanReader.actions(given.plan())).containsExactly("TRASH w");
    }

    @Test
    void itWaitsForAnotherTryAfterAPassingFailure() {
        WorkspaceScenario given = failed(Readiness.reconciling(Reason.API_UNAVAILABLE, "Later."));
        assertThat(given.outcome("cat/1")).isEqualTo(WITH_ITS_PROJECT);
        assertThat(given.plan().actions()).isEmpty();
    }

    @Test
    void itGoesAloneWhenItsProjectIsRefused() {
        WorkspaceScenario given = failed(Readiness.stalled(Reason.NOT_ALLOWED, "No."));
        assertThat(PlanReader.actions(given.plan())).containsExactly("TRASH cat/1");
    }

    @Test
    void itGoesAloneWhenItsProjectIsHeldForGood() {
        WorkspaceScenario given = both().activeVersion(
                        version("cat", 2), Optional.of(WorkspaceScenario.LONG_AGO), Tristate.YES, Tristate.NO)
                .claim(TRASHED, project("cat"))
                .claim(TRASHED, version("cat", 1));
        assertThat(given.outcome("cat")).isEqualTo("ACTIVE STALLED TrainedModel TRASH held");
        assertThat(PlanReader.actions(given.plan())).containsExactly("TRASH cat/1");
    }

    @Test
    void whatHasATrainedModelSaysSoWhileItsProjectIsUnderWay() {
        WorkspaceScenario given = begun(BEGUN, Outcome.STARTED)
                .activeVersion(version("cat", 2), Optional.of(WorkspaceScenario.LONG_AGO), Tristate.YES, Tristate.NO)
                .claim(TRASHED, version("cat", 2));
        assertThat(given.outcome("cat/2")).isEqualTo("ACTIVE STALLED TrainedModel TRASH held");
    }
}
