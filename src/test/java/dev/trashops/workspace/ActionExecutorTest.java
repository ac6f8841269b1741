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
    private final WorkspaceLoopFixture bench = new WorkspaceLoopFixture();
    private final FakeRoboflowGateway roboflow = bench.roboflow;
    private final FakeKubernetes kube = bench.kube;

    @Test
    void anItemInTheTrashThatIsWantedComesBackAndIsRecordedInOrder() {
        roboflow.trash(WorkspaceLoopFixture.PROJECT);
        bench.apply(DesiredState.RESTORED);
        bench.run();
        assertThat(roboflow.isActive(WorkspaceLoopFixture.PROJECT)).isTrue();
        assertThat(roboflow.mutations()).hasSize(1);
        assertThat(bench.listener.begun).hasSize(1);
        assertThat(bench.reason()).isEqualTo(Reason.RESTORED);
        assertThat(bench.claimStatus().lastAction().orElseThrow().outcome()).isEqualTo(LastAction.Outcome.DONE);
    }

    @Test
    void nothingIsTrashedUntilTheAuditLogCanBeWritten() {
        boolean[] full = {true};
        bench.restart(new FakeLoopListener() {
            @Override
            public void begins(LoopListener.Mutation mutation) {
                if (full[0]) {
                    throw new IllegalStateException("no space left");
                }
                super.begins(mutation);
            }
        });
        bench.apply(DesiredState.TRASHED);
        bench.run();
        assertThat(roboflow.mutations()).isEmpty();
        assertThat(bench.reason()).isEqualTo(Reason.NOT_ALLOWED);
        full[0] = false;
        bench.run();
        assertThat(roboflow.isActive(WorkspaceLoopFixture.PROJECT)).isFalse();
        assertThat(bench.reason()).isEqualTo(Reason.TRASHED);
    }

    @Test
    void anOutcomeThatCannotBeRecordedLosesNeitherTheJournalNorTheItem() {
        bench.restart(new FakeLoopListener() {
            @Override
            public void ended(LoopListener.Mutation mutation, LastAction.Outcome outcome, String message, Instant at) {
                throw new IllegalStateException("no space left");
            }
        });
        bench.apply(DesiredState.TRASHED);
        bench.run();
        assertThat(roboflow.mutations()).hasSize(1);
        assertThat(bench.reason()).isEqualTo(Reason.TRASHED);
        assertThat(bench.claimStatus().lastAction().orElseThrow().outcome()).isEqualTo(LastAction.Outcome.DONE);
    }

    @Test
    void aRestoreThatIsRefusedSaysWhyAndGoesOnWhenTheCauseIsGone() {
        String route = "POST /:workspace/trash/restore";
        roboflow.trash(WorkspaceLoopFixture.PROJECT);
        roboflow.fail(route, new RoboflowFailure.MissingScope(route, "project:update"));
        bench.apply(DesiredState.RESTORED);
        bench.run();
        assertThat(bench.reason()).isEqualTo(Reason.MISSING_SCOPE);
        assertThat(bench.claimStatus().readiness().orElseThrow().message()).contains("project:update");
        roboflow.fail(route, new RoboflowFailure.AccountBlocked(route, 402));
        bench.runFor(Duration.ofMinutes(15));
        assertThat(bench.reason()).isEqualTo(Reason.ACCOUNT_BLOCKED);
        roboflow.mend(route);
        bench.runFor(Duration.ofMinutes(15));
        assertThat(bench.reason()).isEqualTo(Reason.RESTORED);
        assertThat(roboflow.mutations()).hasSize(1);
    }

    @Test
    void inPlanModeNothingIsSentAndEverythingIsPlanned() {
        kube.policy(WorkspaceLoopFixture.policy(Mode.PLAN));
        bench.apply(DesiredState.TRASHED);
        bench.run();
        assertThat(roboflow.mutations()).isEmpty();
        assertThat(bench.reason()).isEqualTo(Reason.PLAN_ONLY);
        assertThat(bench.claimStatus().planned()).contains(ActionKind.TRASH);
    }

    @Test
    void aDeleteThatTookNoEffectDoesNotUseUpTheLimit() {
        kube.policy(WorkspaceLoopFixture.policy(Mode.ENFORCE, 1));
        roboflow.fail("DELETE", new RoboflowFailure.Unavailable("DELETE"));
        bench.apply(DesiredState.TRASHED);
        bench.runFor(Duration.ofMinutes(1));
        assertThat(bench.listener.begun).isNotEmpty();
        roboflow.mend("DELETE");
        bench.run();
        assertThat(roboflow.isActive(WorkspaceLoopFixture.PROJECT)).isFalse();
        assertThat(bench.reason()).isEqualTo(Reason.TRASHED);
    }

    @Test
    void anItemDeletedSomeTimeAfterItsPolicyIsStillRestored() {
        bench.apply(DesiredState.OBSERVED, Optional.empty(), DeletionPolicy.RESTORE, false);
        roboflow.trash(WorkspaceLoopFixture.PROJECT);
        bench.run();
        kube.removePolicies();
        bench.run();
        int listings = roboflow.listings();
        bench.run();
        assertThat(roboflow.listings())
                .as("nobody looks for a policy that is gone")
                .isEqualTo(listings);
        bench.apply(DesiredState.OBSERVED, Optional.empty(), DeletionPolicy.RESTORE, true);
        bench.run();
        assertThat(roboflow.isActive(WorkspaceLoopFixture.PROJECT)).isTrue();
    }

    @Test
    void withoutItsPolicyNothingIsTrashed() {
        kube.removePolicies();
        kube.policy(WorkspaceLoopFixture.policy(Mode.PLAN));
        bench.apply(DesiredState.TRASHED, Optional.empty(), DeletionPolicy.RESTORE, false);
        bench.run();
        kube.removePolicies();
        bench.run();
        assertThat(roboflow.mutations()).isEmpty();
    }

    @Test
    void aLoopThatNobodyClaimsAnythingOfEnds() {
        kube.removePolicies();
        assertThat(bench.step()).isEmpty();
    }

    @Test
    void aLoopThatEndsSaysThatNothingIsLeft() {
        bench.apply(DesiredState.RESTORED);
        bench.run();
        kube.removePolicies();
        kube.delete("uid");
        bench.process.look();
        assertThat(bench.step()).isEmpty();
        assertThat(bench.process.published())
                .contains(new WorkspaceProjection(FakeRoboflowGateway.WORKSPACE, Map.of(), Map.of()));
    }
}
