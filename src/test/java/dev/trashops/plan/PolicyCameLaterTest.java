package dev.trashops.plan;

import static dev.trashops.plan.model.DesiredState.RESTORED;
import static dev.trashops.plan.model.ItemKey.project;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.plan.model.Hold;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Reason;
import dev.trashops.plan.testdata.PlanReader;
import dev.trashops.plan.testdata.WorkspaceScenario;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Items that were there before their policy follow it, whatever becomes of its key. */
class PolicyCameLaterTest {
    private static final Readiness REFUSED = Readiness.stalled(Reason.INVALID_CREDENTIALS, "Roboflow refuses the key.");
    private static final Readiness NO_POLICY = Readiness.stalled(Reason.POLICY_NOT_FOUND, "Create it.");
    private static final Readiness INVALID = Readiness.stalled(Reason.REJECTED, "RoboflowTrashPolicy team is invalid.");

    private static WorkspaceScenario itemThatShowed(Readiness shown) {
        return WorkspaceScenario.workspace()
                .claim(
                        RESTORED,
                        project("cat"),
                        c -> c.remembering(m -> m.readiness(shown).hold(Hold.POLICY)));
    }

    @Test
    void whatWasSaidForLackOfAPolicyGivesWayToWhatIsWrongWithIt() {
        for (Readiness shown : List.of(NO_POLICY, INVALID)) {
            Plan plan = itemThatShowed(shown)
                    .policy(p -> p.unproved().refused().readiness(REFUSED))
                    .plan();
            assertThat(PlanReader.readiness(plan, "cat")).isEqualTo(REFUSED);
        }
    }

    @Test
    void itWaitsWhileThePolicyHasYetToProveItself() {
        for (Readiness shown : List.of(NO_POLICY, INVALID)) {
            Plan plan = itemThatShowed(shown)
                    .policy(p -> p.unproved().readiness(Readiness.reconciling(Reason.SNAPSHOT_PENDING, "Waiting.")))
                    .plan();
            assertThat(PlanReader.readiness(plan, "cat").reason()).isEqualTo(Reason.SNAPSHOT_PENDING);
        }
    }
}
