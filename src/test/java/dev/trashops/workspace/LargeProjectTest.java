package dev.trashops.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.plan.model.ActiveTraining;
import dev.trashops.plan.model.DesiredState;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.Reason;
import dev.trashops.plan.model.Tristate;
import dev.trashops.workspace.fake.FakeRoboflowGateway;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A project of 600 versions, read at the default budget of four requests a second. */
class LargeProjectTest {
    private static final int VERSIONS = 600;

    private final WorkspaceLoopFixture fixture = new WorkspaceLoopFixture();

    LargeProjectTest() {
        Instant created = fixture.clock.instant().minus(Duration.ofDays(50));
        for (int number = 1; number <= VERSIONS; number++) {
            fixture.roboflow.create(ItemKey.version("detector", number), created, false);
        }
        fixture.roboflow.callsTake(Duration.ofMillis(250));
    }

    @Test
    void itGoesOnceEveryVersionAndItsRunsAreRead() {
        fixture.apply(DesiredState.TRASHED);
        fixture.runFor(Duration.ofMinutes(15));

        assertThat(fixture.roboflow.mutations())
                .extracting(FakeRoboflowGateway.Mutation::thing)
                .extracting(thing -> thing.key())
                .containsExactly(WorkspaceLoopFixture.PROJECT);
    }

    @Test
    void aSingleRunWithAModelKeepsIt() {
        fixture.roboflow
                .models()
                .train(
                        ItemKey.version("detector", 599),
                        new ActiveTraining("t", Optional.empty(), Tristate.YES, Tristate.NO, Set.of("acme/early")));
        fixture.apply(DesiredState.TRASHED);
        fixture.runFor(Duration.ofMinutes(15));

        assertThat(fixture.roboflow.mutations()).isEmpty();
        assertThat(fixture.reason()).isEqualTo(Reason.TRAINED_MODEL);
    }
}
