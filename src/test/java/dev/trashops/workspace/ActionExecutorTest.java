package dev.trashops.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.DeletionPolicy;
import dev.trashops.plan.model.DesiredState;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.LastAction;
import dev.trashops.plan.model.Mode;
import dev.trashops.plan.model.Reason;
import dev.trashops.workspace.fake.FakeItem;
import dev.trashops.workspace.fake.FakeKubernetes;
import dev.trashops.workspace.fake.FakeListing;
import dev.trashops.workspace.fake.FakeLoopListener;
import dev.trashops.workspace.fake.FakeRoboflowGateway;
import dev.trashops.workspace.port.FailureCause;
import dev.trashops.workspace.port.LoopListener;
import dev.trashops.workspace.port.RoboflowFailure;
import dev.trashops.workspace.port.WorkspaceProjection;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    /** As when it is suspended: no time passes for it, and then its clock is right again. */
    @ParameterizedTest
    @ValueSource(strings = {"PT3H", "PT11S", "-PT3H"})
    void nothingIsTrashedAfterTheMachinesClockHasJumpedWhileTheCallWasPrepared(Duration jump) {
        fixture.apply(DesiredState.TRASHED);
        fixture.process.whileEntering(() -> {
            fixture.machine.ahead(jump);
            fixture.suspend();
        });
        fixture.run();
        assertThat(kube.configMaps().entries(WorkspaceLoopFixture.POLICY)).isNotEmpty();
        assertThat(roboflow.mutations()).isEmpty();
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

    private String readinessMessage() {
        return fixture.claimStatus().readiness().orElseThrow().message();
    }

    @Test
    void whatWasSentAndWhatWasNotAreToldApart() {
        Duration soon = Duration.ofSeconds(1);
        RoboflowFailure notSent = new RoboflowFailure.OverBudget("DELETE /:workspace/:project", soon);
        RoboflowFailure refused = new RoboflowFailure.OverBudget(
                "DELETE /:workspace/:project", soon, Optional.of(FailureCause.answered(401)));
        for (RoboflowFailure failure : new RoboflowFailure[] {notSent, refused}) {
            roboflow.fail("DELETE", failure);
            fixture.apply(DesiredState.TRASHED);
            fixture.run();
            assertThat(fixture.claimStatus().lastAction().orElseThrow().message())
                    .isEqualTo(
                            failure == refused
                                    ? "Roboflow rejected DELETE /acme/detector (http-401)."
                                    : "Not sent: DELETE /acme/detector (own-budget).");
            assertThat(fixture.reason()).isEqualTo(Reason.RATE_LIMITED);
            assertThat(readinessMessage())
                    .contains("operator's own request budget")
                    .doesNotContain("429");
            assertThat(readinessMessage().contains("was not sent")).isEqualTo(failure == notSent);
        }
        roboflow.fail("DELETE", new RoboflowFailure.RateLimited("DELETE", Optional.empty()));
        fixture.runFor(Duration.ofMinutes(15));
        assertThat(readinessMessage()).startsWith("Roboflow is rate limiting requests (http-429)");
        roboflow.mend("DELETE");
        fixture.runFor(Duration.ofMinutes(15));
        assertThat(fixture.reason()).isEqualTo(Reason.TRASHED);
    }

    /** A version of which the Trash lists a mere number. */
    private ItemKey numbered() {
        Instant old = fixture.clock.instant().minus(Duration.ofDays(90));
        roboflow.listing().show(EnumSet.of(FakeListing.Oddity.NO_PARENT_ID, FakeListing.Oddity.NO_PARENT_URL));
        for (int number = 1; ; number++) {
            ItemKey item = ItemKey.version("detector", number);
            roboflow.create(item, old, false);
            roboflow.trash(item);
            FakeItem trashed = roboflow.inTrash(item).orElseThrow();
            if (roboflow.entry(trashed).isUnplacedVersion()) {
                return item;
            }
            roboflow.purge(trashed);
        }
    }

    private void pin(ItemKey item, String id) {
        fixture.apply(item, 1, DesiredState.RESTORED, Optional.of(id));
    }

    @Test
    void aVersionThatIsListedAsAMereNumberIsRestoredWithItsPin() {
        ItemKey item = numbered();
        pin(item, roboflow.inTrash(item).orElseThrow().project());
        fixture.run();
        assertThat(roboflow.isActive(item)).isTrue();
        assertThat(roboflow.mutations()).hasSize(1);
        assertThat(fixture.reason()).isEqualTo(Reason.RESTORED);
    }

    @Test
    void aMereNumberThatRoboflowDoesNotFindUnderThePinIsTriedOnce() {
        ItemKey item = numbered();
        pin(ItemKey.version("other-1", item.version()), "another");
        fixture.runFor(Duration.ofHours(3));
        assertThat(fixture.listener.begun).hasSize(1);
        assertThat(roboflow.mutations()).isEmpty();
        assertThat(fixture.reason()).isEqualTo(Reason.IDENTITY_AMBIGUOUS);
        assertThat(readinessMessage()).contains("had no effect", "restore it there");
        fixture.restart();
        fixture.run();
        assertThat(fixture.listener.begun).hasSize(1);
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
        assertThat(fixture.process.published()).contains(WorkspaceProjection.empty(FakeRoboflowGateway.WORKSPACE));
    }
}
