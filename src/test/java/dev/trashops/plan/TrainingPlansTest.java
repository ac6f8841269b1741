package dev.trashops.plan;

import static dev.trashops.plan.model.DesiredState.OBSERVED;
import static dev.trashops.plan.model.DesiredState.RESTORED;
import static dev.trashops.plan.model.DesiredState.TRASHED;
import static dev.trashops.plan.model.ItemKey.project;
import static dev.trashops.plan.model.ItemKey.training;
import static dev.trashops.plan.model.ItemKey.version;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.plan.model.Acknowledgement;
import dev.trashops.plan.model.ActiveTraining;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.RuleAction;
import dev.trashops.plan.model.TrashEntry;
import dev.trashops.plan.model.TrashPlan;
import dev.trashops.plan.model.Tristate;
import dev.trashops.plan.observe.ReadRequest;
import dev.trashops.plan.observe.ReadResult;
import dev.trashops.plan.observe.ReadTarget;
import dev.trashops.plan.testdata.ClaimBuilder;
import dev.trashops.plan.testdata.PlanReader;
import dev.trashops.plan.testdata.RuleBuilder;
import dev.trashops.plan.testdata.WorkspaceScenario;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Trainings are items of their own: parts of a version, which is a part of a project. */
class TrainingPlansTest {
    private static final ItemKey RUN = training("cat", 3, "ws/cat/3");
    private static final String NAME = "cat/3/ws/cat/3";
    private static final RuleBuilder KEEP_TRAININGS =
            RuleBuilder.restore("keep-runs", s -> s.types(ItemType.TRAINING).projects("c*"));

    private static ActiveTraining run(Tristate trained, Tristate running) {
        return new ActiveTraining(
                RUN.training(), Optional.of(WorkspaceScenario.LONG_AGO), trained, running, Set.of("cat/3"));
    }

    private static WorkspaceScenario active() {
        return WorkspaceScenario.workspace().others(20).active(RUN);
    }

    @Test
    void oneInTheTrashIsRestoredByItsId() {
        Plan plan = WorkspaceScenario.workspace()
                .active(version("cat", 3))
                .inTrash(RUN)
                .claim(RESTORED, RUN)
                .plan();
        assertThat(PlanReader.of(plan, NAME)).isEqualTo("IN_TRASH RECONCILING Restoring RESTORE sent");
        assertThat(plan.actions().get(0).entry().map(TrashEntry::id)).contains("ws/cat/3");
    }

    @Test
    void oneInTheTrashIsWarnedOfAndOneThatIsActiveIsSeen() {
        assertThat(active().claim(OBSERVED, RUN).outcome(NAME)).isEqualTo("ACTIVE READY Observed");
        assertThat(active().claim(RESTORED, RUN).outcome(NAME)).isEqualTo("ACTIVE READY Restored");
        Plan plan = WorkspaceScenario.workspace()
                .active(version("cat", 3))
                .inTrash(RUN, entry -> entry.cleanupAt(WorkspaceScenario.NOW.plusSeconds(3600)))
                .claim(OBSERVED, RUN)
                .plan();
        assertThat(PlanReader.of(plan, NAME)).isEqualTo("IN_TRASH READY Observed");
        assertThat(PlanReader.view(plan, NAME).warning().orElseThrow().message())
                .startsWith("training cat/3/ws/cat/3 may be destroyed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cat", "cat/3"})
    void oneOfWhichTheVersionOrProjectIsInTheTrashWaitsForThat(String whole) {
        ItemKey parent = whole.equals("cat") ? project("cat") : version("cat", 3);
        WorkspaceScenario alone = WorkspaceScenario.workspace()
                .inTrash(parent)
                .inTrash(RUN, entry -> entry.withParent())
                .claim(RESTORED, RUN);
        if (parent.type() == ItemType.VERSION) {
            alone.active(project("cat"));
        }
        Plan plan = alone.plan();
        assertThat(PlanReader.of(plan, NAME)).isEqualTo("IN_TRASH STALLED ParentInTrash RESTORE held");
        assertThat(PlanReader.readiness(plan, NAME).message()).contains(parent.described());

        Plan both = alone.claim(RESTORED, parent).plan();
        assertThat(PlanReader.of(both, NAME)).isEqualTo("IN_TRASH RECONCILING WaitingForParent RESTORE held");
        assertThat(PlanReader.actions(both)).containsExactly("RESTORE " + whole);
    }

    @Test
    void oneIsInTheTrashThroughItsVersion() {
        Plan plan = WorkspaceScenario.workspace()
                .active(project("cat"))
                .inTrash(version("cat", 3), entry -> entry.cleanupAt(WorkspaceScenario.NOW.plusSeconds(3600)))
                .claim(OBSERVED, RUN)
                .plan();
        assertThat(PlanReader.of(plan, NAME)).isEqualTo("IN_TRASH READY Observed");
        assertThat(PlanReader.view(plan, NAME).warning().orElseThrow().message())
                .startsWith("training " + NAME + ", or the version or project it is in the Trash with,");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cat", "cat/3"})
    void aKeptOneKeepsItsVersionAndProject(String whole) {
        ItemKey parent = whole.equals("cat") ? project("cat") : version("cat", 3);
        Plan plan = active().claim(TRASHED, parent).claim(RESTORED, RUN).plan();
        assertThat(PlanReader.of(plan, whole)).isEqualTo("ACTIVE STALLED Conflict TRASH held");
        assertThat(PlanReader.readiness(plan, whole).message()).contains("training " + RUN);
        Plan suspended = active().claim(TRASHED, parent)
                .claim(OBSERVED, RUN, ClaimBuilder::suspended)
                .plan();
        assertThat(PlanReader.of(suspended, whole)).isEqualTo("ACTIVE STALLED Suspended TRASH held");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cat", "cat/3"})
    void oneThatIsToGoWithItsVersionOrProjectNeedsNoDeletionOfItsOwn(String whole) {
        ItemKey parent = whole.equals("cat") ? project("cat") : version("cat", 3);
        Plan plan = active().claim(TRASHED, parent).claim(TRASHED, RUN).plan();
        assertThat(PlanReader.actions(plan)).containsExactly("TRASH " + whole);
        assertThat(PlanReader.of(plan, NAME)).isEqualTo("ACTIVE RECONCILING WaitingForParent TRASH held");
        assertThat(PlanReader.readiness(plan, NAME).message()).contains(parent.described());
    }

    @Test
    void oneIsTrashedAfterAFreshLookAtTheTrainingsOfItsVersion() {
        Plan plan = active().claim(TRASHED, RUN).plan();
        assertThat(PlanReader.actions(plan)).containsExactly("TRASH " + RUN);
        assertThat(plan.actions().get(0).proofs().reads()).contains(new ReadTarget.Trainings("cat", 3));
    }

    @Test
    void thePlanToReviewNamesItByVersionAndIdWithItsStart() {
        assertThat(PlanReader.lines(
                        active().policy(p -> p.planning()).claim(TRASHED, RUN).plan()))
                .containsExactly("training cat/3/ws/cat/3 created " + WorkspaceScenario.LONG_AGO)
                .containsExactly(TrashPlan.line(RUN, Optional.empty(), Optional.of(WorkspaceScenario.LONG_AGO)));
    }

    @Test
    void oneWithAModelWaitsForAPerson() {
        WorkspaceScenario given =
                WorkspaceScenario.workspace().others(20).training(RUN, run(Tristate.YES, Tristate.NO));
        assertThat(given.claim(TRASHED, RUN).outcome(NAME)).isEqualTo("ACTIVE STALLED TrainedModel TRASH held");
        Plan acknowledged = WorkspaceScenario.workspace()
                .others(20)
                .training(RUN, run(Tristate.YES, Tristate.NO))
                .claim(TRASHED, RUN, c -> c.acknowledging(Acknowledgement.values()))
                .plan();
        assertThat(PlanReader.actions(acknowledged)).containsExactly("TRASH " + RUN);
    }

    @ParameterizedTest
    @EnumSource(
            value = Tristate.class,
            names = {"YES", "UNKNOWN"})
    void oneThatIsUnderWayIsNotTrashedWhateverIsAcknowledged(Tristate running) {
        for (Tristate trained : Tristate.values()) {
            Plan plan = WorkspaceScenario.workspace()
                    .others(20)
                    .training(RUN, run(trained, running))
                    .claim(TRASHED, RUN, c -> c.acknowledging(Acknowledgement.values()))
                    .plan();
            assertThat(PlanReader.of(plan, NAME)).isEqualTo("ACTIVE RECONCILING RunningTraining TRASH held");
            assertThat(PlanReader.readiness(plan, NAME).message())
                    .contains("stop or cancel it in Roboflow; a cancelled training may not be refunded");
        }
    }

    @Test
    void whereTheTrainingsCanNotBeReadNoneIsTrashed() {
        WorkspaceScenario absent = active().trainings(version("cat", 3), new ReadResult.Absent<>(WorkspaceScenario.NOW))
                .claim(TRASHED, RUN, c -> c.acknowledging(Acknowledgement.values()));
        assertThat(absent.plan().actions()).isEmpty();
        assertThat(absent.outcome(NAME)).startsWith("UNKNOWN RECONCILING");
    }

    private static WorkspaceScenario tenRunsUnder(String... names) {
        WorkspaceScenario given = WorkspaceScenario.workspace().policy(p -> p.limits(50, 20));
        for (String name : names) {
            for (int id = 0; id < 10; id++) {
                given.active(training(name, 3, "run-" + id));
            }
        }
        return given;
    }

    @Test
    void theyAreATypeOfTheirOwnForTheLimits() {
        WorkspaceScenario given = tenRunsUnder("cat");
        for (int id = 0; id < 2; id++) {
            given.claim(TRASHED, training("cat", 3, "run-" + id));
        }
        assertThat(PlanReader.actions(given.plan())).as("a fifth of ten").hasSize(2);
        given.claim(TRASHED, training("cat", 3, "run-2"));
        assertThat(given.plan().actions()).isEmpty();
        assertThat(given.outcome("cat/3/run-2")).isEqualTo("ACTIVE STALLED LimitExceeded TRASH held");
    }

    @Test
    void oneThatWasReadUnderTwoNamesOfItsProjectCountsOnceForTheLimits() {
        WorkspaceScenario given = tenRunsUnder("cat", "kitties");
        for (int id = 0; id < 3; id++) {
            given.claim(TRASHED, training("cat", 3, "run-" + id));
        }
        assertThat(given.outcome("cat/3/run-2")).isEqualTo("ACTIVE STALLED LimitExceeded TRASH held");
    }

    @Test
    void thoseInTheTrashCountAgainstTheLimits() {
        WorkspaceScenario given = active().policy(p -> p.limits(1, 100))
                .inTrash(training("cat", 3, "gone"), entry -> entry.deletedAt(WorkspaceScenario.NOW.minusSeconds(60)))
                .claim(TRASHED, RUN);
        assertThat(given.outcome(NAME)).isEqualTo("ACTIVE STALLED LimitExceeded TRASH held");
    }

    @Test
    void rulesRestoreAndObserveThoseInTheTrash() {
        WorkspaceScenario given = WorkspaceScenario.workspace()
                .active(version("cat", 3))
                .active(version("dog", 1))
                .inTrash(RUN)
                .inTrash(training("dog", 1, "other"))
                .policy(p -> p.rules(KEEP_TRAININGS, RuleBuilder.observe("see", s -> s.types(ItemType.TRAINING))));
        Plan plan = given.plan();
        assertThat(PlanReader.children(plan))
                .containsExactlyInAnyOrder("RESTORE cat/3/ws/cat/3 by keep-runs", "OBSERVE dog/1/other by see");
        assertThat(PlanReader.policy(plan).children())
                .allSatisfy(child -> assertThat(child.id()).isEmpty());
        assertThat(PlanReader.policy(given.child(RuleAction.RESTORE, RUN).plan())
                        .children())
                .extracting(child -> child.item())
                .containsExactly(training("dog", 1, "other"));
        assertThat(PlanReader.actions(given.plan())).containsExactly("RESTORE " + RUN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cat", "cat/3"})
    void aRuleThatRestoresTrainingsKeepsWhatWouldTakeThemAlong(String whole) {
        ItemKey parent = whole.equals("cat") ? project("cat") : version("cat", 3);
        Plan plan = active().policy(p -> p.rules(KEEP_TRAININGS))
                .claim(TRASHED, parent)
                .claim(TRASHED, RUN)
                .plan();
        assertThat(PlanReader.of(plan, whole)).isEqualTo("ACTIVE STALLED Conflict TRASH held");
        assertThat(PlanReader.readiness(plan, whole).message()).contains("protects training " + RUN);
        assertThat(PlanReader.of(plan, NAME)).isEqualTo("ACTIVE STALLED Conflict TRASH held");
    }

    @Test
    void whetherATrainingStillKeepsItsProjectIsLookedUpAgain() {
        Plan plan = active().policy(p -> p.rules(KEEP_TRAININGS))
                .claim(TRASHED, project("cat"))
                .plan();
        assertThat(plan.reads())
                .extracting(ReadRequest::read)
                .contains(new ReadTarget.Project("cat"), new ReadTarget.Trainings("cat", 3));
    }

    @Test
    void untilTheTrainingsAreReadSuchARuleKeepsTheVersion() {
        WorkspaceScenario unread = WorkspaceScenario.workspace()
                .others(20)
                .active(version("cat", 3))
                .policy(p -> p.rules(KEEP_TRAININGS))
                .claim(TRASHED, version("cat", 3), c -> c.acknowledging(Acknowledgement.values()));
        unread.trainings(
                version("cat", 3),
                new ReadResult.Unreadable<>(
                        PlanReader.readiness(unread.plan(), "cat/3"), WorkspaceScenario.NOW.minusSeconds(1)));
        assertThat(unread.outcome("cat/3")).isEqualTo("ACTIVE RECONCILING SnapshotPending TRASH held");
        unread.trainings(version("cat", 3), new ReadResult.Absent<>(WorkspaceScenario.NOW.minusSeconds(1)));
        assertThat(PlanReader.actions(unread.plan())).containsExactly("TRASH cat/3");
        unread.trainings(version("cat", 3));
        assertThat(PlanReader.actions(unread.plan())).containsExactly("TRASH cat/3");
    }

    @Test
    void aRuleForOtherTypesDoesNotKeepATraining() {
        Plan plan = active().policy(p -> p.rules(RuleBuilder.restore("versions", s -> s.versions())))
                .claim(TRASHED, RUN)
                .plan();
        assertThat(PlanReader.actions(plan)).containsExactly("TRASH " + RUN);
    }

    @Test
    void oneThatTheListOfItsVersionShowsIsNotInWhatHasTheNameOfItsProjectInTheTrash() {
        assertThat(active().inTrash(project("cat"), e -> e.id("other"))
                        .claim(RESTORED, RUN)
                        .outcome(NAME))
                .isEqualTo("ACTIVE READY Restored");
    }

    @Test
    void theyAreCountedInTheTrash() {
        Plan plan = WorkspaceScenario.workspace()
                .active(version("cat", 3))
                .inTrash(RUN)
                .inTrash(version("dog", 1))
                .plan();
        assertThat(PlanReader.policy(plan).trash().orElseThrow().trainings()).isOne();
        assertThat(PlanReader.policy(plan).trash().orElseThrow().other()).isZero();
    }

    @Test
    void itLiesInItsVersionAndThatInItsProject() {
        assertThat(RUN.ancestors()).isEqualTo(List.of(version("cat", 3), project("cat")));
        assertThat(RUN.parent()).contains(version("cat", 3));
        assertThat(RUN).hasToString(NAME);
    }
}
