package dev.trashops.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.plan.model.DesiredState;
import dev.trashops.plan.model.ObservedState;
import dev.trashops.plan.model.Reason;
import dev.trashops.workspace.fake.FakeItem;
import dev.trashops.workspace.fake.FakeKubernetes;
import dev.trashops.workspace.fake.FakeRoboflowGateway;
import dev.trashops.workspace.port.ApiKey;
import dev.trashops.workspace.port.CredentialStore.KeyLookup;
import dev.trashops.workspace.port.RoboflowFailure;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** With which key a loop looks at its workspace, and what it believes. */
class ReadSchedulerTest {
    private final WorkspaceLoopFixture fixture = new WorkspaceLoopFixture();
    private final FakeRoboflowGateway roboflow = fixture.roboflow;
    private final FakeKubernetes kube = fixture.kube;

    @Test
    void aKeyOfAnotherWorkspaceIsNeverUsedAndAMendedSecretIsNoticed() {
        roboflow.keys("key", "other-key");
        kube.key(new KeyLookup.Found(new ApiKey("other-key")));
        roboflow.trash(WorkspaceLoopFixture.PROJECT);
        fixture.apply(DesiredState.RESTORED);
        fixture.run();
        assertThat(roboflow.listings()).isZero();
        assertThat(fixture.reason()).isEqualTo(Reason.INVALID_CREDENTIALS);
        kube.key(new KeyLookup.Found(new ApiKey("key")));
        fixture.run();
        assertThat(fixture.reason()).isEqualTo(Reason.RESTORED);
    }

    @Test
    void aMissingSecretSaysSoAndItsReturnIsEnough() {
        kube.key(new KeyLookup.Missing("Create Secret roboflow."));
        roboflow.trash(WorkspaceLoopFixture.PROJECT);
        fixture.apply(DesiredState.RESTORED);
        fixture.run();
        assertThat(fixture.reason()).isEqualTo(Reason.SECRET_NOT_FOUND);
        kube.key(new KeyLookup.Found(new ApiKey("key")));
        fixture.run();
        assertThat(fixture.reason()).isEqualTo(Reason.RESTORED);
    }

    @Test
    void aSecretThatGoesAndComesBackWithTheSameKeyIsEnough() {
        fixture.apply(DesiredState.RESTORED);
        fixture.run();
        kube.key(new KeyLookup.Missing("Create Secret roboflow."));
        fixture.run();
        roboflow.trash(WorkspaceLoopFixture.PROJECT);
        kube.key(new KeyLookup.Found(new ApiKey("key")));
        fixture.run();
        assertThat(fixture.reason()).isEqualTo(Reason.RESTORED);
        assertThat(roboflow.isActive(WorkspaceLoopFixture.PROJECT)).isTrue();
    }

    @Test
    void aScopeThatTheListingLacksIsToldWithoutFlickeringAndItsReturnIsNoticed() {
        roboflow.fail(
                "GET /:workspace/trash", new RoboflowFailure.MissingScope("GET /:workspace/trash", "project:read"));
        fixture.apply(DesiredState.RESTORED);
        fixture.run();
        assertThat(fixture.reason()).isEqualTo(Reason.MISSING_SCOPE);
        int writes = kube.statusWrites();
        fixture.run();
        assertThat(kube.statusWrites()).isEqualTo(writes);
        roboflow.mend("GET /:workspace/trash");
        fixture.run();
        assertThat(fixture.reason()).isEqualTo(Reason.RESTORED);
    }

    @Test
    void aTrashThatSuddenlyLooksEmptyIsBelievedOnlyWhenASecondListingAgrees() {
        roboflow.trash(WorkspaceLoopFixture.PROJECT);
        fixture.apply(DesiredState.OBSERVED);
        fixture.run();
        assertThat(fixture.claimStatus().observed()).isEqualTo(ObservedState.IN_TRASH);
        FakeItem thing = roboflow.inTrash(WorkspaceLoopFixture.PROJECT).orElseThrow();
        roboflow.purge(thing);
        fixture.run();
        assertThat(fixture.claimStatus().observed()).isEqualTo(ObservedState.LOST);
    }

    @Test
    void aClockThatIsTenMinutesOffHoldsDeletions() {
        roboflow.skew(Duration.ofMinutes(10));
        fixture.apply(DesiredState.TRASHED);
        fixture.run();
        assertThat(roboflow.mutations()).isEmpty();
        assertThat(fixture.reason()).isEqualTo(Reason.CLOCK_SKEW);
        roboflow.skew(Duration.ZERO);
        fixture.run();
        assertThat(fixture.reason()).isEqualTo(Reason.TRASHED);
    }
}
