package dev.trashops.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.plan.model.DesiredState;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.Reason;
import java.time.Duration;
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
}
