package dev.trashops.plan;

import static dev.trashops.Workspaces.eu;
import static dev.trashops.Workspaces.us;
import static dev.trashops.plan.model.DesiredState.RESTORED;
import static dev.trashops.plan.model.DesiredState.TRASHED;
import static dev.trashops.plan.model.ItemKey.project;
import static dev.trashops.plan.model.ItemKey.version;
import static dev.trashops.plan.model.ItemKey.workflow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.InternalId;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.LastAction.Outcome;
import dev.trashops.plan.model.ObservedState;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Reason;
import dev.trashops.plan.model.Tristate;
import dev.trashops.plan.testdata.ClaimBuilder;
import dev.trashops.plan.testdata.PlanInputEdits;
import dev.trashops.plan.testdata.PlanReader;
import dev.trashops.plan.testdata.WorkspaceScenario;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Which item a name means, and which it must never mean. */
class IdentityTest {
    private static final Instant WRITTEN = WorkspaceScenario.NOW.minus(Duration.ofDays(10));
    private static final String TRASHING = "ACTIVE RECONCILING Trashing TRASH sent";
    private static final String MISMATCH = "ACTIVE STALLED IdentityMismatch TRASH held";
    private static final String AMBIGUOUS = "ACTIVE STALLED IdentityAmbiguous TRASH held";

    private static WorkspaceScenario born(Optional<Instant> created, UnaryOperator<ClaimBuilder> how) {
        return WorkspaceScenario.workspace()
                .others(5)
                .active(project("cat"), created)
                .claim(TRASHED, project("cat"), c -> how.apply(c.created(WRITTEN)));
    }

    @Test
    void whatWasCreatedAfterTheResourceIsNotMeant() {
        assertThat(born(Optional.of(WRITTEN.plusSeconds(1)), c -> c).outcome("cat"))
                .isEqualTo(MISMATCH);
        assertThat(born(Optional.of(WRITTEN.plusMillis(900)), c -> c).outcome("cat"))
                .isEqualTo(TRASHING);
        assertThat(born(Optional.of(WRITTEN.plusSeconds(1)), c -> c.pinned("x")).outcome("cat"))
                .isEqualTo(MISMATCH);
    }

    @Test
    void whatWasSeenInAnotherWorkspaceIsNotMeant() {
        assertThat(born(Optional.of(WorkspaceScenario.LONG_AGO), c -> c.remembering(m -> m.seenIn(us("elsewhere"))))
                        .outcome("cat"))
                .isEqualTo(MISMATCH);
    }

    @Test
    void whatWasSeenInAWorkspaceOfTheSameSlugInTheOtherRegionIsNotMeant() {
        Plan plan = born(
                        Optional.of(WorkspaceScenario.LONG_AGO),
                        c -> c.remembering(m -> m.seenIn(eu(WorkspaceScenario.WORKSPACE.slug()))))
                .plan();
        assertThat(PlanReader.of(plan, "cat")).isEqualTo(MISMATCH);
        assertThat(PlanReader.readiness(plan, "cat").message())
                .contains(
                        "another workspace than the one its policy names now, in region EU, so project cat is left alone");
    }

    /** What is remembered of it comes back with each further pass. */
    @Test
    void itIsNotMeantInTheNextPassEither() {
        for (UnaryOperator<ClaimBuilder> more : List.<UnaryOperator<ClaimBuilder>>of(c -> c, c -> c.pinned("id-cat"))) {
            PlanInput input = born(
                            Optional.of(WorkspaceScenario.LONG_AGO),
                            c -> more.apply(c.remembering(m -> m.id("id-other").seenIn(us("elsewhere")))))
                    .input();
            Plan plan = Planner.plan(input);
            for (int pass = 0; pass < 3; pass++) {
                assertThat(PlanReader.of(plan, "cat")).isEqualTo(MISMATCH);
                assertThat(plan.actions()).isEmpty();
                input = PlanInputEdits.next(input, plan, plan.state());
                plan = Planner.plan(input);
            }
        }
    }

    @Test
    void whatWasCreatedAfterCreatedBeforeIsNotMeant() {
        Instant limit = WRITTEN.minus(Duration.ofDays(1));
        assertThat(born(Optional.of(limit.plusSeconds(1)), c -> c.createdBefore(limit))
                        .outcome("cat"))
                .isEqualTo(MISMATCH);
        assertThat(born(Optional.of(limit), c -> c.createdBefore(limit)).outcome("cat"))
                .isEqualTo(TRASHING);
        assertThat(born(Optional.of(WRITTEN.plusSeconds(1)), c -> c.createdBefore(WorkspaceScenario.NOW))
                        .outcome("cat"))
                .isEqualTo(MISMATCH);
    }

    @Test
    void anUnknownDateNeedsAPinOrARememberedId() {
        assertThat(born(Optional.empty(), c -> c).outcome("cat")).isEqualTo(AMBIGUOUS);
        assertThat(born(Optional.empty(), c -> c.pinned("x")).outcome("cat")).isEqualTo(TRASHING);
        assertThat(born(Optional.empty(), c -> c.remembering(m -> m.id("x"))).outcome("cat"))
                .isEqualTo(TRASHING);
    }

    @Test
    void anItemOfUnknownAgeDoesNotBecomeCertainByBeingSeenTwice() {
        for (ItemKey item : new ItemKey[] {project("cat"), version("cat", 3), workflow("cat")}) {
            WorkspaceScenario given = WorkspaceScenario.workspace()
                    .others(5)
                    .active(item, Optional.empty())
                    .claim(TRASHED, item);
            Plan first = given.plan();
            Plan second = Planner.plan(PlanInputEdits.next(given.input(), first, first.state()));

            assertThat(PlanReader.of(second, item.toString()))
                    .as(item.described())
                    .isEqualTo(AMBIGUOUS);
        }
    }

    @Test
    void aPinnedItemIsRestoredByItsIdAmongNamesakes() {
        WorkspaceScenario given = WorkspaceScenario.workspace()
                .inTrash(project("cat"), e -> e.id("old"))
                .inTrash(project("cat"), e -> e.id("older"))
                .active(project("cat"))
                .claim(RESTORED, project("cat"), c -> c.pinned("older"));

        assertThat(given.plan().actions())
                .singleElement()
                .satisfies(
                        action -> assertThat(action.entry().orElseThrow().id()).isEqualTo("older"));
    }

    @Test
    void twoEntriesOfOneNameAreAmbiguousAndStillWarnedOf() {
        WorkspaceScenario given = WorkspaceScenario.workspace()
                .inTrash(project("cat"), e -> e.id("a"))
                .inTrash(project("cat"), e -> e.id("b").cleanupAt(WorkspaceScenario.NOW.plus(Duration.ofDays(1))))
                .claim(RESTORED, project("cat"))
                .claim(TRASHED, project("cat"), c -> c.in("others"))
                .policy(p -> p)
                .policy(p -> p.in("others"));
        Plan plan = given.plan();

        assertThat(PlanReader.of(plan, "cat")).isEqualTo("IN_TRASH STALLED IdentityAmbiguous RESTORE held");
        assertThat(PlanReader.view(plan, "cat").warning()).isPresent();
        assertThat(PlanReader.readiness(plan, "cat").message()).contains("item.id");
    }

    @Test
    void anActiveNamesakeMakesAnUnpinnedNameAmbiguous() {
        WorkspaceScenario given = WorkspaceScenario.workspace()
                .inTrash(project("cat"))
                .active(project("cat"))
                .claim(TRASHED, project("cat"));
        assertThat(given.outcome("cat")).isEqualTo("IN_TRASH STALLED IdentityAmbiguous");
        assertThat(given.claim(RESTORED, project("cat"), c -> c.named("b")).outcome("b"))
                .isEqualTo("IN_TRASH STALLED IdentityAmbiguous RESTORE held");
    }

    @Test
    void anAmbiguousNameStaysAmbiguousAfterARestartUntilItIsKnownWhetherItIsStill() {
        Readiness shown = Readiness.stalled(Reason.IDENTITY_AMBIGUOUS, "which one?");
        WorkspaceScenario given = WorkspaceScenario.workspace()
                .inTrash(project("cat"))
                .active(project("cat"))
                .projectsUnread()
                .claim(
                        TRASHED,
                        project("cat"),
                        c -> c.remembering(m -> m.seen(ObservedState.IN_TRASH).readiness(shown)))
                .claim(
                        RESTORED,
                        version("cat", 1),
                        c -> c.named("part")
                                .remembering(m -> m.seen(ObservedState.IN_TRASH).readiness(shown)));
        assertThat(given.outcome("cat")).isEqualTo("IN_TRASH STALLED IdentityAmbiguous");
        assertThat(given.outcome("part")).isEqualTo("IN_TRASH STALLED IdentityAmbiguous");
    }

    @Test
    void aNamesakeOfAPinnedItemIsNeverTouched() {
        WorkspaceScenario trashed = WorkspaceScenario.workspace()
                .inTrash(project("cat"), e -> e.id("old"))
                .active(project("cat"))
                .claim(TRASHED, project("cat"), c -> c.pinned("old"));
        assertThat(trashed.outcome("cat")).isEqualTo("IN_TRASH READY Trashed");

        Instant deleted = WorkspaceScenario.NOW.minus(Duration.ofDays(40));
        WorkspaceScenario purged = WorkspaceScenario.workspace()
                .active(project("cat"), Optional.of(WorkspaceScenario.NOW.minus(Duration.ofDays(20))))
                .claim(
                        TRASHED,
                        project("cat"),
                        c -> c.pinned("old").remembering(m -> m.trashed(deleted, deleted.plus(Duration.ofDays(30)))));
        assertThat(purged.outcome("cat")).isEqualTo("PURGED READY Purged");
        assertThat(PlanReader.readiness(purged.plan(), "cat").message()).contains("left alone");
    }

    @Test
    void anItemOfAnotherBirthdayIsANamesake() {
        WorkspaceScenario given = born(
                Optional.of(WorkspaceScenario.LONG_AGO),
                c -> c.remembering(m -> m.born(WorkspaceScenario.LONG_AGO.minusSeconds(9))));
        assertThat(given.outcome("cat")).isEqualTo("MISSING STALLED NotFound");
    }

    @Test
    void aWorkflowOfAnotherIdIsANamesake() {
        WorkspaceScenario given = WorkspaceScenario.workspace()
                .active(workflow("cat"))
                .claim(TRASHED, workflow("cat"), c -> c.pinned("mine"));
        assertThat(given.outcome("cat")).isEqualTo("MISSING STALLED NotFound");
    }

    @Test
    void oneVersionNumberOfTwoProjectsIsAmbiguousUntilPinned() {
        WorkspaceScenario given = WorkspaceScenario.workspace()
                .inTrash(version("cat", 3), e -> e.id("p1"))
                .inTrash(version("cat", 3), e -> e.id("p2"))
                .active(project("cat"))
                .claim(RESTORED, version("cat", 3))
                .claim(RESTORED, version("cat", 3), c -> c.named("b").pinned("p2"));
        Plan plan = given.plan();

        assertThat(PlanReader.of(plan, "cat/3")).isEqualTo("IN_TRASH STALLED IdentityAmbiguous RESTORE held");
        assertThat(plan.actions())
                .singleElement()
                .satisfies(action ->
                        assertThat(action.entry().orElseThrow().parentId()).contains("p2"));
    }

    @Test
    void anItemThatADeletionHitByMistakeIsNeverTrashedAgain() {
        WorkspaceScenario given = born(
                Optional.of(WorkspaceScenario.LONG_AGO),
                c -> c.pinned("mine")
                        .remembering(m -> m.last(
                                ActionKind.TRASH,
                                WorkspaceScenario.NOW.minus(Duration.ofHours(2)),
                                Outcome.REVERTED,
                                Optional.of(new InternalId("mine")))));
        assertThat(given.outcome("cat")).isEqualTo(MISMATCH);
    }

    @Test
    void aVersionsDeletionIsAVersionsDeletion() {
        WorkspaceScenario given = WorkspaceScenario.workspace()
                .activeVersion(version("cat", 3), Optional.of(WorkspaceScenario.LONG_AGO), Tristate.NO, Tristate.NO)
                .claim(TRASHED, version("cat", 3));
        assertThat(given.plan().actions())
                .singleElement()
                .satisfies(action -> assertThat(action.item()).isEqualTo(version("cat", 3)));
        assertThat(PlanReader.readiness(given.plan(), "cat/3").reason()).isEqualTo(Reason.TRASHING);
    }
}
