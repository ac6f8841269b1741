package dev.trashops.plan;

import static dev.trashops.plan.model.DesiredState.OBSERVED;
import static dev.trashops.plan.model.DesiredState.RESTORED;
import static dev.trashops.plan.model.DesiredState.TRASHED;
import static dev.trashops.plan.model.ItemKey.project;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.plan.model.CleanupWarning;
import dev.trashops.plan.model.DeletionPolicy;
import dev.trashops.plan.model.ItemProjection;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Reason;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** When a resource that is being deleted may go, what a policy hands to its items, and what is warned of. */
class LettingGoTest {
    private static final Readiness REFUSED = Readiness.stalled(Reason.INVALID_CREDENTIALS, "Roboflow refuses the key.");
    private static final Readiness STARTING = Readiness.reconciling(Reason.SNAPSHOT_PENDING, "Waiting.");
    private static final Readiness NO_SECRET = Readiness.stalled(Reason.SECRET_NOT_FOUND, "There is no Secret.");

    private static Given inTrash(UnaryOperator<GivenClaim> how) {
        return Given.workspace()
                .inTrash(project("cat"))
                .claim(TRASHED, project("cat"), c -> how.apply(c.deleting(DeletionPolicy.RESTORE)));
    }

    private static ItemProjection view(Given given) {
        return Told.view(given.plan(), "cat");
    }

    private static void waits(Given given, Reason reason) {
        assertThat(view(given).letGo()).isFalse();
        assertThat(Told.standing(given.plan(), "cat").reason()).isEqualTo(reason);
    }

    @Test
    void itWaitsForTheRestoreAndThenGoes() {
        waits(inTrash(c -> c), Reason.RESTORING);
        assertThat(Told.actions(inTrash(c -> c).plan())).containsExactly("RESTORE cat");

        UnaryOperator<GivenClaim> deleting = c -> c.deleting(DeletionPolicy.RESTORE);
        Given active = Given.workspace().active(project("cat")).claim(TRASHED, project("cat"), deleting);
        Given missing = Given.workspace().claim(TRASHED, project("cat"), deleting);
        for (Given gone : new Given[] {active, missing}) {
            assertThat(view(gone).letGo()).isTrue();
            assertThat(view(gone).orphaned()).isFalse();
        }
    }

    @Test
    void itWaitsWithAReasonThatSaysHowToLetGo() {
        waits(inTrash(GivenClaim::suspended), Reason.SUSPENDED);
        waits(inTrash(c -> c).policy(GivenPolicy::planning), Reason.PLAN_ONLY);
        assertThat(Told.standing(inTrash(GivenClaim::suspended).plan(), "cat").message())
                .contains("deletionPolicy: Orphan");
        waits(inTrash(c -> c).policy(p -> p.standing(REFUSED)), Reason.INVALID_CREDENTIALS);
    }

    @Test
    void aNamespaceThatIsDeletedAndAKeyThatNobodyKnowsLetItGoOrphaned() {
        for (Given given : new Given[] {
            inTrash(GivenClaim::abandoned),
            inTrash(c -> c).policy(p -> p.standing(NO_SECRET).unproved().keyless()),
            inTrash(c -> c.of("gone"))
        }) {
            assertThat(view(given).letGo()).isTrue();
            assertThat(view(given).orphaned()).isTrue();
        }
    }

    @Test
    void aRememberedKeyStillRestores() {
        Given given = inTrash(c -> c).policy(p -> p.standing(NO_SECRET));
        assertThat(given.told("cat")).isEqualTo("IN_TRASH RECONCILING Restoring RESTORE sent");
    }

    @Test
    void orphanNeedsNothingAndTouchesNothing() {
        Given given = Given.workspace()
                .inTrash(project("cat"))
                .claim(RESTORED, project("cat"), c -> c.deleting(DeletionPolicy.ORPHAN));
        assertThat(view(given).letGo()).isTrue();
        assertThat(view(given).orphaned()).isFalse();
        assertThat(given.plan().actions()).isEmpty();
    }

    @Test
    void aStalledPolicyHandsItsReasonToPendingWorkOnly() {
        Given given = Given.workspace()
                .policy(p -> p.standing(REFUSED))
                .active(project("dog"))
                .inTrash(project("cat"))
                .claim(RESTORED, project("dog"))
                .claim(RESTORED, project("cat"));
        assertThat(given.told("cat")).isEqualTo("IN_TRASH STALLED InvalidCredentials RESTORE held");
        assertThat(given.told("dog")).isEqualTo("ACTIVE READY Restored");
    }

    @Test
    void aPolicyThatIsNotReadyYetLetsItsItemsWait() {
        Given given = Given.workspace()
                .policy(p -> p.standing(Readiness.reconciling(Reason.RATE_LIMITED, "Slow down.")))
                .inTrash(project("cat"))
                .claim(RESTORED, project("cat"));
        assertThat(given.told("cat")).isEqualTo("IN_TRASH RECONCILING PolicyNotReady RESTORE held");
    }

    @Test
    void aPolicyWhoseKeyHasProvedNothingTakesNoPart() {
        Given starting = Given.workspace()
                .policy(p -> p.unproved().standing(STARTING))
                .inTrash(project("cat"))
                .claim(RESTORED, project("cat"));
        assertThat(starting.told("cat")).isEqualTo("UNKNOWN RECONCILING SnapshotPending");
        Given refused = Given.workspace()
                .policy(p -> p.unproved().refused().standing(REFUSED))
                .inTrash(project("cat"))
                .claim(RESTORED, project("cat"));
        assertThat(refused.told("cat")).isEqualTo("UNKNOWN STALLED InvalidCredentials");
        assertThat(refused.plan().actions()).isEmpty();
    }

    private static Given cleanupIn(Duration left) {
        return Given.workspace()
                .inTrash(project("cat"), e -> e.cleanupAt(Given.NOW.plus(left)).takingImages())
                .claim(OBSERVED, project("cat"))
                .claim(TRASHED, project("cat"), c -> c.named("trashed"));
    }

    @Test
    void warningsSharpenAsThePurgeComesNearer() {
        assertThat(view(cleanupIn(Duration.ofDays(7))).warning()).isEmpty();
        assertThat(view(cleanupIn(Duration.ofDays(6))).warning())
                .map(CleanupWarning::stage)
                .contains(CleanupWarning.Stage.WITHIN_7D);
        assertThat(view(cleanupIn(Duration.ofDays(2))).warning())
                .map(CleanupWarning::stage)
                .contains(CleanupWarning.Stage.WITHIN_3D);
        Given near = cleanupIn(Duration.ofHours(2));
        assertThat(view(near).warning()).map(CleanupWarning::stage).contains(CleanupWarning.Stage.WITHIN_1D);
        assertThat(view(near).warning().orElseThrow().message())
                .contains("images")
                .contains("2026-06-15T14:00:00Z");
        assertThat(Told.view(near.plan(), "trashed").warning()).isEmpty();
        assertThat(view(cleanupIn(Duration.ofDays(20)).policy(p -> p.warnBefore(Duration.ofDays(25))))
                        .warning())
                .map(CleanupWarning::stage)
                .contains(CleanupWarning.Stage.WITHIN_30D);
    }

    @Test
    void rememberedDatesWarnWhateverElseIsBroken() {
        UnaryOperator<GivenClaim> remembered = c ->
                c.remembering(m -> m.trashed(Given.NOW.minus(Duration.ofDays(28)), Given.NOW.plus(Duration.ofDays(2))));
        assertThat(view(Given.workspace()
                                .unlisted()
                                .policy(p -> p.unproved().standing(REFUSED))
                                .claim(RESTORED, project("cat"), remembered))
                        .warning())
                .isPresent();
        assertThat(view(Given.workspace()
                                .unlisted()
                                .claim(RESTORED, project("cat"), c -> remembered.apply(c.of("gone"))))
                        .warning())
                .isPresent();
    }
}
