package dev.trashops.plan;

import static dev.trashops.plan.model.DesiredState.OBSERVED;
import static dev.trashops.plan.model.DesiredState.RESTORED;
import static dev.trashops.plan.model.DesiredState.TRASHED;
import static dev.trashops.plan.model.ItemKey.project;
import static dev.trashops.plan.model.ItemKey.version;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.plan.model.DeletionPolicy;
import dev.trashops.plan.model.ObservedState;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Reason;
import dev.trashops.plan.testdata.ClaimBuilder;
import dev.trashops.plan.testdata.PlanReader;
import dev.trashops.plan.testdata.WorkspaceScenario;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What becomes of claims that are of the same item. */
class ClaimConflictTest {
    private static final Readiness BROKEN = Readiness.reconciling(Reason.API_UNAVAILABLE, "Roboflow did not answer.");

    private static String held(Reason reason) {
        return "ACTIVE STALLED " + reason.text() + " TRASH held";
    }

    private static WorkspaceScenario trashing(UnaryOperator<ClaimBuilder> how) {
        return WorkspaceScenario.workspace().others(9).active(project("cat")).claim(TRASHED, project("cat"), how);
    }

    @Test
    void restoredBeatsTrashedWhateverAgeOrNamespace() {
        WorkspaceScenario given = trashing(c -> c.created(WorkspaceScenario.NOW.minusSeconds(900_000)))
                .policy(p -> p)
                .policy(p -> p.in("others"))
                .claim(RESTORED, project("cat"), c -> c.in("others").named("secret-name"));
        Plan plan = given.plan();

        assertThat(PlanReader.of(plan, "cat")).isEqualTo(held(Reason.CONFLICT));
        assertThat(PlanReader.readiness(plan, "cat").message())
                .doesNotContain("secret-name")
                .doesNotContain("others");
    }

    /** Only of what was seen here is it known that it is about this workspace. */
    @Test
    void whatIsToStayBeatsTrashedAlsoWhenItsPolicyIsGone() {
        WorkspaceScenario seen = trashing(c -> c)
                .claim(
                        RESTORED,
                        project("cat"),
                        c -> c.in("others").of("gone").remembering(m -> m.seen(ObservedState.ACTIVE)));
        WorkspaceScenario unseen = trashing(c -> c)
                .claim(RESTORED, project("cat"), c -> c.in("others").of("gone"));

        assertThat(PlanReader.of(seen.plan(), "cat")).isEqualTo(held(Reason.CONFLICT));
        assertThat(unseen.outcome("cat")).isEqualTo("ACTIVE RECONCILING Trashing TRASH sent");
    }

    @Test
    void theWinnerIsNamedInsideItsNamespaceAndHoldsForAVersionToo() {
        Plan plan = trashing(c -> c)
                .active(version("cat", 2))
                .claim(RESTORED, version("cat", 2), c -> c.named("keep-two"))
                .plan();

        assertThat(PlanReader.of(plan, "cat")).isEqualTo(held(Reason.CONFLICT));
        assertThat(PlanReader.readiness(plan, "cat").message())
                .contains("keep-two")
                .contains("version cat/2");
    }

    @Test
    void aKeptProjectDoesNotKeepEachOfItsVersions() {
        WorkspaceScenario given = WorkspaceScenario.workspace()
                .active(project("cat"))
                .active(version("cat", 2))
                .claim(RESTORED, project("cat"))
                .claim(TRASHED, version("cat", 2));

        assertThat(given.outcome("cat/2")).isEqualTo("ACTIVE RECONCILING Trashing TRASH sent");
    }

    @Test
    void aLoserStaysAConflictWhileTheItemIsStillInTheTrash() {
        WorkspaceScenario given = WorkspaceScenario.workspace()
                .inTrash(project("cat"))
                .claim(TRASHED, project("cat"), c -> c.named("a"))
                .claim(RESTORED, project("cat"), c -> c.named("b"));

        assertThat(given.outcome("a")).isEqualTo("IN_TRASH STALLED Conflict");
        assertThat(PlanReader.actions(given.plan())).containsExactly("RESTORE cat");
    }

    @Test
    void aResourceThatIsBeingDeletedWithRestoreCountsAsRestored() {
        WorkspaceScenario restoring = trashing(c -> c)
                .claim(OBSERVED, project("cat"), c -> c.named("b").deleting(DeletionPolicy.RESTORE));
        assertThat(restoring.outcome("cat")).isEqualTo(held(Reason.CONFLICT));

        WorkspaceScenario orphaning = trashing(c -> c)
                .claim(RESTORED, project("cat"), c -> c.named("b").deleting(DeletionPolicy.ORPHAN));
        assertThat(orphaning.outcome("cat")).isEqualTo("ACTIVE RECONCILING Trashing TRASH sent");
    }

    @Test
    void aKeyThatNeverOpenedTheWorkspaceProtectsNothing() {
        WorkspaceScenario given = trashing(c -> c)
                .policy(p -> p)
                .policy(p -> p.in("others").unproved().refused().readiness(BROKEN))
                .claim(RESTORED, project("cat"), c -> c.in("others"));
        assertThat(given.outcome("cat")).isEqualTo("ACTIVE RECONCILING Trashing TRASH sent");

        WorkspaceScenario joinedBefore = trashing(c -> c)
                .policy(p -> p)
                .policy(p -> p.in("others").unproved().refused().readiness(BROKEN))
                .claim(RESTORED, project("cat"), c -> c.in("others").remembering(m -> m));
        assertThat(joinedBefore.outcome("cat")).isEqualTo(held(Reason.CONFLICT));
    }

    @Test
    void ofSeveralClaimsThatAgreeTheOldestActs() {
        Plan plan = trashing(c -> c.created(WorkspaceScenario.NOW.minusSeconds(10)))
                .claim(TRASHED, project("cat"), c -> c.named("older"))
                .plan();

        assertThat(plan.actions())
                .singleElement()
                .satisfies(action -> assertThat(action.claim().id().name()).isEqualTo("older"));
        assertThat(PlanReader.readiness(plan, "cat").reason()).isEqualTo(Reason.TRASHING);
    }
}
