package dev.trashops.plan;

import static dev.trashops.plan.GivenRule.prune;
import static dev.trashops.plan.GivenRule.restore;
import static dev.trashops.plan.GivenRule.trash;
import static dev.trashops.plan.model.DesiredState.OBSERVED;
import static dev.trashops.plan.model.DesiredState.TRASHED;
import static dev.trashops.plan.model.ItemKey.project;
import static dev.trashops.plan.model.ItemKey.version;
import static dev.trashops.plan.model.ItemType.PROJECT;
import static dev.trashops.plan.model.ItemType.VERSION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.plan.model.Acknowledgement;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Reason;
import dev.trashops.plan.model.RuleAction;
import dev.trashops.plan.observe.ReadRequest;
import dev.trashops.plan.observe.ReadTarget;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What restore rules and excludes keep from being trashed. */
class ProtectionTest {
    private static final String CONFLICT = "ACTIVE STALLED Conflict TRASH held";
    private static final String TRASHING = "ACTIVE RECONCILING Trashing TRASH sent";
    private static final String PENDING = "ACTIVE RECONCILING SnapshotPending TRASH held";
    private static final Readiness BROKEN = Readiness.reconciling(Reason.API_UNAVAILABLE, "Roboflow did not answer.");
    private static final GivenRule OLD_PROJECTS =
            trash("old", s -> s.types(PROJECT).projects("c*").olderThan(Duration.ofDays(90)));

    private static Given trashing(UnaryOperator<GivenClaim> how) {
        return Given.workspace().others(9).versions("cat", 1, 2).claim(TRASHED, project("cat"), how);
    }

    private static Given trashing() {
        return trashing(c -> c);
    }

    @Test
    void whatARestoreRuleIsAboutIsNotTrashedByAClaimOfAnybody() {
        Given near = trashing().policy(p -> p.rules(restore("protect", s -> s.projects("cat"))));
        assertThat(near.told("cat")).isEqualTo(CONFLICT);
        assertThat(Told.standing(near.plan(), "cat").message())
                .contains("protect")
                .contains("project cat");

        Given far =
                trashing().policy(p -> p).policy(p -> p.in("others").rules(restore("protect", s -> s.projects("cat"))));
        assertThat(far.told("cat")).isEqualTo(CONFLICT);
        assertThat(Told.standing(far.plan(), "cat").message())
                .doesNotContain("protect ")
                .doesNotContain("others");
    }

    @Test
    void aProtectedVersionProtectsItsProject() {
        assertThat(trashing()
                        .policy(p -> p.rules(restore("versions", s -> s.types(VERSION))))
                        .told("cat"))
                .isEqualTo(CONFLICT);
    }

    @Test
    void aProtectedProjectProtectsItsVersionsOnlyWhereTheRuleIsAboutThem() {
        Given given = Given.workspace()
                .versions("cat", 1, 2)
                .claim(TRASHED, version("cat", 1))
                .policy(p -> p.rules(restore("projects", s -> s.types(PROJECT).projects("cat"))));
        assertThat(given.told("cat/1")).isEqualTo(TRASHING);
        assertThat(Given.workspace()
                        .versions("cat", 1, 2)
                        .claim(TRASHED, version("cat", 1))
                        .policy(p -> p.rules(restore("cats", s -> s.projects("cat"))))
                        .told("cat/1"))
                .isEqualTo(CONFLICT);
    }

    @Test
    void whatTheRuleExcludesOrHasOutOfScopeIsNotProtected() {
        assertThat(trashing()
                        .policy(p ->
                                p.rules(restore("others", s -> s.projects("*")).except(s -> s.projects("cat"))))
                        .told("cat"))
                .isEqualTo(TRASHING);
        assertThat(trashing()
                        .policy(p -> p)
                        .policy(p -> p.in("others").projects("dog").rules(restore("protect", s -> s.projects("*"))))
                        .told("cat"))
                .isEqualTo(TRASHING);
    }

    @Test
    void aRuleThatGoesByDatesInTheTrashProtectsNothingActive() {
        assertThat(trashing()
                        .policy(p -> p.rules(restore("late", s -> s.cleanupWithin(Duration.ofDays(2)))))
                        .told("cat"))
                .isEqualTo(TRASHING);
    }

    @Test
    void theFirstRuleThatMatchesCountsHereToo() {
        GivenRule keep = restore("keep", s -> s.projects("cat"));
        Given trashFirst = Given.workspace()
                .others(9)
                .versions("cat", 1, 2, 3)
                .policy(p -> p.rules(prune(1).automatic(), keep))
                .child(RuleAction.TRASH, version("cat", 1));
        assertThat(trashFirst.told(GivenClaim.nameOf(RuleAction.TRASH, version("cat", 1))))
                .isEqualTo(TRASHING);

        Given keepFirst = Given.workspace().others(9).versions("cat", 1, 2, 3).policy(p -> p.rules(keep, prune(1)));
        assertThat(Told.children(keepFirst.plan())).isEmpty();
    }

    @Test
    void versionsThatWereNotReadYetMayBeProtected() {
        Given given = trashing(c -> c.acknowledging(Acknowledgement.values()))
                .policy(p -> p.rules(restore("versions", s -> s.types(VERSION).projects("c*"))));
        assertThat(given.unread(project("cat")).told("cat")).isEqualTo(PENDING);
        assertThat(given.plan().reads()).extracting(ReadRequest::read).contains(new ReadTarget.Project("cat"));
        assertThat(given.plan().actions()).isEmpty();
    }

    @Test
    void whatIsKnownFromBeforeARestartIsNotForgottenForLackOfALook() {
        for (Reason reason : Set.of(Reason.CONFLICT, Reason.TRAINED_MODEL)) {
            Readiness known = Readiness.stalled(reason, "So it was before.");
            Given given = trashing(c -> c.remembering(m -> m.standing(known)))
                    .policy(p ->
                            p.rules(restore("versions", s -> s.types(VERSION).projects("c*"))));
            assertThat(Told.standing(given.unread(project("cat")).plan(), "cat"))
                    .isEqualTo(known);
        }
    }

    @Test
    void whatIsOnlyPlannedIsSoForLackOfALookToo() {
        Readiness known = Readiness.stalled(Reason.PLAN_ONLY, "It is only planned.");
        Given planning = trashing(c -> c.remembering(m -> m.standing(known)))
                .policy(p -> p.planning()
                        .rules(restore("versions", s -> s.types(VERSION).projects("c*"))))
                .unread(project("cat"));
        assertThat(Told.standing(planning.plan(), "cat").reason()).isEqualTo(Reason.PLAN_ONLY);
        Given enforcing = trashing(c -> c.remembering(m -> m.standing(known)))
                .policy(p -> p.rules(restore("versions", s -> s.types(VERSION).projects("c*"))))
                .unread(project("cat"));
        assertThat(enforcing.told("cat")).isEqualTo(PENDING);
    }

    @Test
    void whatIsSaidToProtectDoesNotDependOnWhatWasReadSinceARestart() {
        Given given = trashing()
                .policy(p -> p.rules(restore("versions", s -> s.types(VERSION))))
                .policy(p -> p.in("others").rules(restore("project", s -> s.projects("cat"))));
        String read = Told.standing(given.plan(), "cat").message();
        assertThat(Told.standing(given.unread(project("cat")).plan(), "cat").message())
                .isEqualTo(read);
    }

    @Test
    void whatCannotBeReadIsNotKnownToBeUnprotected() {
        Given given = trashing(c -> c.acknowledging(Acknowledgement.values()))
                .policy(p -> p.rules(
                        restore("versions", s -> s.types(VERSION)).except(s -> s.olderThan(Duration.ofDays(900)))));
        assertThat(given.unread(project("cat")).told("cat")).isEqualTo(PENDING);
    }

    @Test
    void versionsThatNoRestoreRuleCanBeAboutNeedNoLook() {
        Given given = trashing(c -> c.acknowledging(Acknowledgement.values()))
                .policy(p -> p.rules(restore("versions", s -> s.types(VERSION).projects("dog"))))
                .unread(project("cat"));
        assertThat(given.told("cat")).isEqualTo(TRASHING);
    }

    @Test
    void aPolicyThatHasNotJoinedProtectsNothing() {
        Given given = trashing()
                .policy(p -> p)
                .policy(p -> p.in("others")
                        .unproved()
                        .refused()
                        .standing(BROKEN)
                        .rules(restore("protect", s -> s.projects("*"))));
        assertThat(given.told("cat")).isEqualTo(TRASHING);
    }

    @Test
    void theRulesOfAPolicyThatHasJoinedOutlastFailuresOfItsKey() {
        Given given = trashing()
                .policy(p -> p)
                .policy(p -> p.in("others")
                        .unproved()
                        .refused()
                        .standing(BROKEN)
                        .rules(restore("protect", s -> s.projects("*"))))
                .claim(OBSERVED, project("dog"), c -> c.in("others").remembering(m -> m));
        assertThat(given.told("cat")).isEqualTo(CONFLICT);
    }

    @Test
    void aProjectDoesNotTakeAlongAVersionThatItsRuleExcludes() {
        GivenRule rule = trash(
                        "old", s -> s.types(PROJECT, VERSION).projects("c*").olderThan(Duration.ofDays(90)))
                .except(s -> s.types(VERSION).olderThan(Duration.ofDays(250)));
        Given given = Given.workspace()
                .versions("cat", 1)
                .active(version("cat", 2), Optional.of(Given.NOW.minus(Duration.ofDays(100))))
                .policy(p -> p.rules(rule));
        assertThat(Told.children(given.plan())).containsExactly("TRASH cat/2 by old");
    }

    @Test
    void aProjectOfWhichAVersionMayBeExcludedIsNotTrashedUnread() {
        GivenRule rule = trash("old", s -> s.types(PROJECT).projects("c*").olderThan(Duration.ofDays(90)))
                .except(s -> s.types(VERSION).olderThan(Duration.ofDays(250)));
        for (Given given : new Given[] {
            Given.workspace().versions("cat", 1).unread(project("cat")),
            Given.workspace().versions("cat", 1).unreadable(project("cat"), BROKEN)
        }) {
            Plan plan = given.policy(p -> p.rules(rule)).plan();
            assertThat(Told.children(plan)).isEmpty();
            assertThat(Told.policy(plan).trashPlan()).isEmpty();
            assertThat(plan.reads()).extracting(ReadRequest::read).contains(new ReadTarget.Project("cat"));
        }
    }

    @Test
    void aVersionGoesWithItsProjectWhenTheRulesTrashThat() {
        Given given = Given.workspace()
                .versions("cat", 1, 2, 3)
                .versions("dog", 1, 2)
                .policy(p -> p.rules(OLD_PROJECTS, prune(1)));
        assertThat(Told.children(given.plan())).containsExactly("TRASH cat by old", "TRASH dog/1 by prune");
    }
}
