package dev.trashops.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.DeletionPolicy;
import dev.trashops.plan.model.DesiredState;
import dev.trashops.plan.model.LastAction;
import dev.trashops.plan.model.Mode;
import dev.trashops.plan.model.Reason;
import dev.trashops.workspace.fake.FakeKubernetes;
import dev.trashops.workspace.fake.FakeLoopListener;
import dev.trashops.workspace.fake.FakeRoboflowGateway;
import dev.trashops.workspace.port.LoopListener;
import dev.trashops.workspace.port.RoboflowFailure;
import dev.trashops.workspace.port.WorkspaceProjection;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a loop does in one situation after the other. */
class ActionExecutorTest {
    private final WorkspaceLoopFixture fixture = new WorkspaceLoopFixture();
    private final FakeRoboflowGateway roboflow = fixture.roboflow;
    private final FakeKubernetes kube = fixture.kube;

    @Test
    void anItemInTheTrashThatIsWantedComesBackAndIsRecordedInOrder() {
        roboflow.trash(WorkspaceLoopFixture.PROJECT);
        fixture.apply(DesiredState.RESTORED);
        fixture.run();
        assertThat(roboflow.isActive(WorkspaceLoopFixture.PROJECT)).isTrue();
        assertThat(roboflow.mutations()).hasSize(1);
        assertThat(fixture.listener.begun).hasSize(1);
        assertThat(fixture.reason()).isEqualTo(Reason.RESTORED);
        assertThat(fixture.claimStatus().lastAction().orElseThrow().outcome()).isEqualTo(LastAction.Outcome.DONE);
    }

    @Test
    void nothingIsTrashedUntilTheAuditLogCanBeWritten() {
        boolean[] full = {true};
        fixture.restart(new FakeLoopListener() {
            @Override
            public void begins(LoopListener.Mutation mutation) {
                if (full[0]) {
                    throw new IllegalStateException("no space left");
                }
                super.begins(mutation);
            }
        });
        fixture.apply(DesiredState.TRASHED);
        fixture.run();
        assertThat(roboflow.mutations()).isEmpty();
        assertThat(fixture.reason()).isEqualTo(Reason.NOT_ALLOWED);
        full[0] = false;
        fixture.run();
        assertThat(roboflow.isActive(WorkspaceLoopFixture.PROJECT)).isFalse();
        assertThat(fixture.reason()).isEqualTo(Reason.TRASHED);
    }

    @Test
    void anOutcomeThatCannotBeRecordedLosesNeitherTheJournalNorTheItem() {
        fixture.restart(new FakeLoopListener() {
            @Override
            public void ended(LoopListener.Mutation mutation, LastAction.Outcome outcome, String message, Instant at) {
                throw new IllegalStateException("no space left");
            }
        });
        fixture.apply(DesiredState.TRASHED);
        fixture.run();
        assertThat(roboflow.mutations()).hasSize(1);
        assertThat(fixture.reason()).isEqualTo(Reason.TRASHED);
        assertThat(fixture.claimStatus().lastAction().orElseThrow().outcome()).isEqualTo(LastAction.Outcome.DONE);
    }

    @Test
    void aRestoreThatIsRefusedSaysWhyAndGoesOnWhenTheCauseIsGone() {
        String route = "POST /:workspace/trash/restore";
        roboflow.trash(WorkspaceLoopFixture.PROJECT);
        roboflow.fail(route, new RoboflowFailure.MissingScope(route, "project:update"));
        fixture.apply(DesiredState.RESTORED);
        fixture.run();
        assertThat(fixture.reason()).isEqualTo(Reason.MISSING_SCOPE);
        assertThat(fixture.claimStatus().readiness().orElseThrow().message()).contains("project:update");
        roboflow.fail(route, new RoboflowFailure.AccountBlocked(route, 402));
        fixture.runFor(Duration.ofMinutes(15));
        assertThat(fixture.reason()).isEqualTo(Reason.ACCOUNT_BLOCKED);
        roboflow.mend(route);
        fixture.runFor(Duration.ofMinutes(15));
        assertThat(fixture.reason()).isEqualTo(Reason.RESTORED);
        assertThat(roboflow.mutations()).hasSize(1);
    }

    @Test
    void aRefusalEndsTheRowOfRestoresThatNoListingShowedAndIsSaidAfterARestartToo() {
        String route = "POST /:workspace/trash/restore";
        roboflow.trash(WorkspaceLoopFixture.PROJECT);
        kube.faults().ignore(1);
        fixture.apply(DesiredState.RESTORED);
        fixture.runFor(Duration.ofMinutes(2));
        assertThat(fixture.claimStatus().lastAction().orElseThrow().unconfirmed())
                .isPositive();
        kube.faults().calm();
        roboflow.fail(route, new RoboflowFailure.Conflict(route));
        fixture.runFor(Duration.ofMinutes(10));
        assertThat(fixture.claimStatus().lastAction().orElseThrow().unconfirmed())
                .isZero();
        assertThat(fixture.reason()).isEqualTo(Reason.IDENTITY_AMBIGUOUS);
        fixture.restart();
        fixture.runFor(Duration.ofMinutes(2));
        assertThat(fixture.reason()).isEqualTo(Reason.IDENTITY_AMBIGUOUS);
    }

    @Test
    void inPlanModeNothingIsSentAndEverythingIsPlanned() {
        kube.policy(WorkspaceLoopFixture.policy(Mode.PLAN));
        fixture.apply(DesiredState.TRASHED);
        fixture.run();
        assertThat(roboflow.mutations()).isEmpty();
        assertThat(fixture.reason()).isEqualTo(Reason.PLAN_ONLY);
        assertThat(fixture.claimStatus().planned()).contains(ActionKind.TRASH);
    }

    @Test
    void aDeleteThatTookNoEffectDoesNotUseUpTheLimit() {
        kube.policy(WorkspaceLoopFixture.policy(Mode.ENFORCE, 1));
        roboflow.fail("DELETE", new RoboflowFailure.Unavailable("DELETE"));
        fixture.apply(DesiredState.TRASHED);
        fixture.runFor(Duration.ofMinutes(1));
        assertThat(fixture.listener.begun).isNotEmpty();
        roboflow.mend("DELETE");
        fixture.run();
        assertThat(roboflow.isActive(WorkspaceLoopFixture.PROJECT)).isFalse();
        assertThat(fixture.reason()).isEqualTo(Reason.TRASHED);
    }

    @Test
    void anItemDeletedSomeTimeAfterItsPolicyIsStillRestored() {
        fixture.apply(DesiredState.OBSERVED, Optional.empty(), DeletionPolicy.RESTORE, false);
        roboflow.trash(WorkspaceLoopFixture.PROJECT);
        fixture.run();
        kube.removePolicies();
        fixture.run();
        int listings = roboflow.listings();
        fixture.run();
        assertThat(roboflow.listings())
                .as("nobody looks for a policy that is gone")
                .isEqualTo(listings);
        fixture.apply(DesiredState.OBSERVED, Optional.empty(), DeletionPolicy.RESTORE, true);
        fixture.run();
        assertThat(roboflow.isActive(WorkspaceLoopFixture.PROJECT)).isTrue();
    }

    @Test
    void withoutItsPolicyNothingIsTrashed() {
        kube.removePolicies();
        kube.policy(WorkspaceLoopFixture.policy(Mode.PLAN));
        fixture.apply(DesiredState.TRASHED, Optional.empty(), DeletionPolicy.RESTORE, false);
        fixture.run();
        kube.removePolicies();
        fixture.run();
        assertThat(roboflow.mutations()).isEmpty();
    }

    @Test
    void aLoopThatNobodyClaimsAnythingOfEnds() {
        kube.removePolicies();
        assertThat(fixture.step()).isEmpty();
    }

    @Test
    void aLoopThatEndsSaysThatNothingIsLeft() {
        fixture.apply(DesiredState.RESTORED);
        fixture.run();
        kube.removePolicies();
        kube.delete("uid");
        fixture.process.look();
        assertThat(fixture.step()).isEmpty();
        assertThat(fixture.process.published())
                .contains(new WorkspaceProjection(FakeRoboflowGateway.WORKSPACE, Map.of(), Map.of()));
    }
}
