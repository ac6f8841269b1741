package dev.trashops.plan;

import static dev.trashops.plan.model.DesiredState.OBSERVED;
import static dev.trashops.plan.model.DesiredState.RESTORED;
import static dev.trashops.plan.model.DesiredState.TRASHED;
import static dev.trashops.plan.model.ItemKey.project;
import static dev.trashops.plan.model.ItemKey.version;
import static dev.trashops.plan.model.ItemKey.workflow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.plan.model.Acknowledgement;
import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Reason;
import dev.trashops.plan.model.Tristate;
import dev.trashops.plan.observe.ReadRequest;
import dev.trashops.plan.observe.ReadTarget;
import dev.trashops.plan.testdata.ClaimBuilder;
import dev.trashops.plan.testdata.PlanReader;
import dev.trashops.plan.testdata.PolicyBuilder;
import dev.trashops.plan.testdata.WorkspaceScenario;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What stands before a DELETE, check by check, but for limits and identity. */
class TrashChecksTest {
    private static final Readiness BROKEN = Readiness.reconciling(Reason.API_UNAVAILABLE, "Roboflow did not answer.");

    private static String held(Reason reason) {
        return "ACTIVE STALLED " + reason.text() + " TRASH held";
    }

    private static WorkspaceScenario trashing(UnaryOperator<ClaimBuilder> how) {
        return WorkspaceScenario.workspace().others(9).active(project("cat")).claim(TRASHED, project("cat"), how);
    }

    /** Everything objects, but for what was put right so far. */
    private static WorkspaceScenario objections(int putRight) {
        WorkspaceScenario given = WorkspaceScenario.workspace()
                .others(9)
                .active(project("cat"), Optional.of(putRight > 3 ? WorkspaceScenario.LONG_AGO : WorkspaceScenario.NOW))
                .activeVersion(
                        version("cat", 1), Optional.of(WorkspaceScenario.LONG_AGO), Tristate.UNKNOWN, Tristate.NO);
        given.policy(p -> {
            PolicyBuilder policy = putRight > 7 ? p : p.limits(0, 1);
            policy = putRight > 6 ? policy : policy.planning();
            return putRight > 2 ? policy : policy.projects("dog");
        });
        given.claim(TRASHED, project("cat"), c -> putRight > 1 ? c : c.suspended());
        if (putRight <= 4) {
            given.claim(RESTORED, version("cat", 1));
        }
        if (putRight <= 5) {
            given.allowed(ActionKind.RESTORE);
        }
        if (putRight <= 8) {
            given.justStarted();
        }
        return given.unreadable(version("cat", 1), BROKEN).state(state -> state.skewed(true));
    }

    @Test
    void theFirstThatObjectsGivesTheReason() {
        assertThat(objections(1).outcome("cat")).isEqualTo(held(Reason.SUSPENDED));
        assertThat(objections(2).outcome("cat")).isEqualTo(held(Reason.REJECTED));
        assertThat(objections(3).outcome("cat")).isEqualTo(held(Reason.IDENTITY_MISMATCH));
        assertThat(objections(4).outcome("cat")).isEqualTo(held(Reason.CONFLICT));
        assertThat(objections(5).outcome("cat")).isEqualTo(held(Reason.NOT_ALLOWED));
        assertThat(objections(6).outcome("cat")).isEqualTo(held(Reason.PLAN_ONLY));
    }

    @Test
    void withoutThePowerToTrashNothingIsTrashedButRestoresGoOn() {
        WorkspaceScenario given = trashing(c -> c)
                .inTrash(workflow("w"))
                .claim(RESTORED, workflow("w"))
                .allowed(ActionKind.RESTORE);

        assertThat(given.outcome("cat")).isEqualTo(held(Reason.NOT_ALLOWED));
        assertThat(given.outcome("w")).isEqualTo("IN_TRASH RECONCILING Restoring RESTORE sent");
        assertThat(given.allowed().outcome("w")).isEqualTo("IN_TRASH STALLED NotAllowed RESTORE held");
    }

    @Test
    void aSuspendedItemPolicyOrOtherClaimHoldsIt() {
        assertThat(trashing(ClaimBuilder::suspended).outcome("cat")).isEqualTo(held(Reason.SUSPENDED));
        assertThat(trashing(c -> c).policy(PolicyBuilder::suspended).outcome("cat"))
                .isEqualTo(held(Reason.SUSPENDED));
        assertThat(trashing(c -> c)
                        .claim(OBSERVED, project("cat"), c -> c.named("b").suspended())
                        .outcome("cat"))
                .isEqualTo(held(Reason.SUSPENDED));
    }

    @Test
    void aSuspendedVersionIsNotTrashedWithItsProject() {
        WorkspaceScenario given =
                trashing(c -> c).active(version("cat", 2)).claim(OBSERVED, version("cat", 2), c -> c.suspended());

        assertThat(given.outcome("cat")).isEqualTo(held(Reason.SUSPENDED));
    }

    @Test
    void whatIsSuspendedIsNotRestoredEither() {
        WorkspaceScenario given = WorkspaceScenario.workspace()
                .inTrash(project("cat"))
                .claim(RESTORED, project("cat"), ClaimBuilder::suspended);

        assertThat(given.outcome("cat")).isEqualTo("IN_TRASH STALLED Suspended RESTORE held");
    }

    @Test
    void globsOverSlugsSetTheScope() {
        assertThat(trashing(c -> c).policy(p -> p.projects("d*", "c?t")).outcome("cat"))
                .isEqualTo("ACTIVE RECONCILING Trashing TRASH sent");
        assertThat(trashing(c -> c).policy(p -> p.projects("CAT", "ca", "c?tt")).outcome("cat"))
                .isEqualTo(held(Reason.REJECTED));
        assertThat(trashing(c -> c).policy(p -> p.projects()).outcome("cat")).isEqualTo(held(Reason.REJECTED));
        assertThat(trashing(c -> c).policy(p -> p.workflows("dog")).outcome("cat"))
                .isEqualTo("ACTIVE RECONCILING Trashing TRASH sent");
        WorkspaceScenario outside = WorkspaceScenario.workspace()
                .policy(p -> p.projects("dog").workflows("dog"))
                .active(project("cat"))
                .inTrash(version("cat", 1))
                .inTrash(workflow("cat"))
                .claim(RESTORED, version("cat", 1), c -> c.named("version"))
                .claim(RESTORED, workflow("cat"), c -> c.named("workflow"));
        assertThat(outside.outcome("version")).isEqualTo("IN_TRASH STALLED Rejected RESTORE held");
        assertThat(outside.outcome("workflow")).isEqualTo("IN_TRASH STALLED Rejected RESTORE held");
    }

    @Test
    void whoeverKeepsAnActiveItemOutsideTheScopeLearnsThatItIsNotProtected() {
        WorkspaceScenario given = WorkspaceScenario.workspace()
                .policy(p -> p.projects("dog"))
                .active(project("cat"))
                .active(project("dog"))
                .claim(RESTORED, project("cat"))
                .claim(RESTORED, project("dog"));

        assertThat(given.outcome("cat")).isEqualTo(given.outcome("dog"));
        assertThat(PlanReader.readiness(given.plan(), "cat").message())
                .startsWith("It is active. It would not be restored from the Trash: project cat is outside the scope");
        assertThat(PlanReader.readiness(given.plan(), "dog").message()).isEqualTo("It is active.");
    }

    private static WorkspaceScenario aVersion(Tristate trained, Tristate running, Acknowledgement... acknowledged) {
        return WorkspaceScenario.workspace()
                .activeVersion(version("cat", 2), Optional.of(WorkspaceScenario.LONG_AGO), trained, running)
                .activeVersion(version("cat", 3), Optional.of(WorkspaceScenario.LONG_AGO), Tristate.NO, Tristate.NO)
                .claim(TRASHED, version("cat", 2), c -> c.acknowledging(acknowledged));
    }

    @Test
    void aTrainedModelStaysUntilAcknowledged() {
        assertThat(aVersion(Tristate.YES, Tristate.NO).outcome("cat/2")).isEqualTo(held(Reason.TRAINED_MODEL));
        assertThat(aVersion(Tristate.UNKNOWN, Tristate.NO).outcome("cat/2")).isEqualTo(held(Reason.TRAINED_MODEL));
        assertThat(aVersion(Tristate.YES, Tristate.NO, Acknowledgement.RUNNING_TRAINING)
                        .outcome("cat/2"))
                .isEqualTo(held(Reason.TRAINED_MODEL));
        assertThat(aVersion(Tristate.YES, Tristate.NO, Acknowledgement.TRAINED_MODEL)
                        .outcome("cat/2"))
                .isEqualTo("ACTIVE RECONCILING Trashing TRASH sent");
    }

    @Test
    void aRunningTrainingStaysUntilItIsOverOrAcknowledged() {
        assertThat(aVersion(Tristate.NO, Tristate.YES).outcome("cat/2"))
                .isEqualTo("ACTIVE RECONCILING RunningTraining TRASH held");
        assertThat(aVersion(Tristate.NO, Tristate.YES, Acknowledgement.RUNNING_TRAINING)
                        .outcome("cat/2"))
                .isEqualTo("ACTIVE RECONCILING Trashing TRASH sent");
    }

    @Test
    void whatCannotBeReadCountsAsTrainedAndWhatWasNotReadYetIsPending() {
        assertThat(aVersion(Tristate.NO, Tristate.NO)
                        .unreadable(version("cat", 2), BROKEN)
                        .outcome("cat/2"))
                .isEqualTo(held(Reason.TRAINED_MODEL));
        WorkspaceScenario unread = aVersion(Tristate.NO, Tristate.NO).unread(version("cat", 2));
        assertThat(unread.outcome("cat/2")).isEqualTo("ACTIVE RECONCILING SnapshotPending TRASH held");
        assertThat(unread.plan().reads()).extracting(ReadRequest::read).contains(new ReadTarget.Version("cat", 2));
    }

    @Test
    void aProjectIsAsPreciousAsItsVersions() {
        WorkspaceScenario given = trashing(c -> c)
                .activeVersion(version("cat", 1), Optional.of(WorkspaceScenario.LONG_AGO), Tristate.NO, Tristate.YES)
                .activeVersion(version("cat", 2), Optional.of(WorkspaceScenario.LONG_AGO), Tristate.YES, Tristate.NO);
        assertThat(given.outcome("cat")).isEqualTo(held(Reason.TRAINED_MODEL));
    }

    @Test
    void whoGivesUpTheModelsOfAProjectHasNotGivenUpTheTrainingsOfItsVersions() {
        WorkspaceScenario given = trashing(c -> c.acknowledging(Acknowledgement.TRAINED_MODEL))
                .activeVersion(version("cat", 1), Optional.of(WorkspaceScenario.LONG_AGO), Tristate.YES, Tristate.YES);
        assertThat(given.outcome("cat")).isEqualTo("ACTIVE RECONCILING RunningTraining TRASH held");
    }

    @Test
    void whatALimitHoldsIsLookedAtAllTheSameSoThatItsPlanCanBeReviewed() {
        WorkspaceScenario given =
                aVersion(Tristate.NO, Tristate.NO).policy(p -> p.limits(0, 100)).unread(version("cat", 2));
        assertThat(given.outcome("cat/2")).isEqualTo(held(Reason.LIMIT_EXCEEDED));
        assertThat(given.plan().reads()).extracting(ReadRequest::read).contains(new ReadTarget.Version("cat", 2));
    }

    @Test
    void skewedClocksHoldTrashingButNoRestore() {
        WorkspaceScenario given = trashing(c -> c)
                .inTrash(workflow("w"))
                .claim(RESTORED, workflow("w"))
                .state(state -> state.skewed(true));

        assertThat(given.outcome("cat")).isEqualTo(held(Reason.CLOCK_SKEW));
        assertThat(given.outcome("w")).isEqualTo("IN_TRASH RECONCILING Restoring RESTORE sent");
    }

    @Test
    void eachProofForADeletionIsAsked() {
        Plan plan = trashing(c -> c).active(version("cat", 1)).plan();

        assertThat(plan.actions())
                .singleElement()
                .satisfies(action -> assertThat(action.proofs().reads())
                        .containsExactly(
                                new ReadTarget.Trainings("cat", 1),
                                new ReadTarget.Version("cat", 1),
                                new ReadTarget.Project("cat"),
                                new ReadTarget.Trash()));
    }
}
