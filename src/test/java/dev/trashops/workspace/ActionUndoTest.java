package dev.trashops.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.DesiredState;
import dev.trashops.plan.model.Reason;
import dev.trashops.workspace.fake.FakeLoopListener;
import dev.trashops.workspace.fake.FakeRoboflowGateway;
import dev.trashops.workspace.port.LoopListener;
import dev.trashops.workspace.port.RoboflowFailure;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What becomes of a DELETE that hit another item than meant. */
class ActionUndoTest {
    private final WorkspaceLoopFixture fixture = new WorkspaceLoopFixture();
    private final FakeRoboflowGateway roboflow = fixture.roboflow;

    @Test
    void aDeleteThatHitAnotherItemThanPinnedIsUndoneAtOnceAndNeverTriedAgain() {
        roboflow.giveNameToAnother(WorkspaceLoopFixture.PROJECT, "somebody-elses");
        fixture.apply(DesiredState.TRASHED, Optional.of("the-one-meant"));
        fixture.run();
        assertThat(roboflow.mutations())
                .extracting(FakeRoboflowGateway.Mutation::kind)
                .containsExactly(ActionKind.TRASH, ActionKind.RESTORE);
        assertThat(roboflow.isActive(WorkspaceLoopFixture.PROJECT)).isTrue();
        assertThat(fixture.reason()).isEqualTo(Reason.IDENTITY_MISMATCH);
        assertThat(fixture.listener.begun).hasSize(2);
    }

    @Test
    void aWrongDeleteWhoseUndoingFailedIsUndoneAsSoonAsItCanBeEvenAfterARestart() {
        roboflow.giveNameToAnother(WorkspaceLoopFixture.PROJECT, "somebody-elses");
        roboflow.fail("POST /:workspace/trash/restore", new RoboflowFailure.Unavailable("restore"));
        fixture.apply(DesiredState.TRASHED, Optional.of("the-one-meant"));
        fixture.run();
        assertThat(roboflow.isActive(WorkspaceLoopFixture.PROJECT)).isFalse();
        fixture.restart();
        roboflow.mend("POST /:workspace/trash/restore");
        fixture.run();
        assertThat(roboflow.isActive(WorkspaceLoopFixture.PROJECT)).isTrue();
        assertThat(fixture.reason()).isEqualTo(Reason.IDENTITY_MISMATCH);
    }

    @Test
    void aWrongDeleteIsUndoneAlsoWhenTheAuditLogFilledUpInBetween() {
        boolean[] full = {false};
        fixture.restart(new FakeLoopListener() {
            @Override
            public void begins(LoopListener.Mutation mutation) {
                if (full[0]) {
                    throw new IllegalStateException("no space left");
                }
                full[0] = true;
                super.begins(mutation);
            }
        });
        roboflow.giveNameToAnother(WorkspaceLoopFixture.PROJECT, "somebody-elses");
        fixture.apply(DesiredState.TRASHED, Optional.of("the-one-meant"));
        fixture.run();
        assertThat(roboflow.isActive(WorkspaceLoopFixture.PROJECT)).isFalse();
        full[0] = false;
        fixture.run();
        assertThat(roboflow.isActive(WorkspaceLoopFixture.PROJECT)).isTrue();
        assertThat(fixture.reason()).isEqualTo(Reason.IDENTITY_MISMATCH);
    }

    @Test
    void aPendingUndoDoesNotMakeAListingThatFailsAnyMoreFrequent() {
        roboflow.giveNameToAnother(WorkspaceLoopFixture.PROJECT, "somebody-elses");
        roboflow.fail("POST /:workspace/trash/restore", new RoboflowFailure.Unavailable("restore"));
        fixture.apply(DesiredState.TRASHED, Optional.of("the-one-meant"));
        fixture.run();
        roboflow.fail("GET /:workspace/trash", new RoboflowFailure.Unavailable("trash"));
        int before = roboflow.listings();
        fixture.runFor(Duration.ofMinutes(10));
        assertThat(roboflow.listings() - before).isLessThan(30);
        roboflow.mend("GET /:workspace/trash");
        roboflow.mend("POST /:workspace/trash/restore");
        fixture.run();
        assertThat(roboflow.isActive(WorkspaceLoopFixture.PROJECT)).isTrue();
    }
}
