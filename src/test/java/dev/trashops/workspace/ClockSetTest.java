package dev.trashops.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.plan.model.DesiredState;
import dev.trashops.plan.model.LastAction;
import dev.trashops.plan.model.Reason;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A machine's clock that is wrong and is then set right, in either direction, blinds nobody for the time between. */
class ClockSetTest {
    private static final Duration SOON = Duration.ofMinutes(2);

    private final WorkspaceLoopFixture fixture = new WorkspaceLoopFixture();

    @ParameterizedTest
    @ValueSource(strings = {"PT1H", "P3D", "-PT1H", "-P3D", "PT30S"})
    void whatIsTrashedAfterTheClockWasSetRightIsRestoredSoon(Duration wrong) {
        fixture.machine.ahead(wrong);
        fixture.restart();
        fixture.apply(DesiredState.RESTORED);
        fixture.run();
        assertThat(fixture.reason()).isEqualTo(Reason.RESTORED);
        fixture.machine.ahead(Duration.ZERO);
        fixture.roboflow.trash(WorkspaceLoopFixture.PROJECT);
        fixture.runFor(SOON);
        assertThat(fixture.roboflow.isActive(WorkspaceLoopFixture.PROJECT)).isTrue();
        fixture.runFor(SOON);
        assertThat(fixture.reason()).isEqualTo(Reason.RESTORED);
    }

    /** Its journal says that it was begun in the future. */
    @ParameterizedTest
    @ValueSource(strings = {"PT1H", "P3D"})
    void theOutcomeOfAnActionThatWasBegunByAWrongClockIsDecidedSoonAfterARestart(Duration wrong) {
        fixture.machine.ahead(wrong);
        fixture.restart();
        fixture.roboflow.trash(WorkspaceLoopFixture.PROJECT);
        fixture.apply(DesiredState.RESTORED);
        fixture.run();
        assertThat(fixture.claimStatus().lastAction().map(LastAction::at).orElseThrow())
                .isAfter(fixture.clock.instant());
        fixture.machine.ahead(Duration.ZERO);
        fixture.restart();
        fixture.roboflow.trash(WorkspaceLoopFixture.PROJECT);
        fixture.runFor(SOON);
        assertThat(fixture.roboflow.isActive(WorkspaceLoopFixture.PROJECT)).isTrue();
        fixture.runFor(SOON);
        assertThat(fixture.reason()).isEqualTo(Reason.RESTORED);
        assertThat(fixture.claimStatus().lastAction().map(LastAction::outcome)).contains(LastAction.Outcome.DONE);
    }

    @Test
    void aDeletionWaitsUntilTheSetHasSettledAnewAfterTheClockWasSet() {
        fixture.run();
        fixture.apply(DesiredState.TRASHED);
        fixture.machine.ahead(Duration.ofDays(3));
        fixture.runFor(Duration.ofSeconds(4));
        assertThat(fixture.roboflow.isActive(WorkspaceLoopFixture.PROJECT))
                .as("limits.settle is five seconds, and three days have not passed")
                .isTrue();
    }

    @Test
    void itIsToldToWhoeverWatchesTheOperator() {
        fixture.run();
        assertThat(fixture.listener.clockSteps).isEmpty();
        fixture.machine.ahead(Duration.ofHours(-5));
        fixture.run();
        assertThat(fixture.listener.clockSteps).containsExactly(Duration.ofHours(-5));
    }
}
