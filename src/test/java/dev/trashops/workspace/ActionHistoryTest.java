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
class ActionHistoryTest {
    private static List<PastAction> history(WorkspaceLoopFixture bench) {
        return bench.kube.shown(bench.policy()).orElseThrow().history();
    }

    @Test
    void whatWasDoneIsToldWithItsCause() {
        PruningFixture pruning = new PruningFixture(Approval.AUTOMATIC);
        pruning.bench.run();
        assertThat(history(pruning.bench)).hasSize(2).anySatisfy(line -> {
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
        WorkspaceLoopFixture bench = new PruningFixture(Approval.AUTOMATIC).bench;
        bench.run();
        List<PastAction> before = history(bench);
        bench.restart();
        bench.roboflow.trash(WorkspaceLoopFixture.PROJECT);
        bench.apply(DesiredState.RESTORED);
        bench.run();
        assertThat(history(bench)).hasSize(3).endsWith(before.toArray(PastAction[]::new));
        assertThat(history(bench).get(0).item()).isEqualTo("project detector");
        assertThat(history(bench).get(0).kind()).isEqualTo(ActionKind.RESTORE);
    }

    @Test
    void anActionThatALaterListingDecidesIsToldThenWithItsCause() {
        PruningFixture pruning = new PruningFixture(Approval.REQUIRED);
        WorkspaceLoopFixture bench = pruning.bench;
        bench.run();
        pruning.approve(Duration.ofDays(1));
        bench.roboflow.loseAnswers(true);
        bench.run();
        assertThat(history(bench)).hasSize(2).allSatisfy(line -> {
            assertThat(line.outcome()).isEqualTo(Outcome.DONE);
            assertThat(line.cause())
                    .startsWith("rule prune, TrashedItem ")
                    .endsWith(", approved " + pruning.plan().digest());
        });
    }

    @Test
    void whatFailsIsToldToo() {
        WorkspaceLoopFixture bench = new WorkspaceLoopFixture();
        String route = "POST /:workspace/trash/restore";
        bench.roboflow.trash(WorkspaceLoopFixture.PROJECT);
        bench.roboflow.fail(route, new RoboflowFailure.MissingScope(route, "project:update"));
        bench.apply(DesiredState.RESTORED, Optional.empty());
        bench.run();
        assertThat(history(bench))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line.outcome()).isEqualTo(Outcome.FAILED));
        assertThat(history(bench).size()).isLessThanOrEqualTo(PastAction.REMEMBERED);
    }
}
