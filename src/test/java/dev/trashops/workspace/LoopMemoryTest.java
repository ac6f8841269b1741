package dev.trashops.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.Approval;
import dev.trashops.plan.model.DesiredState;
import dev.trashops.plan.model.LastAction.Outcome;
import dev.trashops.plan.model.PastAction;
import dev.trashops.workspace.port.RoboflowFailure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a policy tells of what was done for it. */
class LoopMemoryTest {
    private static List<PastAction> history(WorkspaceLoopFixture fixture) {
        return fixture.kube.shown(fixture.policy()).orElseThrow().history();
    }

    @Test
    void whatWasDoneIsToldWithItsCause() {
        PruningFixture pruning = new PruningFixture(Approval.AUTOMATIC);
        pruning.fixture.run();
        assertThat(history(pruning.fixture)).hasSize(2).anySatisfy(line -> {
            assertThat(line.kind()).isEqualTo(ActionKind.TRASH);
            assertThat(line.item()).isEqualTo("version detector/1");
            assertThat(line.outcome()).isEqualTo(Outcome.DONE);
            assertThat(line.cause())
                    .isEqualTo("rule prune, TrashedItem "
                            + pruning.claim(PruningFixture.FIRST).id().name());
        });
    }

    @Test
    void aRestartForgetsNothingAndTheNewestComesFirst() {
        WorkspaceLoopFixture fixture = new PruningFixture(Approval.AUTOMATIC).fixture;
        fixture.run();
        List<PastAction> before = history(fixture);
        fixture.restart();
        fixture.roboflow.trash(WorkspaceLoopFixture.PROJECT);
        fixture.apply(DesiredState.RESTORED);
        fixture.run();
        assertThat(history(fixture)).hasSize(3).endsWith(before.toArray(PastAction[]::new));
        assertThat(history(fixture).get(0).item()).isEqualTo("project detector");
        assertThat(history(fixture).get(0).kind()).isEqualTo(ActionKind.RESTORE);
    }

    @Test
    void anActionThatALaterListingDecidesIsToldThenWithItsCause() {
        PruningFixture pruning = new PruningFixture(Approval.REQUIRED);
        WorkspaceLoopFixture fixture = pruning.fixture;
        fixture.run();
        pruning.approve(Duration.ofDays(1));
        fixture.roboflow.loseAnswers(true);
        fixture.run();
        assertThat(history(fixture)).hasSize(2).allSatisfy(line -> {
            assertThat(line.outcome()).isEqualTo(Outcome.DONE);
            assertThat(line.cause())
                    .startsWith("rule prune, TrashedItem ")
                    .endsWith(", approved " + pruning.plan().digest());
        });
    }

    @Test
    void whatFailsIsToldToo() {
        WorkspaceLoopFixture fixture = new WorkspaceLoopFixture();
        String route = "POST /:workspace/trash/restore";
        fixture.roboflow.trash(WorkspaceLoopFixture.PROJECT);
        fixture.roboflow.fail(route, new RoboflowFailure.MissingScope(route, "project:update"));
        fixture.apply(DesiredState.RESTORED, Optional.empty());
        fixture.run();
        assertThat(history(fixture))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line.outcome()).isEqualTo(Outcome.FAILED));
        assertThat(history(fixture).size()).isLessThanOrEqualTo(PastAction.REMEMBERED);
    }
}
