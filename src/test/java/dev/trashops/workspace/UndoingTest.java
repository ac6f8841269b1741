package dev.trashops.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.DesiredState;
import dev.trashops.plan.model.Reason;
import dev.trashops.workspace.port.LoopListener;
import dev.trashops.workspace.port.RoboflowFailure;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What becomes of a DELETE that hit another item than meant. */
class UndoingTest {
    private final LoopBench bench = new LoopBench();
    private final SimRoboflow roboflow = bench.roboflow;

    @Test
    void aDeleteThatHitAnotherItemThanPinnedIsUndoneAtOnceAndNeverTriedAgain() {
        roboflow.giveNameToAnother(LoopBench.PROJECT, "somebody-elses");
        bench.apply(DesiredState.TRASHED, Optional.of("the-one-meant"));
        bench.run();
        assertThat(roboflow.mutations())
                .extracting(SimRoboflow.Mutation::kind)
                .containsExactly(ActionKind.TRASH, ActionKind.RESTORE);
        assertThat(roboflow.isActive(LoopBench.PROJECT)).isTrue();
        assertThat(bench.reason()).isEqualTo(Reason.IDENTITY_MISMATCH);
        assertThat(bench.listener.begun).hasSize(2);
    }

    @Test
    void aWrongDeleteWhoseUndoingFailedIsUndoneAsSoonAsItCanBeEvenAfterARestart() {
        roboflow.giveNameToAnother(LoopBench.PROJECT, "somebody-elses");
        roboflow.fail("POST /:workspace/trash/restore", new RoboflowFailure.Unavailable("restore"));
        bench.apply(DesiredState.TRASHED, Optional.of("the-one-meant"));
        bench.run();
        assertThat(roboflow.isActive(LoopBench.PROJECT)).isFalse();
        bench.restart();
        roboflow.mend("POST /:workspace/trash/restore");
        bench.run();
        assertThat(roboflow.isActive(LoopBench.PROJECT)).isTrue();
        assertThat(bench.reason()).isEqualTo(Reason.IDENTITY_MISMATCH);
    }

    @Test
    void aWrongDeleteIsUndoneAlsoWhenTheAuditLogFilledUpInBetween() {
        boolean[] full = {false};
        bench.restart(new SimListener() {
            @Override
            public void begins(LoopListener.Mutation mutation) {
                if (full[0]) {
                    throw new IllegalStateException("no space left");
                }
                full[0] = true;
                super.begins(mutation);
            }
        });
        roboflow.giveNameToAnother(LoopBench.PROJECT, "somebody-elses");
        bench.apply(DesiredState.TRASHED, Optional.of("the-one-meant"));
        bench.run();
        assertThat(roboflow.isActive(LoopBench.PROJECT)).isFalse();
        full[0] = false;
        bench.run();
        assertThat(roboflow.isActive(LoopBench.PROJECT)).isTrue();
        assertThat(bench.reason()).isEqualTo(Reason.IDENTITY_MISMATCH);
    }

    @Test
    void aPendingUndoDoesNotMakeAListingThatFailsAnyMoreFrequent() {
        roboflow.giveNameToAnother(LoopBench.PROJECT, "somebody-elses");
        roboflow.fail("POST /:workspace/trash/restore", new RoboflowFailure.Unavailable("restore"));
        bench.apply(DesiredState.TRASHED, Optional.of("the-one-meant"));
        bench.run();
        roboflow.fail("GET /:workspace/trash", new RoboflowFailure.Unavailable("trash"));
        int before = roboflow.listings();
        bench.runFor(Duration.ofMinutes(10));
        assertThat(roboflow.listings() - before).isLessThan(30);
        roboflow.mend("GET /:workspace/trash");
        roboflow.mend("POST /:workspace/trash/restore");
        bench.run();
        assertThat(roboflow.isActive(LoopBench.PROJECT)).isTrue();
    }
}
