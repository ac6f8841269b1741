package dev.trashops.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.Mode;
import dev.trashops.plan.model.Policy;
import dev.trashops.plan.model.Region;
import dev.trashops.plan.model.WorkspaceId;
import dev.trashops.plan.testdata.PlanInputEdits;
import dev.trashops.workspace.port.FailureCause;
import dev.trashops.workspace.port.RoboflowFailure;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whoever has workspaces in both regions reads which of the two did not answer; in the US texts are what they always were. */
class RegionInMessagesTest {
    private static final String ROUTE = "GET /:workspace/trash";
    private static final Map<RoboflowFailure, String> SAID = Map.of(
            new RoboflowFailure.Unavailable(ROUTE),
            "Can't reach Roboflow%s: GET /acme/trash failed (no-answer). Retrying.",
            new RoboflowFailure.Malformed(ROUTE),
            "Can't use the answer of Roboflow%s: GET /acme/trash failed (malformed: not what the API reference"
                    + " describes). Retrying.",
            new RoboflowFailure.Unavailable(ROUTE, FailureCause.answered(503)),
            "Roboflow%s answers with an error: GET /acme/trash failed (http-503). Retrying.",
            new RoboflowFailure.RateLimited(ROUTE, Optional.of(Duration.ofSeconds(3))),
            "Roboflow%s is rate limiting requests (http-429). The operator slows down and continues on its own.");

    @Test
    void aRequestWithoutAUsableAnswerNamesTheRegionOutsideOfTheUs() {
        SAID.forEach((failure, text) -> {
            assertThat(ofRead(failure, Region.US)).isEqualTo(text.formatted(""));
            assertThat(ofRead(failure, Region.EU)).isEqualTo(text.formatted(" in region EU"));
            assertThat(ofAction(failure, Region.US)).isEqualTo(text.formatted(""));
            assertThat(ofAction(failure, Region.EU)).isEqualTo(text.formatted(" in region EU"));
        });
    }

    /** Each region has an address of its own. */
    @Test
    void theSettingToCheckIsThatOfTheRegion() {
        RoboflowFailure failure = new RoboflowFailure.Unavailable(ROUTE, FailureCause.Trouble.UNKNOWN_HOST);
        assertThat(ofRead(failure, Region.US)).contains("Check ROBOFLOW_API_URL");
        assertThat(ofRead(failure, Region.EU)).contains("Check ROBOFLOW_EU_API_URL");
    }

    private static String ofRead(RoboflowFailure failure, Region region) {
        return FailureReadiness.ofRead(failure, policy(region)).message();
    }

    private static String ofAction(RoboflowFailure failure, Region region) {
        return FailureReadiness.ofAction(failure, ActionKind.TRASH, ItemKey.project("cat"), policy(region))
                .message();
    }

    private static Policy policy(Region region) {
        return PlanInputEdits.in(new WorkspaceId(region, "acme"), WorkspaceLoopFixture.policy(Mode.ENFORCE));
    }
}
