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
class RoboflowReadsTest {
    private final WorkspaceLoopFixture bench = new WorkspaceLoopFixture();
    private final FakeRoboflowGateway roboflow = bench.roboflow;
    private final FakeKubernetes kube = bench.kube;

    @Test
    void aKeyOfAnotherWorkspaceIsNeverUsedAndAMendedSecretIsNoticed() {
        roboflow.keys("key", "other-key");
        kube.key(new KeyLookup.Found(new ApiKey("other-key")));
        roboflow.trash(WorkspaceLoopFixture.PROJECT);
        bench.apply(DesiredState.RESTORED);
        bench.run();
        assertThat(roboflow.listings()).isZero();
        assertThat(bench.reason()).isEqualTo(Reason.INVALID_CREDENTIALS);
        kube.key(new KeyLookup.Found(new ApiKey("key")));
        bench.run();
        assertThat(bench.reason()).isEqualTo(Reason.RESTORED);
    }

    @Test
    void aMissingSecretSaysSoAndItsReturnIsEnough() {
        kube.key(new KeyLookup.Missing("Create Secret roboflow."));
        roboflow.trash(WorkspaceLoopFixture.PROJECT);
        bench.apply(DesiredState.RESTORED);
        bench.run();
        assertThat(bench.reason()).isEqualTo(Reason.SECRET_NOT_FOUND);
        kube.key(new KeyLookup.Found(new ApiKey("key")));
        bench.run();
        assertThat(bench.reason()).isEqualTo(Reason.RESTORED);
    }

    @Test
    void aSecretThatGoesAndComesBackWithTheSameKeyIsEnough() {
        bench.apply(DesiredState.RESTORED);
        bench.run();
        kube.key(new KeyLookup.Missing("Create Secret roboflow."));
        bench.run();
        roboflow.trash(WorkspaceLoopFixture.PROJECT);
        kube.key(new KeyLookup.Found(new ApiKey("key")));
        bench.run();
        assertThat(bench.reason()).isEqualTo(Reason.RESTORED);
        assertThat(roboflow.isActive(WorkspaceLoopFixture.PROJECT)).isTrue();
    }

    @Test
    void aScopeThatTheListingLacksIsToldWithoutFlickeringAndItsReturnIsNoticed() {
        roboflow.fail(
                "GET /:workspace/trash", new RoboflowFailure.MissingScope("GET /:workspace/trash", "project:read"));
        bench.apply(DesiredState.RESTORED);
        bench.run();
        assertThat(bench.reason()).isEqualTo(Reason.MISSING_SCOPE);
        int writes = kube.statusWrites();
        bench.run();
        assertThat(kube.statusWrites()).isEqualTo(writes);
        roboflow.mend("GET /:workspace/trash");
        bench.run();
        assertThat(bench.reason()).isEqualTo(Reason.RESTORED);
    }

    @Test
    void aTrashThatSuddenlyLooksEmptyIsBelievedOnlyWhenASecondListingAgrees() {
        roboflow.trash(WorkspaceLoopFixture.PROJECT);
        bench.apply(DesiredState.OBSERVED);
        bench.run();
        assertThat(bench.claimStatus().observed()).isEqualTo(ObservedState.IN_TRASH);
        FakeItem thing = roboflow.inTrash(WorkspaceLoopFixture.PROJECT).orElseThrow();
        roboflow.purge(thing);
        bench.run();
        assertThat(bench.claimStatus().observed()).isEqualTo(ObservedState.LOST);
    }

    @Test
    void aClockThatIsTenMinutesOffHoldsDeletions() {
        roboflow.skew(Duration.ofMinutes(10));
        bench.apply(DesiredState.TRASHED);
        bench.run();
        assertThat(roboflow.mutations()).isEmpty();
        assertThat(bench.reason()).isEqualTo(Reason.CLOCK_SKEW);
        roboflow.skew(Duration.ZERO);
        bench.run();
        assertThat(bench.reason()).isEqualTo(Reason.TRASHED);
    }
}
