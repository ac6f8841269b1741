package dev.trashops.plan;

import static dev.trashops.plan.model.DesiredState.OBSERVED;
import static dev.trashops.plan.model.DesiredState.TRASHED;
import static dev.trashops.plan.model.ItemKey.project;
import static dev.trashops.plan.model.ItemKey.training;
import static dev.trashops.plan.model.ItemKey.version;
import static dev.trashops.plan.model.ItemType.PROJECT;
import static dev.trashops.plan.model.ItemType.TRAINING;
import static dev.trashops.plan.model.ItemType.VERSION;
import static dev.trashops.plan.testdata.RuleBuilder.prune;
import static dev.trashops.plan.testdata.RuleBuilder.restore;
import static dev.trashops.plan.testdata.RuleBuilder.trash;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.plan.model.Acknowledgement;
import dev.trashops.plan.model.ActiveTraining;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Reason;
import dev.trashops.plan.model.RuleAction;
import dev.trashops.plan.observe.Inventory;
import dev.trashops.plan.observe.ReadRequest;
import dev.trashops.plan.observe.ReadResult;
import dev.trashops.plan.observe.ReadTarget;
import dev.trashops.plan.testdata.ClaimBuilder;
import dev.trashops.plan.testdata.PlanInputEdits;
import dev.trashops.plan.testdata.PlanReader;
import dev.trashops.plan.testdata.RuleBuilder;
import dev.trashops.plan.testdata.WorkspaceScenario;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What restore rules and excludes keep from being trashed. */
class ProtectingRulesTest {
    private static final String CONFLICT = "ACTIVE STALLED Conflict TRASH held";
    private static final String TRASHING = "ACTIVE RECONCILING Trashing TRASH sent";
    private static final String PENDING = "ACTIVE RECONCILING SnapshotPending TRASH held";
    private static final Readiness BROKEN = Readiness.reconciling(Reason.API_UNAVAILABLE, "Roboflow did not answer.");
    private static final RuleBuilder OLD_PROJECTS =
            trash("old", s -> s.types(PROJECT).projects("c*").olderThan(Duration.ofDays(90)));

    private static WorkspaceScenario trashing(UnaryOperator<ClaimBuilder> how) {
        return WorkspaceScenario.workspace().others(9).versions("cat", 1, 2).claim(TRASHED, project("cat"), how);
    }

    private static WorkspaceScenario trashing() {
        return trashing(c -> c);
    }

    @Test
    void whatARestoreRuleIsAboutIsNotTrashedByAClaimOfAnybody() {
        WorkspaceScenario near = trashing().policy(p -> p.rules(restore("protect", s -> s.projects("cat"))));
        assertThat(near.outcome("cat")).isEqualTo(CONFLICT);
        assertThat(PlanReader.readiness(near.plan(), "cat").message())
                .contains("protect")
                .contains("project cat");

        WorkspaceScenario far =
                trashing().policy(p -> p).policy(p -> p.in("others").rules(restore("protect", s -> s.projects("cat"))));
        assertThat(far.outcome("cat")).isEqualTo(CONFLICT);
        assertThat(PlanReader.readiness(far.plan(), "cat").message())
                .doesNotContain("protect ")
                .doesNotContain("others");
    }

    @Test
    void aProtectedVersionProtectsItsProject() {
        assertThat(trashing()
                        .policy(p -> p.rules(restore("versions", s -> s.types(VERSION))))
                        .outcome("cat"))
                .isEqualTo(CONFLICT);
    }

    @Test
    void whetherAVersionStillProtectsItsProjectIsLookedUpAgain() {
        WorkspaceScenario given = trashing().policy(p -> p.rules(restore("versions", s -> s.types(VERSION))));
        assertThat(given.plan().reads()).extracting(ReadRequest::read).contains(new ReadTarget.Project("cat"));
    }

    @Test
    void aProtectedProjectProtectsItsVersionsOnlyWhereTheRuleIsAboutThem() {
        WorkspaceScenario given = WorkspaceScenario.workspace()
                .versions("cat", 1, 2)
                .claim(TRASHED, version("cat", 1))
                .policy(p -> p.rules(restore("projects", s -> s.types(PROJECT).projects("cat"))));
        assertThat(given.outcome("cat/1")).isEqualTo(TRASHING);
        assertThat(WorkspaceScenario.workspace()
                        .versions("cat", 1, 2)
                        .claim(TRASHED, version("cat", 1))
                        .policy(p -> p.rules(restore("cats", s -> s.projects("cat"))))
                        .outcome("cat/1"))
                .isEqualTo(CONFLICT);
    }

    @Test
    void whatTheRuleExcludesOrHasOutOfScopeIsNotProtected() {
        assertThat(trashing()
                        .policy(p ->
                                p.rules(restore("others", s -> s.projects("*")).except(s -> s.projects("cat"))))
                        .outcome("cat"))
                .isEqualTo(TRASHING);
        assertThat(trashing()
                        .policy(p -> p)
                        .policy(p -> p.in("others").projects("dog").rules(restore("protect", s -> s.projects("*"))))
                        .outcome("cat"))
                .isEqualTo(TRASHING);
    }

    @Test
    void aRuleThatGoesByDatesInTheTrashProtectsNothingActive() {
        assertThat(trashing()
                        .policy(p -> p.rules(restore("late", s -> s.cleanupWithin(Duration.ofDays(2)))))
                        .outcome("cat"))
                .isEqualTo(TRASHING);
    }

    @Test
    void theFirstRuleThatMatchesCountsHereToo() {
        RuleBuilder keep = restore("keep", s -> s.projects("cat"));
        WorkspaceScenario trashFirst = WorkspaceScenario.workspace()
                .others(9)
                .versions("cat", 1, 2, 3)
                .policy(p -> p.rules(prune(1).automatic(), keep))
                .child(RuleAction.TRASH, version("cat", 1));
        assertThat(trashFirst.outcome(ClaimBuilder.nameOf(RuleAction.TRASH, version("cat", 1))))
                .isEqualTo(TRASHING);

        WorkspaceScenario keepFirst =
                WorkspaceScenario.workspace().others(9).versions("cat", 1, 2, 3).policy(p -> p.rules(keep, prune(1)));
        assertThat(PlanReader.children(keepFirst.plan())).isEmpty();
    }

    @Test
    void versionsThatWereNotReadYetMayBeProtected() {
        WorkspaceScenario given = trashing(c -> c.acknowledging(Acknowledgement.values()))
                .policy(p -> p.rules(restore("versions", s -> s.types(VERSION).projects("c*"))));
        assertThat(given.unread(project("cat")).outcome("cat")).isEqualTo(PENDING);
        assertThat(given.plan().reads()).extracting(ReadRequest::read).contains(new ReadTarget.Project("cat"));
        assertThat(given.plan().actions()).isEmpty();
    }

    @Test
    void whatIsKnownFromBeforeARestartIsNotForgottenForLackOfALook() {
        for (Reason reason : Set.of(Reason.CONFLICT, Reason.TRAINED_MODEL)) {
            Readiness known = Readiness.stalled(reason, "So it was before.");
            WorkspaceScenario given = trashing(c -> c.remembering(m -> m.readiness(known)))
                    .policy(p ->
                            p.rules(restore("versions", s -> s.types(VERSION).projects("c*"))));
            assertThat(PlanReader.readiness(given.unread(project("cat")).plan(), "cat"))
                    .isEqualTo(known);
        }
    }

    @Test
    void whatIsOnlyPlannedIsSoForLackOfALookToo() {
        Readiness known = Readiness.stalled(Reason.PLAN_ONLY, "It is only planned.");
        WorkspaceScenario planning = trashing(c -> c.remembering(m -> m.readiness(known)))
                .policy(p -> p.planning()
                        .rules(restore("versions", s -> s.types(VERSION).projects("c*"))))
                .unread(project("cat"));
        assertThat(PlanReader.readiness(planning.plan(), "cat").reason()).isEqualTo(Reason.PLAN_ONLY);
        WorkspaceScenario enforcing = trashing(c -> c.remembering(m -> m.readiness(known)))
                .policy(p -> p.rules(restore("versions", s -> s.types(VERSION).projects("c*"))))
                .unread(project("cat"));
        assertThat(enforcing.outcome("cat")).isEqualTo(PENDING);
    }

    @Test
    void whatASuspendedPolicyHoldsIsHeldForLackOfALookToo() {
        Readiness known = Readiness.stalled(Reason.SUSPENDED, "Its policy is suspended.");
        RuleBuilder versions = restore("versions", s -> s.types(VERSION).projects("c*"));
        WorkspaceScenario suspended = trashing(c -> c.remembering(m -> m.readiness(known)))
                .policy(p -> p.suspended().rules(versions))
                .unread(project("cat"));
        assertThat(PlanReader.readiness(suspended.plan(), "cat").reason()).isEqualTo(Reason.SUSPENDED);
        WorkspaceScenario resumed = trashing(c -> c.remembering(m -> m.readiness(known)))
                .policy(p -> p.rules(versions))
                .unread(project("cat"));
        assertThat(resumed.outcome("cat")).isEqualTo(PENDING);
    }

    @Test
    void whatIsSaidToProtectDoesNotDependOnWhatWasReadSinceARestart() {
        WorkspaceScenario given = trashing()
                .policy(p -> p.rules(restore("versions", s -> s.types(VERSION))))
                .policy(p -> p.in("others").rules(restore("project", s -> s.projects("cat"))));
        String read = PlanReader.readiness(given.plan(), "cat").message();
        assertThat(PlanReader.readiness(given.unread(project("cat")).plan(), "cat")
                        .message())
                .isEqualTo(read);
    }

    @Test
    void norOnTheTrainingsThatWereRead() {
        ItemKey first = training("cat", 1, "run-1");
        ItemKey second = training("cat", 2, "run-2");
        RuleBuilder runs = restore("runs", s -> s.types(TRAINING));
        for (RuleBuilder versions :
                List.of(restore("versions", s -> s.types(VERSION)), restore("dogs", s -> s.projects("dog")))) {
            WorkspaceScenario given = trashing()
                    .active(first)
                    .active(second)
                    .policy(p -> p.rules(runs))
                    .policy(p -> p.in("others").rules(versions));
            PlanInput input = given.input();
            Plan before = Planner.plan(input);
            PlanInput unread = withoutTrainings(input, version("cat", 1));
            Plan restarted = Planner.plan(PlanInputEdits.next(unread, before, PlannerState.EMPTY));
            assertThat(PlanReader.readiness(restarted, "cat")).isEqualTo(PlanReader.readiness(before, "cat"));
            Plan fresh = Planner.plan(unread);
            assertThat(PlanReader.of(fresh, "cat")).isEqualTo(CONFLICT);
        }
    }

    private static PlanInput withoutTrainings(PlanInput input, ItemKey version) {
        Inventory read = input.inventory();
        Map<ItemKey, ReadResult<List<ActiveTraining>>> trainings = new HashMap<>(read.trainings());
        trainings.remove(version);
        return PlanInputEdits.seen(
                input,
                input.trash(),
                new Inventory(
                        read.projects(),
                        read.workflows(),
                        read.contents(),
                        read.versions(),
                        trainings,
                        read.specifications()));
    }

    @Test
    void whatCannotBeReadIsNotKnownToBeUnprotected() {
        WorkspaceScenario given = trashing(c -> c.acknowledging(Acknowledgement.values()))
                .policy(p -> p.rules(
                        restore("versions", s -> s.types(VERSION)).except(s -> s.olderThan(Duration.ofDays(900)))));
        assertThat(given.unread(project("cat")).outcome("cat")).isEqualTo(PENDING);
    }

    @Test
    void versionsThatNoRestoreRuleCanBeAboutProtectNothing() {
        WorkspaceScenario given = trashing(c -> c.acknowledging(Acknowledgement.values()))
                .policy(p -> p.rules(restore("versions", s -> s.types(VERSION).projects("dog"))));
        assertThat(given.outcome("cat")).isEqualTo(TRASHING);
    }

    @Test
    void aPolicyThatHasNotJoinedProtectsNothing() {
        WorkspaceScenario given = trashing()
                .policy(p -> p)
                .policy(p -> p.in("others")
                        .unproved()
                        .refused()
                        .readiness(BROKEN)
                        .rules(restore("protect", s -> s.projects("*"))));
        assertThat(given.outcome("cat")).isEqualTo(TRASHING);
    }

    @Test
    void theRulesOfAPolicyThatHasJoinedOutlastFailuresOfItsKey() {
        WorkspaceScenario given = trashing()
                .policy(p -> p)
                .policy(p -> p.in("others")
                        .unproved()
                        .refused()
                        .readiness(BROKEN)
                        .rules(restore("protect", s -> s.projects("*"))))
                .claim(OBSERVED, project("dog"), c -> c.in("others").remembering(m -> m));
        assertThat(given.outcome("cat")).isEqualTo(CONFLICT);
    }

    @Test
    void aProjectDoesNotTakeAlongAVersionThatItsRuleExcludes() {
        RuleBuilder rule = trash(
                        "old", s -> s.types(PROJECT, VERSION).projects("c*").olderThan(Duration.ofDays(90)))
                .except(s -> s.types(VERSION).olderThan(Duration.ofDays(250)));
        WorkspaceScenario given = WorkspaceScenario.workspace()
                .versions("cat", 1)
                .active(version("cat", 2), Optional.of(WorkspaceScenario.NOW.minus(Duration.ofDays(100))))
                .policy(p -> p.rules(rule));
        assertThat(PlanReader.children(given.plan())).containsExactly("TRASH cat/2 by old");
    }

    @Test
    void aProjectOfWhichAVersionMayBeExcludedIsNotTrashedUnread() {
        RuleBuilder rule = trash("old", s -> s.types(PROJECT).projects("c*").olderThan(Duration.ofDays(90)))
                .except(s -> s.types(VERSION).olderThan(Duration.ofDays(250)));
        for (WorkspaceScenario given : new WorkspaceScenario[] {
            WorkspaceScenario.workspace().versions("cat", 1).unread(project("cat")),
            WorkspaceScenario.workspace().versions("cat", 1).unreadable(project("cat"), BROKEN)
        }) {
            Plan plan = given.policy(p -> p.rules(rule)).plan();
            assertThat(PlanReader.children(plan)).isEmpty();
            assertThat(PlanReader.policy(plan).trashPlan()).isEmpty();
            assertThat(plan.reads()).extracting(ReadRequest::read).contains(new ReadTarget.Project("cat"));
        }
    }

    @Test
    void aVersionGoesWithItsProjectWhenTheRulesTrashThat() {
        WorkspaceScenario given = WorkspaceScenario.workspace()
                .versions("cat", 1, 2, 3)
                .versions("dog", 1, 2)
                .policy(p -> p.rules(OLD_PROJECTS, prune(1)));
        assertThat(PlanReader.children(given.plan())).containsExactly("TRASH cat by old", "TRASH dog/1 by prune");
    }
}
