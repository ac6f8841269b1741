package dev.trashops.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.plan.model.Acknowledgement;
import dev.trashops.plan.model.DesiredState;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.Mode;
import dev.trashops.plan.model.Reason;
import dev.trashops.plan.observe.ReadResult;
import dev.trashops.plan.observe.ReadTarget;
import dev.trashops.workspace.fake.FakeRoboflowGateway;
import dev.trashops.workspace.port.ApiKey;
import dev.trashops.workspace.port.RoboflowException;
import dev.trashops.workspace.port.RoboflowFailure;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A model that a workflow uses, and lists of workflows that now and then come back empty. */
class DoubtfulListsTest {
    private static final String ROUTE = "GET /:workspace/workflows";
    private static final ItemKey VERSION = ItemKey.version("detector", 1);

    private final WorkspaceLoopFixture fixture = new WorkspaceLoopFixture();

    DoubtfulListsTest() {
        fixture.roboflow.create(VERSION, fixture.clock.instant().minus(Duration.ofDays(50)), true);
        fixture.roboflow.create(
                ItemKey.workflow("counter"), fixture.clock.instant().minus(Duration.ofDays(50)), false);
        fixture.roboflow.models().specify("counter", "detector/1");
    }

    private void trashTheVersion() {
        fixture.apply(VERSION, 1, DesiredState.TRASHED, Acknowledgement.TRAINED_MODEL);
        fixture.run();
    }

    @Test
    void aFirstListThatIsEmptyIsNotBelievedBeforeASecondAgrees() {
        fixture.kube.faults().lie(1);
        trashTheVersion();
        assertThat(fixture.roboflow.mutations()).isEmpty();
        assertThat(fixture.reason()).isEqualTo(Reason.REFERENCED_BY_WORKFLOW);
    }

    @Test
    void neitherIsOneThatFollowsAFailureToReadThem() throws RoboflowException {
        ObservationCache cache = new ObservationCache(new News());
        readWorkflows(cache);
        fixture.roboflow.fail(ROUTE, new RoboflowFailure.Refused(ROUTE, 403));
        readWorkflows(cache);
        fixture.roboflow.mend(ROUTE);
        fixture.roboflow.trash(ItemKey.workflow("counter"));
        readWorkflows(cache);
        assertThat(cache.inventory().workflows()).get().isInstanceOf(ReadResult.Unreadable.class);
        readWorkflows(cache);
        assertThat(cache.inventory().workflows()).get().isInstanceOf(ReadResult.Found.class);
    }

    private void readWorkflows(ObservationCache cache) throws RoboflowException {
        cache.read(
                new ReadTarget.Workflows(),
                fixture.roboflow.reader(FakeRoboflowGateway.WORKSPACE, new ApiKey("key")),
                WorkspaceLoopFixture.policy(Mode.ENFORCE),
                fixture.clock.instant());
    }

    @Test
    void aWorkspaceWithoutWorkflowsIsBelievedToHaveNoneAfterASecondLook() {
        fixture.roboflow.trash(ItemKey.workflow("counter"));
        trashTheVersion();
        assertThat(fixture.roboflow.mutations()).hasSize(1);
    }

    @Test
    void aFirstListingOfTheTrashThatIsEmptyIsBelievedOnlyWhenASecondAgrees() throws RoboflowException {
        ObservationCache empty = new ObservationCache(new News());
        assertThat(lists(empty)).isFalse();
        assertThat(empty.trash()).isEmpty();
        assertThat(lists(empty)).isTrue();
        assertThat(empty.trash()).isPresent();

        ObservationCache lied = new ObservationCache(new News());
        assertThat(lists(lied)).isFalse();
        fixture.roboflow.trash(VERSION);
        assertThat(lists(lied)).isTrue();
        assertThat(lied.entries()).isEqualTo(1);
    }

    private boolean lists(ObservationCache cache) throws RoboflowException {
        return cache.list(
                fixture.roboflow.reader(FakeRoboflowGateway.WORKSPACE, new ApiKey("key")), fixture.clock.instant());
    }
}
