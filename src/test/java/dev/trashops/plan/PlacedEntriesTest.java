package dev.trashops.plan;

import static dev.trashops.plan.model.DesiredState.OBSERVED;
import static dev.trashops.plan.model.DesiredState.RESTORED;
import static dev.trashops.plan.model.DesiredState.TRASHED;
import static dev.trashops.plan.model.ItemKey.project;
import static dev.trashops.plan.model.ItemKey.training;
import static dev.trashops.plan.model.ItemKey.version;
import static dev.trashops.plan.testdata.WorkspaceScenario.NOW;
import static dev.trashops.plan.testdata.WorkspaceScenario.workspace;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.InternalId;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.LastAction.Outcome;
import dev.trashops.plan.model.ObservedState;
import dev.trashops.plan.model.PolicyCondition;
import dev.trashops.plan.model.RuleAction;
import dev.trashops.plan.testdata.ClaimBuilder;
import dev.trashops.plan.testdata.PlanInputEdits;
import dev.trashops.plan.testdata.PlanReader;
import dev.trashops.plan.testdata.RuleBuilder;
import dev.trashops.plan.testdata.WorkspaceScenario;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Entries of the Trash that leave something out which other entries, or the resource, tell. */
class PlacedEntriesTest {
    private static final ItemKey CATS = project("cats");
    private static final ItemKey THIRD = version("cats", 3);
    private static final String RESTORING = "IN_TRASH RECONCILING Restoring RESTORE sent";
    private static final String DOUBT = "STALLED IdentityAmbiguous";

    /** A project that does not tell its name, and something that was trashed out of it before. */
    private static WorkspaceScenario nameless(ItemKey part) {
        return workspace()
                .others(5)
                .inTrash(CATS, e -> e.nameless())
                .inTrash(part, e -> e.deletedAt(NOW.minus(Duration.ofDays(6))));
    }

    @Test
    void aProjectHasTheNameThatItsPartsTell() {
        for (ItemKey part : List.of(THIRD, training("cats", 3, "t1"))) {
            WorkspaceScenario given = nameless(part).claim(RESTORED, CATS).claim(RESTORED, part);
            assertThat(given.outcome("cats")).isEqualTo(RESTORING);
            assertThat(given.outcome(part.toString())).isEqualTo("IN_TRASH RECONCILING WaitingForParent RESTORE held");
            assertThat(nameless(part).claim(OBSERVED, CATS).outcome("cats")).isEqualTo("IN_TRASH READY Observed");
        }
    }

    @Test
    void soARuleRestoresItAndWhatLiesInIt() {
        WorkspaceScenario given =
                nameless(THIRD).policy(p -> p.rules(RuleBuilder.restore("keep", s -> s.projects("cats"))));
        assertThat(PlanReader.children(given.plan()))
                .containsExactlyInAnyOrder("RESTORE cats by keep", "RESTORE cats/3 by keep");
        assertThat(PlanReader.policy(given.plan()).condition(PolicyCondition.RULES_QUESTIONABLE))
                .isEmpty();

        Plan plan = given.child(RuleAction.RESTORE, CATS)
                .child(RuleAction.RESTORE, THIRD)
                .plan();
        assertThat(PlanReader.actions(plan)).containsExactly("RESTORE cats");
        assertThat(PlanReader.of(plan, ClaimBuilder.nameOf(RuleAction.RESTORE, THIRD)))
                .isEqualTo("IN_TRASH RECONCILING WaitingForParent RESTORE held");
    }

    @Test
    void aProjectThatOnlyItsPartsNameMayHaveAnotherNameByNow() {
        assertThat(nameless(THIRD).claim(RESTORED, project("kitties")).outcome("kitties"))
                .endsWith(DOUBT);
    }

    @Test
    void whatItsPartsDoNotAgreeOnStaysInDoubt() {
        WorkspaceScenario given = nameless(THIRD)
                .inTrash(version("kitties", 4), e -> e.id("id-cats"))
                .claim(RESTORED, CATS)
                .claim(RESTORED, project("kitties"));
        assertThat(given.outcome("cats")).endsWith(DOUBT);
        assertThat(given.outcome("kitties")).endsWith(DOUBT);
        assertThat(given.claim(RESTORED, project("any"), c -> c.pinned("id-cats"))
                        .outcome("any"))
                .isEqualTo(RESTORING);
    }

    @Test
    void anotherNameThatOnlyItsPartsTellIsSaidAndRemembered() {
        Plan plan = nameless(THIRD)
                .claim(RESTORED, project("tom"), c -> c.pinned("id-cats"))
                .plan();
        assertThat(PlanReader.view(plan, "tom")
                        .claimStatus()
                        .fingerprint()
                        .orElseThrow()
                        .url())
                .contains("cats");
    }

    @Test
    void aNameThatOnlyItsPartsTellHoldsADeleteAndReleasesNone() {
        assertThat(nameless(THIRD).claim(TRASHED, CATS).outcome("cats")).isEqualTo("IN_TRASH READY Trashed");
        WorkspaceScenario both = nameless(THIRD).active(CATS).claim(TRASHED, CATS);
        assertThat(both.outcome("cats")).isEqualTo("IN_TRASH STALLED IdentityAmbiguous");
        assertThat(both.plan().actions()).isEmpty();
    }

    @Test
    void aNameThatOnlyItsPartsTellIsNoReasonToTrashWhatPeopleBroughtBack() {
        ItemKey renamed = project("kitties");
        String name = ClaimBuilder.nameOf(RuleAction.TRASH, renamed);
        assertThat(nameless(THIRD)
                        .active(renamed)
                        .policy(p -> p.rules(RuleBuilder.trash(
                                                "old",
                                                s -> s.types(ItemType.PROJECT)
                                                        .projects("k*")
                                                        .olderThan(Duration.ofDays(30)))
                                        .automatic())
                                .trashed(CATS, NOW.minusSeconds(7200), Optional.of("old"), Optional.empty()))
                        .child(RuleAction.TRASH, renamed)
                        .outcome(name))
                .isEqualTo("ACTIVE STALLED Spared TRASH held");
    }

    private static Optional<InternalId> restoredWith(WorkspaceScenario given) {
        Plan plan = given.plan();
        assertThat(plan.actions()).hasSize(1);
        return plan.actions().get(0).projectId();
    }

    private static WorkspaceScenario knownAsKitties(UnaryOperator<ClaimBuilder> how) {
        return workspace()
                .others(5)
                .active(project("kitties"))
                .active(CATS)
                .inTrash(version("kitties", 3), e -> e.withoutParentId())
                .claim(RESTORED, THIRD, c -> how.apply(c.remembering(m -> m.called("kitties"))));
    }

    @Test
    void theIdOfTheProjectIsSoughtUnderEveryNameOfIt() {
        assertThat(restoredWith(knownAsKitties(c -> c).inTrash(version("kitties", 4), e -> e.id("mine"))))
                .contains(new InternalId("mine"));
        assertThat(restoredWith(knownAsKitties(c -> c).inTrash(version("cats", 4), e -> e.id("mine"))))
                .contains(new InternalId("mine"));
        // The entry itself says which of the two it is.
        assertThat(restoredWith(knownAsKitties(c -> c)
                        .inTrash(version("kitties", 4), e -> e.id("mine"))
                        .inTrash(version("cats", 4), e -> e.id("other"))))
                .contains(new InternalId("mine"));
    }

    @Test
    void ofSeveralIdsNoneIsTaken() {
        assertThat(knownAsKitties(c -> c)
                        .inTrash(version("kitties", 4), e -> e.id("mine"))
                        .inTrash(version("kitties", 5), e -> e.id("other"))
                        .inTrash(version("cats", 4), e -> e.id("third"))
                        .outcome("cats/3"))
                .isEqualTo("IN_TRASH STALLED IdentityAmbiguous RESTORE held");
    }

    /** An entry that tells the number of a version and nothing else. */
    private static WorkspaceScenario numbered() {
        return workspace()
                .others(5)
                .active(CATS)
                .inTrash(
                        version("unnamed", 3),
                        e -> e.nameless().withoutParentId().cleanupAt(NOW.plus(Duration.ofDays(1))));
    }

    @Test
    void aMereNumberIsRestoredWithTheKnownIdOfTheProject() {
        for (UnaryOperator<ClaimBuilder> known : List.<UnaryOperator<ClaimBuilder>>of(
                c -> c.pinned("mine"), c -> c.remembering(m -> m.parentId("mine")))) {
            WorkspaceScenario given = numbered().claim(RESTORED, THIRD, known);
            assertThat(given.outcome("cats/3")).isEqualTo(RESTORING);
            assertThat(restoredWith(given)).contains(new InternalId("mine"));
        }
    }

    @Test
    void aMereNumberThatNoRestorePutsToTheTestStaysInDoubtAndIsWarnedOf() {
        for (var desired : List.of(OBSERVED, TRASHED)) {
            Plan plan = numbered().claim(desired, THIRD, c -> c.pinned("mine")).plan();
            assertThat(PlanReader.of(plan, "cats/3")).endsWith(DOUBT);
            assertThat(PlanReader.view(plan, "cats/3").warning().isPresent()).isEqualTo(desired == OBSERVED);
        }
    }

    @Test
    void aMereNumberThatSeveralMayMeanStaysInDoubt() {
        WorkspaceScenario twoClaims = numbered()
                .claim(RESTORED, THIRD, c -> c.pinned("mine"))
                .claim(RESTORED, version("dogs", 3), c -> c.pinned("other"));
        assertThat(twoClaims.outcome("cats/3")).endsWith(DOUBT);
        assertThat(twoClaims.outcome("dogs/3")).endsWith(DOUBT);
        assertThat(twoClaims.plan().actions()).isEmpty();

        WorkspaceScenario twoEntries = numbered()
                .inTrash(version("unnamed", 3), e -> e.nameless().withoutParentId())
                .claim(RESTORED, THIRD, c -> c.pinned("mine"));
        assertThat(twoEntries.outcome("cats/3")).endsWith(DOUBT);
        assertThat(numbered().claim(RESTORED, THIRD).outcome("cats/3")).endsWith(DOUBT);
    }

    @Test
    void otherClaimsThatMeanSomethingElseLeaveNoDoubt() {
        WorkspaceScenario given = numbered()
                .active(version("dogs", 3))
                .inTrash(version("birds", 3))
                .claim(RESTORED, THIRD, c -> c.pinned("mine"))
                .claim(OBSERVED, THIRD, c -> c.named("same"))
                .claim(OBSERVED, version("birds", 3))
                .claim(OBSERVED, version("dogs", 4))
                .claim(OBSERVED, version("dogs", 3), c -> c.remembering(m -> m.seen(ObservedState.ACTIVE)));
        assertThat(given.outcome("cats/3")).isEqualTo(RESTORING);
    }

    @Test
    void aMereNumberMakesNoActiveVersionDoubtfulAndNoneIsTrashedForIt() {
        for (var desired : List.of(RESTORED, OBSERVED)) {
            assertThat(numbered()
                            .active(THIRD)
                            .claim(desired, THIRD, c -> c.pinned("mine"))
                            .outcome("cats/3"))
                    .startsWith("ACTIVE READY");
        }
        Plan plan = numbered().claim(TRASHED, THIRD, c -> c.pinned("mine")).plan();
        assertThat(plan.actions()).isEmpty();
    }

    @Test
    void aMereNumberOfWhichTheProjectIsInTheTrashIsOfAnotherProject() {
        WorkspaceScenario given = workspace()
                .others(5)
                .active(CATS)
                .inTrash(
                        version("unnamed", 3),
                        e -> e.nameless().withoutParentId().withParent())
                .claim(RESTORED, THIRD, c -> c.pinned("mine"));
        assertThat(given.outcome("cats/3")).endsWith(DOUBT);
    }

    @Test
    void whatRoboflowDoesNotFindByTheKnownIdIsLeftToAPerson() {
        UnaryOperator<ClaimBuilder> tried = c -> c.pinned("mine")
                .remembering(m -> m.trashed(NOW.minus(Duration.ofDays(5)), NOW.plus(Duration.ofDays(1)))
                        .last(ActionKind.RESTORE, NOW.minusSeconds(300), Outcome.FAILED, Optional.empty())
                        .unconfirmed(1));
        Plan plan = numbered().claim(RESTORED, THIRD, tried).plan();
        assertThat(PlanReader.of(plan, "cats/3")).isEqualTo("IN_TRASH STALLED IdentityAmbiguous RESTORE held");
        assertThat(PlanReader.readiness(plan, "cats/3").message())
                .contains("may belong to another one", "restore it there", "trashops.dev/requested-at")
                .doesNotContain("item.id");
        assertThat(PlanReader.view(plan, "cats/3").warning()).isPresent();

        Plan again = numbered()
                .claim(RESTORED, THIRD, c -> tried.apply(c).requested("now"))
                .plan();
        assertThat(PlanReader.of(again, "cats/3")).isEqualTo(RESTORING);
    }

    @Test
    void aRestoreOfAMereNumberIsNotDoneWhileThatIsListed() {
        WorkspaceScenario given = numbered()
                .listedAt(NOW.minusSeconds(1))
                .claim(
                        RESTORED,
                        THIRD,
                        c -> c.pinned("mine")
                                .remembering(m -> m.trashed(NOW.minus(Duration.ofDays(5)), NOW.plus(Duration.ofDays(1)))
                                        .last(
                                                ActionKind.RESTORE,
                                                NOW.minusSeconds(40),
                                                Outcome.STARTED,
                                                Optional.empty())));
        PlanInput input = given.input();
        assertThat(PlanReader.view(Planner.plan(input), "cats/3")
                        .claimStatus()
                        .lastAction()
                        .orElseThrow()
                        .outcome())
                .isEqualTo(Outcome.FAILED);
        PlanInput gone = PlanInputEdits.seen(
                input,
                workspace().others(5).listedAt(NOW.minusSeconds(1)).input().trash(),
                input.inventory());
        assertThat(PlanReader.view(Planner.plan(gone), "cats/3")
                        .claimStatus()
                        .lastAction()
                        .orElseThrow()
                        .outcome())
                .isEqualTo(Outcome.DONE);
    }
}
