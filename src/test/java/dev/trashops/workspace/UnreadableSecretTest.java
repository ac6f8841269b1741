package dev.trashops.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.DeletionPolicy;
import dev.trashops.plan.model.DesiredState;
import dev.trashops.plan.model.PolicyProjection;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Reason;
import dev.trashops.workspace.port.ApiKey;
import dev.trashops.workspace.port.CredentialStore.KeyLookup;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a policy and its items say, and what still happens, while the Secret with the key can't be read. */
class UnreadableSecretTest {
    private static final KeyLookup FORBIDDEN = new KeyLookup.Unreadable("Grant the right.", true);
    private static final KeyLookup FAILED = new KeyLookup.Unreadable("The API server answered 500.", false);
    private static final KeyLookup FOUND = new KeyLookup.Found(new ApiKey("key"));

    private final WorkspaceLoopFixture fixture = new WorkspaceLoopFixture();

    private Readiness policy() {
        return fixture.process.published().stream()
                .flatMap(all -> all.policies().values().stream())
                .map(PolicyProjection::readiness)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void withoutTheRightToReadItPolicyAndItemAreStalledAndSayWhatToGrant() {
        fixture.kube.key(FORBIDDEN);
        fixture.apply(DesiredState.RESTORED);
        fixture.run();
        assertThat(policy()).isEqualTo(Readiness.stalled(Reason.SECRET_UNREADABLE, "Grant the right."));
        assertThat(fixture.claimStatus().readiness()).contains(policy());
        fixture.kube.key(FOUND);
        fixture.run();
        assertThat(fixture.reason()).isEqualTo(Reason.RESTORED);
    }

    @Test
    void anApiServerThatFailsIsWaitedFor() {
        fixture.kube.key(FAILED);
        fixture.apply(DesiredState.RESTORED);
        fixture.run();
        assertThat(policy()).isEqualTo(Readiness.reconciling(Reason.SECRET_UNREADABLE, "The API server answered 500."));
        fixture.kube.key(FOUND);
        fixture.run();
        assertThat(fixture.reason()).isEqualTo(Reason.RESTORED);
    }

    @Test
    void aKeyThatIsKnownGoesOnRestoringAndTrashesNothing() {
        fixture.apply(DesiredState.RESTORED);
        fixture.run();
        fixture.kube.key(FORBIDDEN);
        fixture.run();
        assertThat(policy().reason()).isEqualTo(Reason.SECRET_UNREADABLE);
        fixture.roboflow.trash(WorkspaceLoopFixture.PROJECT);
        fixture.run();
        assertThat(fixture.roboflow.isActive(WorkspaceLoopFixture.PROJECT)).isTrue();

        fixture.apply(WorkspaceLoopFixture.PROJECT, 2, DesiredState.TRASHED);
        fixture.run();
        assertThat(fixture.roboflow.isActive(WorkspaceLoopFixture.PROJECT)).isTrue();
        assertThat(fixture.reason()).isEqualTo(Reason.SECRET_UNREADABLE);
        assertThat(fixture.claimStatus().planned()).contains(ActionKind.TRASH);
        fixture.kube.key(FOUND);
        fixture.run();
        assertThat(fixture.roboflow.isActive(WorkspaceLoopFixture.PROJECT)).isFalse();
    }

    /** Nobody reads the Secret of a policy that is gone. */
    @Test
    void withoutThePolicyAnItemThatIsBeingDeletedWaitsForNoKey() {
        fixture.kube.key(FORBIDDEN);
        fixture.roboflow.trash(WorkspaceLoopFixture.PROJECT);
        fixture.apply(DesiredState.RESTORED, Optional.empty(), DeletionPolicy.RESTORE, true);
        fixture.run();
        assertThat(fixture.kube.claims()).hasSize(1);
        fixture.kube.removePolicy(WorkspaceLoopFixture.POLICY);
        fixture.run();
        assertThat(fixture.kube.claims()).isEmpty();
    }

    @Test
    void oneFailureOfTheApiServerSaysNothingAboutAKeyThatWorks() {
        fixture.apply(DesiredState.RESTORED);
        fixture.run();
        fixture.kube.key(FAILED);
        for (int reads = fixture.kube.keyReads(); fixture.kube.keyReads() == reads; ) {
            fixture.runFor(Duration.ofSeconds(1));
        }
        assertThat(policy().reason()).isEqualTo(Reason.AVAILABLE);
        fixture.run();
        assertThat(policy().reason()).isEqualTo(Reason.SECRET_UNREADABLE);
    }
}
