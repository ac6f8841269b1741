package dev.trashops.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.plan.model.Acknowledgement;
import dev.trashops.plan.model.DesiredState;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.LastAction;
import dev.trashops.plan.model.Reason;
import dev.trashops.plan.model.TrashAnswer;
import dev.trashops.workspace.fake.FakeLoopListener;
import dev.trashops.workspace.port.LoopListener;
import dev.trashops.workspace.port.RoboflowFailure;
import dev.trashops.workspace.port.RoboflowFailure.Conflict.Blocker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a loop does to trainings, and what it says when Roboflow refuses it. */
class TrainingActionsTest {
    private static final ItemKey RUN = ItemKey.training("detector", 3, "ws/detector/3");

    private final WorkspaceLoopFixture fixture = new WorkspaceLoopFixture();

    @BeforeEach
    void train() {
        Instant old = fixture.clock.instant().minus(Duration.ofDays(90));
        fixture.roboflow.create(ItemKey.version("detector", 3), old, true);
        fixture.roboflow.create(RUN, old, true);
    }

    private String message() {
        return fixture.claimStatus().readiness().orElseThrow().message();
    }

    @Test
    void oneIsTrashedAndComesBackAndItIsSaidWhatTheEndpointServes() {
        List<String> recorded = new ArrayList<>();
        fixture.restart(new FakeLoopListener() {
            @Override
            public void ended(LoopListener.Mutation mutation, LastAction.Outcome outcome, String message, Instant at) {
                recorded.add(message);
            }
        });
        fixture.roboflow.repoint(new TrashAnswer.Endpoint(TrashAnswer.Change.REPOINTED, Optional.of("ws/next")));
        fixture.apply(RUN, 1, DesiredState.TRASHED, Acknowledgement.TRAINED_MODEL);
        fixture.run();
        assertThat(fixture.reason()).isEqualTo(Reason.TRASHED);
        String sentence = "Moved to the Trash. The endpoint detector/3 now serves ws/next.";
        assertThat(fixture.claimStatus().lastAction().orElseThrow().message()).isEqualTo(sentence);
        assertThat(recorded).containsExactly(sentence);

        fixture.apply(RUN, 2, DesiredState.RESTORED);
        fixture.run();
        assertThat(fixture.reason()).isEqualTo(Reason.RESTORED);
        assertThat(fixture.roboflow.isActive(RUN)).isTrue();
        assertThat(fixture.roboflow.mutations()).hasSize(2);
    }

    @Test
    void oneWithAModelWaitsUntilThatIsAcknowledged() {
        fixture.apply(RUN, 1, DesiredState.TRASHED);
        fixture.run();
        assertThat(fixture.reason()).isEqualTo(Reason.TRAINED_MODEL);
        assertThat(fixture.roboflow.mutations()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"UNDER_WAY, RUNNING_TRAINING", "REGISTERED_MODEL, TRAINED_MODEL", ", REJECTED"})
    void everyRefusalSaysWhatToDoAndIsTriedAgain(Blocker cause, Reason reason) {
        fixture.roboflow.fail("DELETE", new RoboflowFailure.Conflict("DELETE", Optional.ofNullable(cause)));
        fixture.apply(RUN, 1, DesiredState.TRASHED, Acknowledgement.TRAINED_MODEL);
        fixture.run();
        assertThat(fixture.reason()).isEqualTo(reason);
        assertThat(message()).startsWith("Roboflow refuses to trash training detector/3/ws/detector/3 (409)");
        assertThat(message().contains("stop or cancel it")).isEqualTo(cause != Blocker.REGISTERED_MODEL);
        assertThat(message().contains("a cancelled training may not be refunded"))
                .isEqualTo(cause != Blocker.REGISTERED_MODEL);
        assertThat(message().contains("register another model")).isEqualTo(cause != Blocker.UNDER_WAY);
        fixture.roboflow.mend("DELETE");
        fixture.runFor(Duration.ofMinutes(15));
        assertThat(fixture.reason()).isEqualTo(Reason.TRASHED);
    }

    @Test
    void oneWhoseVersionIsInTheTrashWaitsForIt() {
        fixture.roboflow.trash(RUN);
        fixture.roboflow.trash(ItemKey.version("detector", 3));
        fixture.apply(RUN, 1, DesiredState.RESTORED);
        fixture.run();
        assertThat(fixture.reason()).isEqualTo(Reason.PARENT_IN_TRASH);
        fixture.roboflow.restore(
                fixture.roboflow.inTrash(ItemKey.version("detector", 3)).orElseThrow());
        fixture.run();
        assertThat(fixture.reason()).isEqualTo(Reason.RESTORED);
        assertThat(fixture.roboflow.isActive(RUN)).isTrue();
    }
}
