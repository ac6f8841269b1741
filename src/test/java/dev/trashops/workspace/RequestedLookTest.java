package dev.trashops.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.plan.model.DesiredState;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.PolicyProjection;
import dev.trashops.workspace.port.ApiKey;
import dev.trashops.workspace.port.CredentialStore.KeyLookup;
import dev.trashops.workspace.port.RoboflowFailure;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The reconcile-now annotation of a policy has the workspace looked at, and counts as followed once that has ended. */
class RequestedLookTest {
    private static final String LISTING = "GET /:workspace/trash";

    private final WorkspaceLoopFixture fixture = new WorkspaceLoopFixture();

    @BeforeEach
    void runs() {
        fixture.apply(DesiredState.RESTORED);
        fixture.run();
    }

    private void request(String value) {
        fixture.kube.policy(PolicyEdits.requested(fixture.policy(), value));
        fixture.process.look();
    }

    private Optional<String> handled() {
        return Objects.requireNonNull(
                        fixture.process.published().orElseThrow().policies().get(WorkspaceLoopFixture.POLICY))
                .handledRequest();
    }

    @Test
    void itIsFollowedAtOnceAndReportedOnceTheLookHasEnded() {
        int before = fixture.roboflow.listings();
        request("now");
        fixture.step();
        assertThat(handled()).as("published before the look").isEmpty();
        assertThat(fixture.roboflow.listings()).isEqualTo(before + 1);
        fixture.step();
        assertThat(handled()).contains("now");
        fixture.step();
        assertThat(fixture.roboflow.listings()).isEqualTo(before + 1);
    }

    /** Somebody asked while no operator ran. */
    @Test
    void whatWasAskedBeforeTheStartIsReportedOnceTheFirstLookHasEnded() {
        request("now");
        fixture.restart();
        int before = fixture.roboflow.listings();
        fixture.step();
        for (int i = 0; i < 100 && fixture.roboflow.listings() == before; i++) {
            assertThat(handled()).as("published before the look").isEmpty();
            fixture.step();
        }
        fixture.step();
        assertThat(handled()).contains("now");
    }

    /** Two looks in the same moment would agree, whatever is wrong with the first. */
    @Test
    void itDoesNotHastenTheSecondLookAtAListingThatIsDoubted() {
        ItemKey other = ItemKey.project("other-1");
        fixture.roboflow.trash(other);
        fixture.run();
        fixture.roboflow.restore(fixture.roboflow.inTrash(other).orElseThrow());
        request("one");
        fixture.step();
        int doubted = fixture.roboflow.listings();
        request("two");
        fixture.step();
        fixture.step();
        assertThat(fixture.roboflow.listings()).isEqualTo(doubted);
        fixture.clock.advance(Duration.ofSeconds(2));
        fixture.step();
        assertThat(fixture.roboflow.listings()).isEqualTo(doubted + 1);
    }

    /** Also while the next try after failures is far away. */
    @Test
    void aLookThatFailsHasEndedToo() {
        fixture.roboflow.fail(LISTING, new RoboflowFailure.Unavailable(LISTING));
        fixture.run();
        int before = fixture.roboflow.listings();
        request("now");
        fixture.step();
        assertThat(fixture.roboflow.listings()).isEqualTo(before + 1);
        fixture.step();
        assertThat(handled()).contains("now");
    }

    @Test
    void aKeyThatIsRefusedIsTriedAnewAndThatIsAllThereIsToLookAt() {
        fixture.roboflow.keys("other-key");
        fixture.kube.key(new KeyLookup.Found(new ApiKey("other-key")));
        fixture.run();
        request("now");
        fixture.step();
        fixture.step();
        assertThat(handled()).contains("now");
        assertThat(fixture.process.published().orElseThrow().policies().values())
                .extracting(PolicyProjection::readiness)
                .allMatch(readiness -> readiness.isStalled());
    }

    @Test
    void anItemsRequestIsReportedOnceALookHasEnded() {
        assertThat(fixture.claimStatus().handledRequest()).isEmpty();
        int before = fixture.roboflow.listings();
        fixture.requestItem("now");
        fixture.process.look();
        fixture.step();
        fixture.process.control();
        assertThat(fixture.claimStatus().handledRequest()).isEmpty();
        assertThat(fixture.roboflow.listings()).isEqualTo(before + 1);
        fixture.process.look();
        fixture.step();
        fixture.process.control();
        assertThat(fixture.claimStatus().handledRequest()).contains("now");
    }
}
