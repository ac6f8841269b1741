package dev.trashops.plan;

import static dev.trashops.plan.model.DesiredState.OBSERVED;
import static dev.trashops.plan.model.DesiredState.RESTORED;
import static dev.trashops.plan.model.DesiredState.TRASHED;
import static dev.trashops.plan.model.ItemKey.project;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.plan.model.CleanupWarning;
import dev.trashops.plan.model.DeletionPolicy;
import dev.trashops.plan.model.ItemProjection;
import dev.trashops.plan.model.ItemProjection.Disposition;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Reason;
import dev.trashops.plan.testdata.ClaimBuilder;
import dev.trashops.plan.testdata.PlanReader;
import dev.trashops.plan.testdata.PolicyBuilder;
import dev.trashops.plan.testdata.WorkspaceScenario;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** When a resource that is being deleted may go, what a policy hands to its items, and what is warned of. */
class DeletionPolicyTest {
    private static final Readiness REFUSED = Readiness.stalled(Reason.INVALID_CREDENTIALS, "Roboflow refuses the key.");
    private static final Readiness STARTING = Readiness.reconciling(Reason.SNAPSHOT_PENDING, "Waiting.");
    private static final Readiness NO_SECRET = Readiness.stalled(Reason.SECRET_NOT_FOUND, "There is no Secret.");

    private static WorkspaceScenario inTrash(UnaryOperator<ClaimBuilder> how) {
        return WorkspaceScenario.workspace()
                .inTrash(project("cat"))
                .claim(TRASHED, project("cat"), c -> how.apply(c.deleting(DeletionPolicy.RESTORE)));
    }

    private static ItemProjection view(WorkspaceScenario given) {
        return PlanReader.view(given.plan(), "cat");
    }

    private static void waits(WorkspaceScenario given, Reason reason) {
        assertThat(view(given).disposition()).isEqualTo(Disposition.KEEP);
        assertThat(PlanReader.readiness(given.plan(), "cat").reason()).isEqualTo(reason);
    }

    @Test
    void itWaitsForTheRestoreAndThenGoes() {
        waits(inTrash(c -> c), Reason.RESTORING);
        assertThat(PlanReader.actions(inTrash(c -> c).plan())).containsExactly("RESTORE cat");

        UnaryOperator<ClaimBuilder> deleting = c -> c.deleting(DeletionPolicy.RESTORE);
        WorkspaceScenario active =
                WorkspaceScenario.workspace().active(project("cat")).claim(TRASHED, project("cat"), deleting);
        WorkspaceScenario missing = WorkspaceScenario.workspace().claim(TRASHED, project("cat"), deleting);
        for (WorkspaceScenario gone : new WorkspaceScenario[] {active, missing}) {
            assertThat(view(gone).disposition()).isEqualTo(Disposition.LET_GO);
        }
    }

    @Test
    void itWaitsWithAReasonThatSaysHowToLetGo() {
        waits(inTrash(ClaimBuilder::suspended), Reason.SUSPENDED);
        waits(inTrash(c -> c).policy(PolicyBuilder::planning), Reason.PLAN_ONLY);
        assertThat(PlanReader.readiness(inTrash(ClaimBuilder::suspended).plan(), "cat")
                        .message())
                .contains("deletionPolicy: Orphan");
        waits(inTrash(c -> c).policy(p -> p.readiness(REFUSED)), Reason.INVALID_CREDENTIALS);
    }

    @Test
    void aNamespaceThatIsDeletedAndAKeyThatNobodyKnowsLetItGoOrphaned() {
        for (WorkspaceScenario given : new WorkspaceScenario[] {
            inTrash(c -> c.abandoned().suspended()),
            inTrash(c -> c).policy(p -> p.readiness(NO_SECRET).unproved().keyless()),
            inTrash(c -> c.of("gone"))
        }) {
            assertThat(view(given).disposition()).isEqualTo(Disposition.ORPHAN);
        }
    }

    @Test
    void aRememberedKeyStillRestores() {
        WorkspaceScenario given = inTrash(c -> c).policy(p -> p.readiness(NO_SECRET));
        assertThat(given.outcome("cat")).isEqualTo("IN_TRASH RECONCILING Restoring RESTORE sent");
    }

    @Test
    void orphanNeedsNothingAndTouchesNothing() {
        WorkspaceScenario given = WorkspaceScenario.workspace()
                .inTrash(project("cat"))
                .claim(RESTORED, project("cat"), c -> c.deleting(DeletionPolicy.ORPHAN));
        assertThat(view(given).disposition()).isEqualTo(Disposition.LET_GO);
        assertThat(given.plan().actions()).isEmpty();
    }

    @Test
    void aStalledPolicyHandsItsReasonToPendingWorkOnly() {
        WorkspaceScenario given = WorkspaceScenario.workspace()
                .policy(p -> p.readiness(REFUSED))
                .active(project("dog"))
                .inTrash(project("cat"))
                .claim(RESTORED, project("dog"))
                .claim(RESTORED, project("cat"));
        assertThat(given.outcome("cat")).isEqualTo("IN_TRASH STALLED InvalidCredentials RESTORE held");
        assertThat(given.outcome("dog")).isEqualTo("ACTIVE READY Restored");
    }

    @Test
    void aPolicyThatIsNotReadyYetLetsItsItemsWait() {
        WorkspaceScenario given = WorkspaceScenario.workspace()
                .policy(p -> p.readiness(Readiness.reconciling(Reason.RATE_LIMITED, "Slow down.")))
                .inTrash(project("cat"))
                .claim(RESTORED, project("cat"));
        assertThat(given.outcome("cat")).isEqualTo("IN_TRASH RECONCILING PolicyNotReady RESTORE held");
    }

    @Test
    void aPolicyWhoseKeyHasProvedNothingTakesNoPart() {
        WorkspaceScenario starting = WorkspaceScenario.workspace()
                .policy(p -> p.unproved().readiness(STARTING))
                .inTrash(project("cat"))
                .claim(RESTORED, project("cat"));
        assertThat(starting.outcome("cat")).isEqualTo("UNKNOWN RECONCILING SnapshotPending");
        WorkspaceScenario refused = WorkspaceScenario.workspace()
                .policy(p -> p.unproved().refused().readiness(REFUSED))
                .inTrash(project("cat"))
                .claim(RESTORED, project("cat"));
        assertThat(refused.outcome("cat")).isEqualTo("UNKNOWN STALLED InvalidCredentials");
        assertThat(refused.plan().actions()).isEmpty();
    }

    private static WorkspaceScenario cleanupIn(Duration left) {
        return WorkspaceScenario.workspace()
                .inTrash(
                        project("cat"),
                        e -> e.cleanupAt(WorkspaceScenario.NOW.plus(left)).takingImages())
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
        WorkspaceScenario near = cleanupIn(Duration.ofHours(2));
        assertThat(view(near).warning()).map(CleanupWarning::stage).contains(CleanupWarning.Stage.WITHIN_1D);
        assertThat(view(near).warning().orElseThrow().message())
                .contains("images")
                .contains("2026-06-15T14:00Z");
        assertThat(PlanReader.view(near.plan(), "trashed").warning()).isEmpty();
        assertThat(view(cleanupIn(Duration.ofDays(20)).policy(p -> p.warnBefore(Duration.ofDays(25))))
                        .warning())
                .map(CleanupWarning::stage)
                .contains(CleanupWarning.Stage.WITHIN_30D);
    }

    @Test
    void rememberedDatesWarnWhateverElseIsBroken() {
        UnaryOperator<ClaimBuilder> remembered = c -> c.remembering(m -> m.trashed(
                WorkspaceScenario.NOW.minus(Duration.ofDays(28)), WorkspaceScenario.NOW.plus(Duration.ofDays(2))));
        assertThat(view(WorkspaceScenario.workspace()
                                .unlisted()
                                .policy(p -> p.unproved().readiness(REFUSED))
                                .claim(RESTORED, project("cat"), remembered))
                        .warning())
                .isPresent();
        assertThat(view(WorkspaceScenario.workspace()
                                .unlisted()
                                .claim(RESTORED, project("cat"), c -> remembered.apply(c.of("gone"))))
                        .warning())
                .isPresent();
    }
}
