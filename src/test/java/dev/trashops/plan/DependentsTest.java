package dev.trashops.plan;

import static dev.trashops.plan.model.DesiredState.TRASHED;
import static dev.trashops.plan.model.ItemKey.project;
import static dev.trashops.plan.model.ItemKey.version;
import static dev.trashops.plan.model.ItemKey.workflow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.plan.model.Acknowledgement;
import dev.trashops.plan.model.ActiveTraining;
import dev.trashops.plan.model.Hold;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Reason;
import dev.trashops.plan.model.Tristate;
import dev.trashops.plan.observe.Inventory;
import dev.trashops.plan.observe.ReadRequest;
import dev.trashops.plan.observe.ReadResult;
import dev.trashops.plan.observe.ReadTarget;
import dev.trashops.plan.testdata.PlanInputEdits;
import dev.trashops.plan.testdata.WorkspaceScenario;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a DELETE would take from others: models of all training runs, workflows that use them, public projects. */
class DependentsTest {
    private static final ItemKey CAT = version("cat", 2);
    private static final Instant READ = WorkspaceScenario.NOW.minusSeconds(1);
    private static final Readiness BROKEN = Readiness.reconciling(Reason.API_UNAVAILABLE, "Broken.");
    private static final String SENT = "ACTIVE RECONCILING Trashing TRASH sent";
    private static final String PENDING = "ACTIVE RECONCILING SnapshotPending TRASH held";

    private static String held(Reason reason) {
        return "ACTIVE STALLED " + reason.text() + " TRASH held";
    }

    /** A version and its project to be trashed, both without models as far as their own fields tell. */
    private static WorkspaceScenario trashing(ItemKey item, Acknowledgement... acknowledged) {
        return WorkspaceScenario.workspace()
                .versions("cat", 1, 2)
                .others(8)
                .claim(TRASHED, item, c -> c.named("it").acknowledging(acknowledged));
    }

    private static ActiveTraining run(Tristate trained, Tristate running) {
        return new ActiveTraining(
                "t-1", Optional.empty(), trained, running, trained == Tristate.YES ? Set.of("acme/early") : Set.of());
    }

    private static ActiveTraining withModel() {
        return run(Tristate.YES, Tristate.NO);
    }

    private static ActiveTraining failed() {
        return run(Tristate.NO, Tristate.NO);
    }

    private static String why(WorkspaceScenario given) {
        return given.plan()
                .items()
                .values()
                .iterator()
                .next()
                .claimStatus()
                .readiness()
                .orElseThrow()
                .message();
    }

    @Test
    void anyRunWithAModelCountsNotTheLastAlone() {
        for (ItemKey item : List.of(CAT, project("cat"))) {
            assertThat(trashing(item).trainings(CAT, failed(), failed()).outcome("it"))
                    .isEqualTo(SENT);
            assertThat(trashing(item).trainings(CAT, withModel(), failed()).outcome("it"))
                    .isEqualTo(held(Reason.TRAINED_MODEL));
            assertThat(trashing(item)
                            .trainings(CAT, failed(), run(Tristate.UNKNOWN, Tristate.NO))
                            .outcome("it"))
                    .isEqualTo(held(Reason.TRAINED_MODEL));
            assertThat(trashing(item)
                            .trainings(CAT, run(Tristate.NO, Tristate.YES), failed())
                            .outcome("it"))
                    .isEqualTo("ACTIVE RECONCILING RunningTraining TRASH held");
        }
        assertThat(why(trashing(CAT).trainings(CAT, run(Tristate.NO, Tristate.YES))))
                .contains("which trashing would cancel for good; a cancelled training may not be refunded");
    }

    @Test
    void runsThatCannotBeReadCountAsTrainedAndRunning() {
        ReadResult<List<ActiveTraining>> unreadable = new ReadResult.Unreadable<>(BROKEN, READ);
        assertThat(trashing(CAT).trainings(CAT, unreadable).outcome("it")).isEqualTo(held(Reason.TRAINED_MODEL));
        assertThat(trashing(project("cat")).trainings(CAT, unreadable).outcome("it"))
                .isEqualTo(held(Reason.TRAINED_MODEL));
        assertThat(trashing(CAT, Acknowledgement.TRAINED_MODEL, Acknowledgement.WORKFLOW_REFERENCE)
                        .trainings(CAT, unreadable)
                        .outcome("it"))
                .isEqualTo("ACTIVE RECONCILING RunningTraining TRASH held");
    }

    @Test
    void whereThereIsNoListOfRunsTheVersionItselfDecides() {
        ReadResult<List<ActiveTraining>> absent = new ReadResult.Absent<>(READ);
        assertThat(trashing(CAT).trainings(CAT, absent).outcome("it")).isEqualTo(SENT);
        assertThat(trashing(CAT).trainings(CAT, absent).unreadable(CAT, BROKEN).outcome("it"))
                .isEqualTo(held(Reason.TRAINED_MODEL));
    }

    @Test
    void aVersionThatWasReadBeforeItsListOfRunsWasMissingIsReadAgain() {
        WorkspaceScenario given = trashing(CAT).trainings(CAT, new ReadResult.Absent<>(READ.plusMillis(500)));
        assertThat(given.outcome("it")).isEqualTo(PENDING);
        assertThat(given.plan().reads())
                .contains(new ReadRequest(
                        new ReadTarget.Version("cat", 2), READ.plusMillis(500), Optional.of(Duration.ofHours(2))));
    }

    @Test
    void aWorkflowThatUsesAModelHoldsItUntilAcknowledged() {
        WorkspaceScenario given = trashing(CAT, Acknowledgement.TRAINED_MODEL)
                .trainings(CAT, withModel())
                .specified("far", "cat/20", "not-cat/2");
        assertThat(given.outcome("it")).isEqualTo(SENT);
        assertThat(given.specified("near", "cat/2").outcome("it")).isEqualTo(held(Reason.REFERENCED_BY_WORKFLOW));
        assertThat(why(given)).startsWith("Workflow near uses a model of version cat/2");
        for (String slug : List.of("a", "b", "c", "d", "e", "f")) {
            given.specified(slug, "ACME/Early");
        }
        assertThat(why(given)).startsWith("Workflows a, b, c, d, e and 2 more use a model");
        WorkspaceScenario given2 = trashing(
                        project("cat"), Acknowledgement.TRAINED_MODEL, Acknowledgement.WORKFLOW_REFERENCE)
                .trainings(CAT, withModel())
                .specified("near", "cat/2");
        assertThat(given2.outcome("it")).isEqualTo(SENT);
    }

    @Test
    void aModelThatRoboflowDoesNotNameMayBeAnyThatAWorkflowUses() {
        Tristate yes = Tristate.YES;
        Tristate no = Tristate.NO;
        List<ReadResult<List<ActiveTraining>>> shapes = List.of(
                new ReadResult.Unreadable<>(BROKEN, READ),
                found(new ActiveTraining("t-1", Optional.empty(), Tristate.UNKNOWN, no, Set.of())),
                found(new ActiveTraining("t-1", Optional.empty(), yes, no, Set.of("kJ3aQ8"))),
                found(
                        withModel(),
                        new ActiveTraining("t-2", Optional.empty(), yes, no, Set.of("acme/late", "kJ3aQ8"))));
        for (ItemKey item : List.of(CAT, project("cat"))) {
            for (ReadResult<List<ActiveTraining>> runs : shapes) {
                WorkspaceScenario given = trashing(
                                item, Acknowledgement.TRAINED_MODEL, Acknowledgement.RUNNING_TRAINING)
                        .trainings(CAT, runs)
                        .specified("far", "dog/7", "factory/dog/7", "other/early-bird", "factory");
                assertThat(given.outcome("it")).isEqualTo(SENT);
                assertThat(given.specified("near", "factory/early-bird").outcome("it"))
                        .isEqualTo(held(Reason.REFERENCED_BY_WORKFLOW));
                assertThat(why(given))
                        .startsWith("Workflow near uses a model of this workspace, and Roboflow does not say of which"
                                + " version: it may be a model of " + item.described());
            }
        }
    }

    private static ReadResult<List<ActiveTraining>> found(ActiveTraining... runs) {
        return new ReadResult.Found<>(List.of(runs), READ);
    }

    @Test
    void aProjectIsUsedThroughAnyOfItsVersions() {
        WorkspaceScenario given = trashing(project("cat"), Acknowledgement.TRAINED_MODEL)
                .trainings(CAT, withModel())
                .specified("near", "acme/early");
        assertThat(given.outcome("it")).isEqualTo(held(Reason.REFERENCED_BY_WORKFLOW));
    }

    @Test
    void workflowsAreReadOnlyForAModelThatIsAboutToGo() {
        assertThat(workflowReads(trashing(CAT).specified("near", "cat/2"))).isZero();
        assertThat(workflowReads(trashing(CAT).trainings(CAT, withModel()).specified("near", "cat/2")))
                .isZero();
        assertThat(workflowReads(trashing(CAT, Acknowledgement.TRAINED_MODEL)
                        .trainings(CAT, withModel())
                        .specified("near", "cat/3")))
                .isEqualTo(1);
    }

    private static long workflowReads(WorkspaceScenario given) {
        return given.plan().reads().stream()
                .filter(request -> request.read() instanceof ReadTarget.Workflow)
                .count();
    }

    @Test
    void aWorkflowThatCannotBeReadHoldsAndIsNamed() {
        WorkspaceScenario given = trashing(CAT, Acknowledgement.TRAINED_MODEL)
                .trainings(CAT, withModel())
                .specified("near", new ReadResult.Unreadable<>(BROKEN, READ));
        assertThat(given.outcome("it")).isEqualTo(held(Reason.REFERENCED_BY_WORKFLOW));
        assertThat(why(given)).startsWith("Workflow near could not be read, and may use a model");
        assertThat(trashing(CAT, Acknowledgement.TRAINED_MODEL)
                        .trainings(CAT, withModel())
                        .active(workflow("near"))
                        .unread(workflow("near"))
                        .outcome("it"))
                .isEqualTo(PENDING);
    }

    @Test
    void aWorkflowThatIsGoneIsNoReferenceOnceTheListAgrees() {
        WorkspaceScenario given = trashing(CAT, Acknowledgement.TRAINED_MODEL)
                .trainings(CAT, withModel())
                .specified("near", new ReadResult.Absent<>(READ.plusMillis(500)));
        assertThat(given.outcome("it")).isEqualTo(PENDING);
        assertThat(given.plan().reads())
                .contains(new ReadRequest(
                        new ReadTarget.Workflows(), READ.plusMillis(500), Optional.of(Duration.ofHours(2))));
        // Still listed after that, it is there and cannot be read.
        assertThat(trashing(CAT, Acknowledgement.TRAINED_MODEL)
                        .trainings(CAT, withModel())
                        .specified("near", new ReadResult.Absent<>(READ.minusMillis(500)))
                        .outcome("it"))
                .isEqualTo(held(Reason.REFERENCED_BY_WORKFLOW));
    }

    @Test
    void theWorkflowsAreReadAgainRightBeforeTheDelete() {
        Plan plan = trashing(CAT, Acknowledgement.TRAINED_MODEL)
                .trainings(CAT, withModel())
                .specified("far", "dog/2")
                .plan();
        assertThat(plan.actions()).singleElement().satisfies(action -> {
            assertThat(action.proofs().reads())
                    .containsExactly(
                            new ReadTarget.Workflows(),
                            new ReadTarget.Workflow("far"),
                            new ReadTarget.Trainings("cat", 2),
                            new ReadTarget.Version("cat", 2),
                            new ReadTarget.Project("cat"),
                            new ReadTarget.Trash());
            assertThat(action.proofs().stages())
                    .flatMap(stage -> stage)
                    .allMatch(proof -> proof.age().compareTo(Duration.ofMinutes(6)) < 0);
        });
    }

    @Test
    void aPublicProjectAndItsVersionsStayUntilAcknowledged() {
        for (ItemKey item : List.of(CAT, project("cat"))) {
            WorkspaceScenario given = trashing(item).published("cat", Tristate.YES);
            assertThat(given.outcome("it")).isEqualTo(held(Reason.PUBLIC_PROJECT));
            assertThat(why(given)).startsWith("project cat is public");
            WorkspaceScenario unsaid = trashing(item).published("cat", Tristate.UNKNOWN);
            assertThat(unsaid.outcome("it")).isEqualTo(held(Reason.PUBLIC_PROJECT));
            assertThat(why(unsaid)).startsWith("project cat may be public (Roboflow does not say)");
            assertThat(trashing(item, Acknowledgement.PUBLIC_PROJECT)
                            .published("cat", Tristate.YES)
                            .outcome("it"))
                    .isEqualTo(SENT);
        }
    }

    @Test
    void whoeverAcknowledgesModelsAndTrainingsHasNotGivenUpTheRest() {
        WorkspaceScenario given = trashing(CAT, Acknowledgement.TRAINED_MODEL, Acknowledgement.RUNNING_TRAINING)
                .trainings(CAT, withModel())
                .specified("near", "cat/2");
        assertThat(given.outcome("it")).isEqualTo(held(Reason.REFERENCED_BY_WORKFLOW));
        assertThat(given.published("cat", Tristate.YES).outcome("it")).isEqualTo(held(Reason.PUBLIC_PROJECT));
    }

    @Test
    void whatHoldsItIsRememberedAcrossARestartUntilItIsReadAgain() {
        WorkspaceScenario given = trashing(CAT, Acknowledgement.TRAINED_MODEL)
                .trainings(CAT, withModel())
                .specified("near", "cat/2");
        PlanInput input = given.input();
        Plan plan = Planner.plan(input);
        PlanInput restarted = PlanInputEdits.next(input, plan, PlannerState.EMPTY);
        PlanInput unread = PlanInputEdits.seen(
                restarted,
                restarted.trash(),
                new Inventory(
                        restarted.inventory().projects(),
                        restarted.inventory().workflows(),
                        restarted.inventory().contents(),
                        restarted.inventory().versions(),
                        restarted.inventory().trainings(),
                        Map.of()));
        assertThat(Planner.plan(unread).items().values()).singleElement().satisfies(item -> {
            assertThat(item.claimStatus().hold()).contains(Hold.MODEL);
            assertThat(item.claimStatus().readiness().orElseThrow().reason()).isEqualTo(Reason.REFERENCED_BY_WORKFLOW);
        });
    }

    @Test
    void whatHeldItIsNotReplacedByWhatIsKnownSoonerAfterARestart() {
        WorkspaceScenario given = trashing(CAT).trainings(CAT, withModel()).published("cat", Tristate.YES);
        assertThat(given.outcome("it")).isEqualTo(held(Reason.TRAINED_MODEL));
        PlanInput input = given.input();
        PlanInput restarted = PlanInputEdits.next(input, Planner.plan(input), PlannerState.EMPTY);
        PlanInput unread = PlanInputEdits.seen(
                restarted,
                restarted.trash(),
                new Inventory(
                        restarted.inventory().projects(),
                        restarted.inventory().workflows(),
                        restarted.inventory().contents(),
                        Map.of(),
                        Map.of(),
                        Map.of()));
        assertThat(Planner.plan(unread).items().values())
                .singleElement()
                .satisfies(item -> assertThat(
                                item.claimStatus().readiness().orElseThrow().reason())
                        .isEqualTo(Reason.TRAINED_MODEL));
    }
}
