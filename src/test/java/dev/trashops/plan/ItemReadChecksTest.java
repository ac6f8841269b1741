package dev.trashops.plan;

import static dev.trashops.plan.model.DesiredState.TRASHED;
import static dev.trashops.plan.model.ItemKey.project;
import static dev.trashops.plan.model.ItemKey.version;
import static dev.trashops.plan.model.ItemKey.workflow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.plan.model.Acknowledgement;
import dev.trashops.plan.model.ActiveProject;
import dev.trashops.plan.model.ActiveVersion;
import dev.trashops.plan.model.ActiveWorkflow;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ProjectContents;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Reason;
import dev.trashops.plan.model.Tristate;
import dev.trashops.plan.observe.Inventory;
import dev.trashops.plan.observe.ReadRequest;
import dev.trashops.plan.observe.ReadResult;
import dev.trashops.plan.observe.ReadTarget;
import dev.trashops.plan.testdata.ClaimBuilder;
import dev.trashops.plan.testdata.PlanInputEdits;
import dev.trashops.plan.testdata.PlanReader;
import dev.trashops.plan.testdata.WorkspaceScenario;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Nothing is trashed that was not itself read and found to be as expected, although everything is acknowledged. */
class ItemReadChecksTest {
    private static final String TRASHING = "ACTIVE RECONCILING Trashing TRASH sent";
    private static final String WAITING = "ACTIVE RECONCILING SnapshotPending TRASH held";
    private static final Instant READ = WorkspaceScenario.NOW.minusSeconds(2);
    private static final Instant BORN = WorkspaceScenario.LONG_AGO;

    private static WorkspaceScenario trashing(ItemKey item) {
        return trashing(item, c -> c);
    }

    private static WorkspaceScenario trashing(ItemKey item, UnaryOperator<ClaimBuilder> how) {
        return WorkspaceScenario.workspace()
                .others(9)
                .active(item)
                .claim(
                        TRASHED,
                        item,
                        c -> how.apply(c.named("it")
                                .acknowledging(Acknowledgement.values())
                                .remembering(m -> m.born(BORN))));
    }

    private static Plan plan(WorkspaceScenario given, UnaryOperator<Inventory> change) {
        PlanInput input = given.input();
        return Planner.plan(PlanInputEdits.seen(input, input.trash(), change.apply(input.inventory())));
    }

    private static String outcome(WorkspaceScenario given, UnaryOperator<Inventory> change) {
        return PlanReader.of(plan(given, change), "it");
    }

    private static UnaryOperator<Inventory> versionRead(ReadResult<ActiveVersion> read) {
        return seen -> {
            Map<ItemKey, ReadResult<ActiveVersion>> versions = new HashMap<>(seen.versions());
            versions.put(ItemKey.version("cat", 2), read);
            return new Inventory(
                    seen.projects(),
                    seen.workflows(),
                    seen.contents(),
                    versions,
                    seen.trainings(),
                    seen.specifications());
        };
    }

    private static UnaryOperator<Inventory> projectRead(ReadResult<ProjectContents> read) {
        return seen -> {
            Map<String, ReadResult<ProjectContents>> contents = new HashMap<>(seen.contents());
            contents.put("cat", read);
            return new Inventory(
                    seen.projects(),
                    seen.workflows(),
                    contents,
                    seen.versions(),
                    seen.trainings(),
                    seen.specifications());
        };
    }

    private static UnaryOperator<Inventory> workflowListed(ActiveWorkflow line) {
        return seen -> new Inventory(
                seen.projects(),
                Optional.of(new ReadResult.Found<>(Map.of(line.slug(), line), READ)),
                seen.contents(),
                seen.versions(),
                seen.trainings(),
                seen.specifications());
    }

    private static ReadResult<ActiveVersion> found(Optional<Instant> created) {
        return new ReadResult.Found<>(new ActiveVersion(2, created, Tristate.NO, Tristate.NO, Tristate.YES), READ);
    }

    private static ReadResult<ProjectContents> contents(Optional<Instant> created) {
        return new ReadResult.Found<>(
                new ProjectContents(new ActiveProject("cat", created, Optional.of(0), Tristate.NO), List.of()), READ);
    }

    @Test
    void aVersionIsReadItselfRightBeforeItsDelete() {
        assertThat(trashing(version("cat", 2)).plan().actions())
                .singleElement()
                .satisfies(action -> assertThat(action.proofs().reads())
                        .containsExactly(
                                new ReadTarget.Trainings("cat", 2),
                                new ReadTarget.Version("cat", 2),
                                new ReadTarget.Project("cat"),
                                new ReadTarget.Trash()));
    }

    @Test
    void aVersionThatOnlyItsProjectsListShowsStays() {
        WorkspaceScenario given = trashing(version("cat", 2));
        assertThat(outcome(given, seen -> seen)).isEqualTo(TRASHING);
        assertThat(outcome(given, versionRead(new ReadResult.Absent<>(READ)))).isEqualTo(WAITING);
        assertThat(PlanReader.readiness(plan(given, versionRead(new ReadResult.Absent<>(READ))), "it")
                        .message())
                .contains("version cat/2", "before both agree");
        assertThat(given.unread(version("cat", 2)).outcome("it")).isEqualTo(WAITING);
        assertThat(given.plan().reads()).extracting(ReadRequest::read).contains(new ReadTarget.Version("cat", 2));
    }

    @Test
    void aVersionThatCannotBeReadStaysAndSaysWhy() {
        Readiness why = Readiness.stalled(Reason.MISSING_SCOPE, "version:read is missing.");
        WorkspaceScenario given = trashing(version("cat", 2)).unreadable(version("cat", 2), why);
        assertThat(given.outcome("it")).isEqualTo("ACTIVE STALLED MissingScope TRASH held");
    }

    @Test
    void aVersionOfAnotherDateThanItsProjectsListSaysStays() {
        WorkspaceScenario given = trashing(version("cat", 2));
        assertThat(outcome(given, versionRead(found(Optional.of(BORN.plusSeconds(1))))))
                .isEqualTo(WAITING);
        assertThat(outcome(given, versionRead(found(Optional.of(BORN.plusMillis(900))))))
                .isEqualTo(TRASHING);
        assertThat(outcome(given, versionRead(found(Optional.empty()))))
                .as("the list of the project has the date")
                .isEqualTo(TRASHING);
    }

    @Test
    void aProjectThatOnlyTheListOfProjectsShowsStays() {
        WorkspaceScenario given = trashing(project("cat"));
        assertThat(outcome(given, seen -> seen)).isEqualTo(TRASHING);
        assertThat(outcome(given, projectRead(new ReadResult.Absent<>(READ)))).isEqualTo(WAITING);
        assertThat(outcome(given, projectRead(contents(Optional.of(BORN.minusSeconds(1))))))
                .isEqualTo(WAITING);
        assertThat(outcome(given, projectRead(contents(Optional.of(BORN))))).isEqualTo(TRASHING);
        Readiness why = Readiness.reconciling(Reason.API_UNAVAILABLE, "No answer.");
        assertThat(outcome(given, projectRead(new ReadResult.Unreadable<>(why, READ))))
                .isEqualTo("ACTIVE RECONCILING ApiUnavailable TRASH held");
        assertThat(given.unread(project("cat")).outcome("it")).isEqualTo(WAITING);
    }

    @Test
    void aProjectOfKnownAgeWhoseAnswerLeavesTheDateOutStays() {
        assertThat(outcome(trashing(project("cat"), c -> c.pinned("id-cat")), projectRead(contents(Optional.empty()))))
                .isEqualTo(WAITING);
    }

    @Test
    void aWorkflowOfWhichOnlyTheSlugIsListedStays() {
        WorkspaceScenario given = trashing(workflow("cat"), c -> c.pinned("id-cat"));
        assertThat(outcome(given, seen -> seen)).isEqualTo(TRASHING);
        assertThat(outcome(given, workflowListed(new ActiveWorkflow("cat", Optional.empty(), Optional.empty()))))
                .isEqualTo(WAITING);
        assertThat(outcome(given, workflowListed(new ActiveWorkflow("cat", Optional.empty(), Optional.of(BORN)))))
                .isEqualTo(TRASHING);
    }

    @Test
    void whatNoRequestCanReachIsNeverTrashed() {
        WorkspaceScenario given =
                trashing(project("images")).active(version("Groups", 1)).claim(TRASHED, version("Groups", 1));
        assertThat(given.outcome("it")).isEqualTo("ACTIVE STALLED Rejected TRASH held");
        assertThat(given.outcome("Groups/1")).isEqualTo("UNKNOWN STALLED Rejected");
        assertThat(given.plan().actions()).isEmpty();
        assertThat(trashing(workflow("images")).outcome("it")).isEqualTo(TRASHING);
    }
}
