package dev.trashops.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.plan.model.Mode;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Reason;
import dev.trashops.workspace.port.RoboflowFailure.Unavailable;
import dev.trashops.workspace.port.RoboflowFailure.Unavailable.Obstacle;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What stands between the operator and Roboflow is named where people look: in the message of the policy. */
class ObstaclesOnTheWayTest {
    @ParameterizedTest
    @CsvSource({
        "PROXY_LOGIN, 407, HTTPS_PROXY",
        "PROXY_REFUSAL, does not let the request through, HTTPS_PROXY",
        "NO_PROXY_THERE, proxy on the way cannot be reached, HTTPS_PROXY",
        "CERTIFICATE, certificate, --ca-bundle"
    })
    void theMessageSaysWhatItIsAndWhatToDo(Obstacle obstacle, String fact, String setting) {
        Readiness said = readiness(Optional.of(obstacle));
        assertThat(said.reason()).isEqualTo(Reason.API_UNAVAILABLE);
        assertThat(said.message())
                .startsWith("Roboflow did not respond to GET /:workspace/trash. The ")
                .contains(fact, setting)
                .endsWith("The operator retries.");
    }

    @Test
    void whereNothingIsKnownNothingIsSuspected() {
        assertThat(readiness(Optional.empty()).message())
                .isEqualTo("Roboflow did not respond to GET /:workspace/trash. The operator retries.");
    }

    private static Readiness readiness(Optional<Obstacle> obstacle) {
        return FailureReadiness.ofRead(
                new Unavailable("GET /:workspace/trash", obstacle), WorkspaceLoopFixture.policy(Mode.ENFORCE));
    }
}
