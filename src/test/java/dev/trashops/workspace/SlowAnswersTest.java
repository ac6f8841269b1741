package dev.trashops.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.plan.model.ActiveTraining;
import dev.trashops.plan.model.DesiredState;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.Policy;
import dev.trashops.plan.model.Reason;
import dev.trashops.plan.model.Tristate;
import dev.trashops.workspace.fake.FakeRoboflowGateway;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When each answer takes longer than a proof may be old, what was proved in one go still counts. */
class SlowAnswersTest {
    private final WorkspaceLoopFixture fixture = new WorkspaceLoopFixture();

    @ParameterizedTest
    @ValueSource(ints = {8, 12, 20, 29})
    void aRestoreIsSentHoweverSlowTheAnswersAre(int seconds) {
        fixture.roboflow.trash(WorkspaceLoopFixture.PROJECT);
        fixture.apply(DesiredState.RESTORED);
        fixture.roboflow.callsTake(Duration.ofSeconds(seconds));
        fixture.runFor(Duration.ofMinutes(20));
        assertThat(fixture.roboflow.isActive(WorkspaceLoopFixture.PROJECT)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 12, 20, 29})
    void aDeletionIsSentHoweverSlowTheAnswersAre(int seconds) {
        fixture.roboflow.create(
                ItemKey.version("other-1", 1), fixture.clock.instant().minus(Duration.ofDays(30)), false);
        fixture.apply(ItemKey.version("other-1", 1), 1, DesiredState.TRASHED);
        fixture.roboflow.callsTake(Duration.ofSeconds(seconds));
        fixture.runFor(Duration.ofMinutes(30));
        assertThat(fixture.roboflow.isActive(ItemKey.version("other-1", 1))).isFalse();
    }

    @Test
    void whatChangedWhileTheProofsWereMadeStopsTheDeletion() {
        ItemKey version = ItemKey.version("other-1", 1);
        fixture.roboflow.create(version, fixture.clock.instant().minus(Duration.ofDays(30)), true);
        fixture.apply(version, 1, DesiredState.TRASHED);
        fixture.roboflow.callsTake(Duration.ofSeconds(20));
        fixture.runFor(Duration.ofMinutes(30));
        assertThat(fixture.roboflow.isActive(version)).isTrue();
        assertThat(fixture.reason()).isEqualTo(Reason.TRAINED_MODEL);
    }

    private static List<String> slowlyTrashing(WorkspaceLoopFixture fixture, ItemKey version) {
        List<String> calls = new ArrayList<>();
        fixture.roboflow.create(version, fixture.clock.instant().minus(Duration.ofDays(30)), false);
        fixture.apply(version, 1, DesiredState.TRASHED);
        fixture.roboflow.callsTake(Duration.ofSeconds(20));
        fixture.roboflow.witnessCalls(calls::add);
        return calls;
    }

    /** Whoever stops it does something that must not be overlooked afterwards. */
    @Test
    void whatWasProvedBeforeTheDeletionWasStoppedCountsForNothingAfterwards() {
        ItemKey version = ItemKey.version("other-1", 1);
        WorkspaceLoopFixture unstopped = new WorkspaceLoopFixture();
        List<String> before = slowlyTrashing(unstopped, version);
        unstopped.runFor(Duration.ofMinutes(30));
        int proofs = before.indexOf("DELETE");
        assertThat(proofs).isPositive();

        List<String> calls = slowlyTrashing(fixture, version);
        for (int i = 0; i < 1000 && calls.size() < proofs; i++) {
            fixture.runFor(Duration.ofMillis(1));
        }
        assertThat(calls).as("until all is proved").isEqualTo(before.subList(0, proofs));
        fixture.roboflow.callsTake(FakeRoboflowGateway.CALL);
        Policy running = fixture.policy();
        fixture.suspend();
        fixture.runFor(Duration.ofSeconds(1));
        fixture.roboflow
                .models()
                .train(version, new ActiveTraining("t-1", Optional.empty(), Tristate.NO, Tristate.YES, Set.of()));
        fixture.kube.policy(running);
        fixture.runFor(Duration.ofMinutes(10));
        assertThat(fixture.roboflow.isActive(version)).isTrue();
        assertThat(fixture.reason()).isEqualTo(Reason.RUNNING_TRAINING);
    }
}
