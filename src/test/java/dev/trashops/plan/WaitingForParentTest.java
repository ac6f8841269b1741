package dev.trashops.plan;

import static dev.trashops.plan.model.DesiredState.OBSERVED;
import static dev.trashops.plan.model.DesiredState.RESTORED;
import static dev.trashops.plan.model.DesiredState.TRASHED;
import static dev.trashops.plan.model.ItemKey.project;
import static dev.trashops.plan.model.ItemKey.training;
import static dev.trashops.plan.model.ItemKey.version;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.plan.model.DeletionPolicy;
import dev.trashops.plan.model.ObservedState;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Reason;
import dev.trashops.plan.model.RuleAction;
import dev.trashops.plan.testdata.ClaimBuilder;
import dev.trashops.plan.testdata.PlanInputEdits;
import dev.trashops.plan.testdata.PlanReader;
import dev.trashops.plan.testdata.PolicyBuilder;
import dev.trashops.plan.testdata.RuleBuilder;
import dev.trashops.plan.testdata.WorkspaceScenario;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Whoever wants a project or version restored, what lies in it waits for that, and nobody is told to ask for it once more. */
class WaitingForParentTest {
    private static final String WAITS = "IN_TRASH RECONCILING WaitingForParent";

    /** A version in the Trash with its project, which somebody wants restored. */
    private static WorkspaceScenario together() {
        return WorkspaceScenario.workspace().others(3).inTrash(project("cat")).claim(RESTORED, version("cat", 3));
    }

    private static Readiness said(WorkspaceScenario given) {
        return PlanReader.readiness(given.plan(), "cat/3");
    }

    @Test
    void aRuleThatWantsTheProjectIsEnoughBeforeItHasATrashedItemForIt() {
        RuleBuilder keep = RuleBuilder.restore("keep", m -> m.projects("c*"));
        for (UnaryOperator<PolicyBuilder> where : List.<UnaryOperator<PolicyBuilder>>of(
                p -> p.rules(keep), p -> p.childrenRefused("No room.").rules(keep))) {
            WorkspaceScenario given = together().policy(where);
            assertThat(PlanReader.children(given.plan())).containsExactly("RESTORE cat by keep");
            assertThat(given.outcome("cat/3")).isEqualTo(WAITS);
        }
    }

    @Test
    void itDoesNotMatterInWhichNamespaceAndNobodyIsNamed() {
        WorkspaceScenario byRule = together()
                .policy(p -> p)
                .policy(p -> p.in("others")
                        .named("secret-policy")
                        .rules(RuleBuilder.restore("secret-rule", m -> m.projects("cat"))));
        WorkspaceScenario byClaim = together()
                .policy(p -> p)
                .policy(p -> p.in("others"))
                .claim(RESTORED, project("cat"), c -> c.in("others").named("secret-item"));
        WorkspaceScenario held = together()
                .policy(p -> p)
                .policy(p -> p.in("others").named("secret-policy").planning())
                .claim(
                        RESTORED,
                        project("cat"),
                        c -> c.in("others").named("secret-item").of("secret-policy"));

        assertThat(byRule.outcome("cat/3")).isEqualTo(WAITS);
        assertThat(byClaim.outcome("cat/3")).isEqualTo(WAITS);
        assertThat(held.outcome("cat/3")).isEqualTo("IN_TRASH STALLED WaitingForParent");
        for (WorkspaceScenario given : new WorkspaceScenario[] {byRule, byClaim, held}) {
            assertThat(said(given).message())
                    .doesNotContain("secret")
                    .doesNotContain("others")
                    .doesNotContain("reate a TrashedItem");
        }
        assertThat(said(held).message()).contains("in another namespace, and held there");
    }

    @Test
    void whatAPolicyWantsWhoseKeyNeverOpenedTheWorkspaceCountsInItsOwnNamespaceOnly() {
        Readiness refused = Readiness.stalled(Reason.INVALID_CREDENTIALS, "Another key, please.");
        WorkspaceScenario stranger = together()
                .policy(p -> p)
                .policy(p -> p.in("others").unproved().refused().readiness(refused))
                .claim(RESTORED, project("cat"), c -> c.in("others"));
        WorkspaceScenario own = together()
                .policy(p -> p)
                .policy(p -> p.named("broken").unproved().refused().readiness(refused))
                .claim(RESTORED, project("cat"), c -> c.of("broken"));

        assertThat(stranger.outcome("cat/3")).isEqualTo("IN_TRASH STALLED ParentInTrash");
        assertThat(own.outcome("cat/3")).isEqualTo("IN_TRASH STALLED WaitingForParent");
        assertThat(said(own).message()).contains("TrashedItem cat asks for that, and is held (InvalidCredentials)");
    }

    /** What it said when it last saw the workspace brings nothing back. */
    @Test
    void whoseKeyIsRefusedRestoresNothing() {
        Readiness refused = Readiness.stalled(Reason.INVALID_CREDENTIALS, "Another key, please.");
        Readiness once = Readiness.ready(Reason.RESTORED, "It is active.");
        WorkspaceScenario given = together()
                .policy(p -> p)
                .policy(p -> p.named("broken").lapsed().readiness(refused))
                .claim(
                        RESTORED,
                        project("cat"),
                        c -> c.of("broken")
                                .remembering(
                                        m -> m.reached(ObservedState.ACTIVE).readiness(once)));

        assertThat(given.outcome("cat/3")).isEqualTo("IN_TRASH STALLED WaitingForParent");
        assertThat(said(given).message()).contains("TrashedItem cat asks for that, and is held (InvalidCredentials)");
    }

    @Test
    void aRuleThatCannotHaveItsTrashedItemRestoresNothing() {
        WorkspaceScenario blind = together()
                .policy(p -> p.ledgerUnread()
                        .rules(
                                RuleBuilder.restore("keep", m -> m.projects("c*")),
                                RuleBuilder.trash("prune", m -> m.versions().keepLast(3))));
        assertThat(PlanReader.children(blind.plan())).isEmpty();
        assertThat(blind.outcome("cat/3")).startsWith("IN_TRASH STALLED ParentInTrash");
    }

    @Test
    void aTrainingWaitsForAVersionThatItselfWaitsForItsProject() {
        WorkspaceScenario given = WorkspaceScenario.workspace()
                .others(3)
                .inTrash(project("cat"))
                .inTrash(version("cat", 3), e -> e.withParent())
                .inTrash(training("cat", 3, "run"), e -> e.withParent())
                .claim(RESTORED, project("cat"))
                .claim(RESTORED, version("cat", 3))
                .claim(RESTORED, training("cat", 3, "run"), c -> c.named("run"));

        assertThat(given.outcome("cat/3")).isEqualTo(WAITS + " RESTORE held");
        assertThat(given.outcome("run")).isEqualTo(WAITS + " RESTORE held");
        assertThat(PlanReader.readiness(given.plan(), "run").message()).contains("version cat/3");
    }

    /** A claim on another project of that name that is in the Trash, too, is none on this one. */
    @Test
    void whoMeansAnotherProjectOfThatNameDoesNotCount() {
        WorkspaceScenario given = WorkspaceScenario.workspace()
                .others(3)
                .inTrash(project("cat"), e -> e.id("id-other"))
                .inTrash(version("cat", 3), e -> e.withParent())
                .inTrash(project("cat"))
                .claim(RESTORED, project("cat"), c -> c.pinned("id-other"))
                .claim(RESTORED, version("cat", 3), c -> c.pinned("id-cat"));

        assertThat(given.outcome("cat/3")).isEqualTo("IN_TRASH STALLED ParentInTrash RESTORE held");
    }

    /** Also while it is being read where that one is. */
    @Test
    void theRowOfAnotherProjectOfThatNameIsNotTheOneToChange() {
        WorkspaceScenario given = together()
                .projectsUnread()
                .claim(
                        TRASHED,
                        project("dog"),
                        c -> c.pinned("id-dog").remembering(m -> m.called("cat").seen(ObservedState.ACTIVE)));

        assertThat(said(given).message()).contains("create a TrashedItem with desiredState: Restored");
    }

    /** What lies in the Trash would have been seen there, under whatever name its parts are listed. */
    @Test
    void aRowThatWasLastSeenActiveIsNotTheOneToChange() {
        WorkspaceScenario given = WorkspaceScenario.workspace()
                .others(3)
                .projectsUnread()
                .inTrash(project("cat"))
                .inTrash(version("cat", 3), e -> e.called("dog"))
                .claim(RESTORED, version("cat", 3), c -> c.pinned("id-cat"))
                .claim(TRASHED, project("dog"), c -> c.remembering(m -> m.seen(ObservedState.ACTIVE)));

        assertThat(said(given).message())
                .contains("with project dog")
                .contains("create a TrashedItem with desiredState: Restored");
    }

    @Test
    void whereNobodyAsksTheOrderIsACommand() {
        assertThat(together().outcome("cat/3")).isEqualTo("IN_TRASH STALLED ParentInTrash");
        assertThat(said(together()).message())
                .contains("create a TrashedItem with desiredState: Restored for that project: echo '{")
                .endsWith("\"item\":{\"type\":\"Project\",\"project\":\"cat\"},\"desiredState\":\"Restored\"}}' |"
                        + " kubectl -n team create -f -");
        for (UnaryOperator<WorkspaceScenario> row : List.<UnaryOperator<WorkspaceScenario>>of(
                given -> given.child(RuleAction.OBSERVE, project("cat")),
                given -> given.claim(OBSERVED, project("cat")),
                given -> given.claim(TRASHED, project("cat")))) {
            WorkspaceScenario given = row.apply(together());
            String name = given.input().claims().get(1).id().name();
            assertThat(said(given).message())
                    .endsWith("set desiredState: Restored on TrashedItem " + name + ": kubectl -n team patch ti " + name
                            + " --type=merge -p '{\"spec\":{\"desiredState\":\"Restored\"}}'");
        }
    }

    @Test
    void whatIsBeingDeletedMayBeLetGo() {
        WorkspaceScenario given = WorkspaceScenario.workspace()
                .others(3)
                .inTrash(project("cat"))
                .claim(TRASHED, version("cat", 3), c -> c.deleting(DeletionPolicy.RESTORE));
        assertThat(said(given).message()).contains("deletionPolicy: Orphan");
    }

    /** The project's file may be the next of the same apply. */
    @Test
    void nobodyIsToldToCreateWhatMayBeOnItsWay() {
        UnaryOperator<ClaimBuilder> justNow = c -> c.created(WorkspaceScenario.NOW.minusSeconds(2));
        WorkspaceScenario given = WorkspaceScenario.workspace()
                .others(3)
                .inTrash(project("cat"))
                .claim(RESTORED, version("cat", 3), justNow);
        Plan first = given.plan();
        assertThat(PlanReader.of(first, "cat/3")).isEqualTo("IN_TRASH RECONCILING SnapshotPending");
        assertThat(first.wakeAt()).contains(WorkspaceScenario.NOW.plusSeconds(3));
        Plan later = Planner.plan(PlanInputEdits.later(given.input(), 3));
        assertThat(PlanReader.of(later, "cat/3")).isEqualTo("IN_TRASH STALLED ParentInTrash");
    }
}
