package dev.trashops.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.ClaimId;
import dev.trashops.plan.model.DeletionPolicy;
import dev.trashops.plan.model.DesiredState;
import dev.trashops.plan.model.DriftPolicy;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.LastAction;
import dev.trashops.plan.model.Limits;
import dev.trashops.plan.model.Memory;
import dev.trashops.plan.model.Mode;
import dev.trashops.plan.model.ObservedState;
import dev.trashops.plan.model.Origin;
import dev.trashops.plan.model.Policy;
import dev.trashops.plan.model.PolicyId;
import dev.trashops.plan.model.Reason;
import dev.trashops.plan.model.Scope;
import dev.trashops.workspace.port.ApiKey;
import dev.trashops.workspace.port.ClaimStore.KeyLookup;
import dev.trashops.workspace.port.Failure;
import dev.trashops.workspace.port.LoopListener;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a loop does in one situation after the other, on a clock that moves only when told. */
class WorkspaceLoopTest {
    private static final PolicyId POLICY = new PolicyId("team", "production");
    private static final ItemKey PROJECT = ItemKey.project("detector");

    private final SimClock clock = new SimClock();
    private final Chaos calm = new Chaos(new Random(1));
    private final SimRoboflow roboflow = new SimRoboflow(clock, calm);
    private final SimKube kube = new SimKube(calm);
    private SimListener listener = new SimListener();
    private SimProcess process = new SimProcess(kube, clock);
    private WorkspaceLoop loop = loop(listener);

    @BeforeEach
    void populate() {
        kube.policy(policy(Mode.ENFORCE));
        Instant old = clock.instant().minus(Duration.ofDays(100));
        for (int i = 0; i < 30; i++) {
            roboflow.create(ItemKey.project("other-" + i), old, false);
        }
        roboflow.create(PROJECT, old, false);
        clock.advance(Duration.ofDays(1));
    }

    @Test
    void anItemInTheTrashThatIsWantedComesBackAndIsRecordedInOrder() {
        roboflow.trash(PROJECT);
        apply(DesiredState.RESTORED, Optional.empty());
        run();
        assertThat(roboflow.isActive(PROJECT)).isTrue();
        assertThat(roboflow.mutations()).hasSize(1);
        assertThat(listener.begun).hasSize(1);
        assertThat(reason()).isEqualTo(Reason.RESTORED);
        assertThat(memory().lastAction().orElseThrow().outcome()).isEqualTo(LastAction.Outcome.DONE);
    }

    @Test
    void aDeleteThatHitAnotherItemThanPinnedIsUndoneAtOnceAndNeverTriedAgain() {
        roboflow.giveNameToAnother(PROJECT, "somebody-elses");
        apply(DesiredState.TRASHED, Optional.of("the-one-meant"));
        run();
        assertThat(roboflow.mutations())
                .extracting(SimRoboflow.Mutation::kind)
                .containsExactly(ActionKind.TRASH, ActionKind.RESTORE);
        assertThat(roboflow.isActive(PROJECT)).isTrue();
        assertThat(reason()).isEqualTo(Reason.IDENTITY_MISMATCH);
        assertThat(listener.begun).hasSize(2);
    }

    @Test
    void aWrongDeleteWhoseUndoingFailedIsUndoneAsSoonAsItCanBeEvenAfterARestart() {
        roboflow.giveNameToAnother(PROJECT, "somebody-elses");
        roboflow.fail("POST /:workspace/trash/restore", new Failure.Unavailable("restore"));
        apply(DesiredState.TRASHED, Optional.of("the-one-meant"));
        run();
        assertThat(roboflow.isActive(PROJECT)).isFalse();
        restart();
        roboflow.mend("POST /:workspace/trash/restore");
        run();
        assertThat(roboflow.isActive(PROJECT)).isTrue();
        assertThat(reason()).isEqualTo(Reason.IDENTITY_MISMATCH);
    }

    @Test
    void aWrongDeleteIsUndoneAlsoWhenTheAuditLogFilledUpInBetween() {
        boolean[] full = {false};
        listener = new SimListener() {
            @Override
            public void begins(LoopListener.Mutation mutation) {
                if (full[0]) {
                    throw new IllegalStateException("no space left");
                }
                full[0] = true;
                super.begins(mutation);
            }
        };
        loop = loop(listener);
        roboflow.giveNameToAnother(PROJECT, "somebody-elses");
        apply(DesiredState.TRASHED, Optional.of("the-one-meant"));
        run();
        assertThat(roboflow.isActive(PROJECT)).isFalse();
        full[0] = false;
        run();
        assertThat(roboflow.isActive(PROJECT)).isTrue();
        assertThat(reason()).isEqualTo(Reason.IDENTITY_MISMATCH);
    }

    @Test
    void aPendingUndoDoesNotMakeAListingThatFailsAnyMoreFrequent() {
        roboflow.giveNameToAnother(PROJECT, "somebody-elses");
        roboflow.fail("POST /:workspace/trash/restore", new Failure.Unavailable("restore"));
        apply(DesiredState.TRASHED, Optional.of("the-one-meant"));
        run();
        roboflow.fail("GET /:workspace/trash", new Failure.Unavailable("trash"));
        int before = roboflow.listings();
        runFor(Duration.ofMinutes(10));
        assertThat(roboflow.listings() - before).isLessThan(30);
        roboflow.mend("GET /:workspace/trash");
        roboflow.mend("POST /:workspace/trash/restore");
        run();
        assertThat(roboflow.isActive(PROJECT)).isTrue();
    }

    @Test
    void nothingIsTrashedUntilTheAuditLogCanBeWritten() {
        boolean[] full = {true};
        listener = new SimListener() {
            @Override
            public void begins(LoopListener.Mutation mutation) {
                if (full[0]) {
                    throw new IllegalStateException("no space left");
                }
                super.begins(mutation);
            }
        };
        loop = loop(listener);
        apply(DesiredState.TRASHED, Optional.empty());
        run();
        assertThat(roboflow.mutations()).isEmpty();
        assertThat(reason()).isEqualTo(Reason.NOT_ALLOWED);
        full[0] = false;
        run();
        assertThat(roboflow.isActive(PROJECT)).isFalse();
        assertThat(reason()).isEqualTo(Reason.TRASHED);
    }

    @Test
    void aKeyOfAnotherWorkspaceIsNeverUsedAndAMendedSecretIsNoticed() {
        roboflow.keys("key", "other-key");
        kube.key(new KeyLookup.Found(new ApiKey("other-key")));
        roboflow.trash(PROJECT);
        apply(DesiredState.RESTORED, Optional.empty());
        run();
        assertThat(roboflow.listings()).isZero();
        assertThat(reason()).isEqualTo(Reason.INVALID_CREDENTIALS);
        kube.key(new KeyLookup.Found(new ApiKey("key")));
        run();
        assertThat(reason()).isEqualTo(Reason.RESTORED);
    }

    @Test
    void aMissingSecretSaysSoAndItsReturnIsEnough() {
        kube.key(new KeyLookup.Missing("Create Secret roboflow."));
        roboflow.trash(PROJECT);
        apply(DesiredState.RESTORED, Optional.empty());
        run();
        assertThat(reason()).isEqualTo(Reason.SECRET_NOT_FOUND);
        kube.key(new KeyLookup.Found(new ApiKey("key")));
        run();
        assertThat(reason()).isEqualTo(Reason.RESTORED);
    }

    @Test
    void aSecretThatGoesAndComesBackWithTheSameKeyIsEnough() {
        apply(DesiredState.RESTORED, Optional.empty());
        run();
        kube.key(new KeyLookup.Missing("Create Secret roboflow."));
        run();
        roboflow.trash(PROJECT);
        kube.key(new KeyLookup.Found(new ApiKey("key")));
        run();
        assertThat(reason()).isEqualTo(Reason.RESTORED);
        assertThat(roboflow.isActive(PROJECT)).isTrue();
    }

    @Test
    void anOutcomeThatCannotBeRecordedLosesNeitherTheJournalNorTheItem() {
        listener = new SimListener() {
            @Override
            public void ended(LoopListener.Mutation mutation, LastAction.Outcome outcome, String message, Instant at) {
                throw new IllegalStateException("no space left");
            }
        };
        loop = loop(listener);
        apply(DesiredState.TRASHED, Optional.empty());
        run();
        assertThat(roboflow.mutations()).hasSize(1);
        assertThat(reason()).isEqualTo(Reason.TRASHED);
        assertThat(memory().lastAction().orElseThrow().outcome()).isEqualTo(LastAction.Outcome.DONE);
    }

    @Test
    void aScopeThatTheListingLacksIsToldWithoutFlickeringAndItsReturnIsNoticed() {
        roboflow.fail("GET /:workspace/trash", new Failure.MissingScope("GET /:workspace/trash", "project:read"));
        apply(DesiredState.RESTORED, Optional.empty());
        run();
        assertThat(reason()).isEqualTo(Reason.MISSING_SCOPE);
        int writes = kube.statusWrites();
        run();
        assertThat(kube.statusWrites()).isEqualTo(writes);
        roboflow.mend("GET /:workspace/trash");
        run();
        assertThat(reason()).isEqualTo(Reason.RESTORED);
    }

    @Test
    void aTrashThatSuddenlyLooksEmptyIsBelievedOnlyWhenASecondListingAgrees() {
        roboflow.trash(PROJECT);
        apply(DesiredState.OBSERVED, Optional.empty());
        run();
        assertThat(memory().observed()).isEqualTo(ObservedState.IN_TRASH);
        SimThing thing = roboflow.inTrash(PROJECT).orElseThrow();
        roboflow.purge(thing);
        run();
        assertThat(memory().observed()).isEqualTo(ObservedState.LOST);
    }

    @Test
    void aClockThatIsTenMinutesOffHoldsDeletions() {
        roboflow.skew(Duration.ofMinutes(10));
        apply(DesiredState.TRASHED, Optional.empty());
        run();
        assertThat(roboflow.mutations()).isEmpty();
        assertThat(reason()).isEqualTo(Reason.CLOCK_SKEW);
        roboflow.skew(Duration.ZERO);
        run();
        assertThat(reason()).isEqualTo(Reason.TRASHED);
    }

    @Test
    void aRestoreThatIsRefusedSaysWhyAndGoesOnWhenTheCauseIsGone() {
        String route = "POST /:workspace/trash/restore";
        roboflow.trash(PROJECT);
        roboflow.fail(route, new Failure.MissingScope(route, "project:update"));
        apply(DesiredState.RESTORED, Optional.empty());
        run();
        assertThat(reason()).isEqualTo(Reason.MISSING_SCOPE);
        assertThat(memory().standing().orElseThrow().message()).contains("project:update");
        roboflow.fail(route, new Failure.AccountBlocked(route, 402));
        runFor(Duration.ofMinutes(15));
        assertThat(reason()).isEqualTo(Reason.ACCOUNT_BLOCKED);
        roboflow.mend(route);
        runFor(Duration.ofMinutes(15));
        assertThat(reason()).isEqualTo(Reason.RESTORED);
        assertThat(roboflow.mutations()).hasSize(1);
    }

    @Test
    void inPlanModeNothingIsSentAndEverythingIsPlanned() {
        kube.policy(policy(Mode.PLAN));
        apply(DesiredState.TRASHED, Optional.empty());
        run();
        assertThat(roboflow.mutations()).isEmpty();
        assertThat(reason()).isEqualTo(Reason.PLAN_ONLY);
        assertThat(memory().planned()).contains(ActionKind.TRASH);
    }

    @Test
    void anItemDeletedSomeTimeAfterItsPolicyIsStillRestored() {
        apply(DesiredState.OBSERVED, Optional.empty(), DeletionPolicy.RESTORE, false);
        roboflow.trash(PROJECT);
        run();
        kube.removePolicies();
        run();
        int listings = roboflow.listings();
        run();
        assertThat(roboflow.listings())
                .as("nobody looks for a policy that is gone")
                .isEqualTo(listings);
        apply(DesiredState.OBSERVED, Optional.empty(), DeletionPolicy.RESTORE, true);
        run();
        assertThat(roboflow.isActive(PROJECT)).isTrue();
    }

    @Test
    void withoutItsPolicyNothingIsTrashed() {
        kube.removePolicies();
        kube.policy(policy(Mode.PLAN));
        apply(DesiredState.TRASHED, Optional.empty(), DeletionPolicy.RESTORE, false);
        run();
        kube.removePolicies();
        run();
        assertThat(roboflow.mutations()).isEmpty();
    }

    @Test
    void aLoopThatNobodyClaimsAnythingOfEnds() {
        kube.removePolicies();
        assertThat(loop.step()).isEmpty();
    }

    private void run() {
        runFor(Duration.ofMinutes(6));
    }

    private void runFor(Duration time) {
        Instant end = clock.instant().plus(time);
        while (clock.instant().isBefore(end)) {
            clock.advanceTo(loop.step().orElse(end));
        }
        process.control();
    }

    private void restart() {
        process = new SimProcess(kube, clock);
        loop = loop(listener);
    }

    private WorkspaceLoop loop(LoopListener told) {
        return new WorkspaceLoop(
                SimRoboflow.WORKSPACE,
                roboflow,
                process,
                told,
                clock,
                new LoopSettings(Set.of(ActionKind.values()), Duration.ofMinutes(10)));
    }

    private Memory memory() {
        return kube.claims().get(0).memory();
    }

    private Reason reason() {
        return memory().standing().orElseThrow().reason();
    }

    private void apply(DesiredState desired, Optional<String> pinned) {
        apply(desired, pinned, DeletionPolicy.ORPHAN, false);
    }

    private void apply(DesiredState desired, Optional<String> pinned, DeletionPolicy deletion, boolean deleting) {
        kube.apply(new Claim(
                new ClaimId("uid", "team", "detector"),
                1,
                clock.instant(),
                POLICY,
                PROJECT,
                pinned,
                Optional.empty(),
                desired,
                DriftPolicy.CORRECT,
                Set.of(),
                deletion,
                false,
                deleting,
                false,
                Optional.empty(),
                Origin.PERSON,
                Memory.NONE));
    }

    private Policy policy(Mode mode) {
        return new Policy(
                POLICY,
                "policy-uid",
                mode == Mode.ENFORCE ? 1 : 2,
                clock.instant(),
                SimRoboflow.WORKSPACE,
                "roboflow",
                "api-key",
                Scope.ALL,
                Duration.ofSeconds(30),
                false,
                mode,
                new Limits(10, 20, Duration.ofHours(24), Duration.ofSeconds(5)),
                Duration.ofDays(7),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                List.of());
    }
}
