package dev.trashops.plan;

import static dev.trashops.plan.model.DesiredState.OBSERVED;
import static dev.trashops.plan.model.DesiredState.RESTORED;
import static dev.trashops.plan.model.ItemKey.project;
import static dev.trashops.plan.model.ItemKey.training;
import static dev.trashops.plan.model.ItemKey.version;
import static dev.trashops.plan.model.ItemKey.workflow;
import static dev.trashops.plan.testdata.WorkspaceScenario.NOW;
import static dev.trashops.plan.testdata.WorkspaceScenario.workspace;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.plan.model.DesiredState;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ObservedState;
import dev.trashops.plan.observe.ReadRequest;
import dev.trashops.plan.observe.ReadTarget;
import dev.trashops.plan.testdata.PlanInputEdits;
import dev.trashops.plan.testdata.PlanReader;
import dev.trashops.plan.testdata.PolicyBuilder;
import dev.trashops.plan.testdata.WorkspaceScenario;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What has just been restored, trashed or renamed may not be shown yet: a person is told to act only once a second look agrees. */
class SecondLookTest {
    private static final ItemKey RUN = training("cats", 3, "run-1");

    /** How the item of claim {@code it} stands after each of these looks: inventory and Trash read so many seconds from now. */
    private static Plan looks(WorkspaceScenario given, Plan first, int... seconds) {
        Plan plan = first;
        for (int second : seconds) {
            Instant read = NOW.plusSeconds(second);
            plan = Planner.plan(PlanInputEdits.next(
                    given.readAt(read)
                            .listedAt(read.plusMillis(1))
                            .at(read.plusMillis(2))
                            .input(),
                    plan,
                    plan.state()));
        }
        return plan;
    }

    private static WorkspaceScenario claimed(DesiredState desired, ItemKey item) {
        WorkspaceScenario given = workspace().others(5).justStarted().claim(desired, item, c -> c.named("it"));
        return item.equals(RUN) ? given.active(version("cats", 3)) : given;
    }

    @ParameterizedTest
    @EnumSource(DesiredState.class)
    void whatNobodyHasEverSeenIsNotFoundOnlyAfterTwoLooks(DesiredState desired) {
        for (ItemKey item : List.of(project("cats"), version("cats", 3), workflow("cats"), RUN)) {
            WorkspaceScenario given = claimed(desired, item);
            Plan once = looks(given, given.plan(), 5);
            assertThat(PlanReader.of(once, "it")).as(item.described()).isEqualTo("UNKNOWN RECONCILING SnapshotPending");
            assertThat(due(once, 7)).as("what is read again").contains(reader(item));
            assertThat(due(once, 6)).as("not sooner").doesNotContain(reader(item));

            assertThat(PlanReader.of(looks(given, once, 7), "it"))
                    .as(item.described())
                    .isEqualTo("MISSING STALLED NotFound");
        }
    }

    private static ReadTarget reader(ItemKey item) {
        return switch (item.type()) {
            case WORKFLOW -> new ReadTarget.Workflows();
            case PROJECT, VERSION -> new ReadTarget.Projects();
            case TRAINING -> new ReadTarget.Trainings("cats", 3);
        };
    }

    private static List<ReadTarget> due(Plan plan, int second) {
        Instant at = NOW.plusSeconds(second).plusMillis(500);
        return plan.reads().stream()
                .filter(request -> request.begunAfter().isAfter(NOW.plusSeconds(5))
                        && !request.begunAfter().isAfter(at))
                .map(ReadRequest::read)
                .toList();
    }

    /** Somebody has just restored it in the web app, and the first list of projects is not up to date. */
    @Test
    void whatSomebodyElseHasJustRestoredIsNotCalledLost() {
        for (ItemKey item : List.of(project("cats"), version("cats", 3), workflow("cats"))) {
            UnaryOperator<WorkspaceScenario> claim = given -> given.claim(
                    RESTORED,
                    item,
                    c -> c.named("it")
                            .remembering(m -> m.id("id-cats")
                                    .trashed(NOW.minus(Duration.ofDays(1)), NOW.plus(Duration.ofDays(29)))));
            WorkspaceScenario slow = claim.apply(workspace().others(5));
            Plan listed = claim.apply(workspace().others(5).inTrash(item))
                    .policy(PolicyBuilder::suspended)
                    .plan();
            Plan once = looks(slow, listed, 5, 6);
            assertThat(PlanReader.of(once, "it")).as(item.described()).doesNotContain("Lost");
            WorkspaceScenario shown = claim.apply(workspace().others(5).active(item));
            assertThat(PlanReader.of(looks(shown, once, 8), "it"))
                    .as(item.described())
                    .isEqualTo("ACTIVE READY Restored");
            assertThat(PlanReader.of(looks(slow, once, 8), "it"))
                    .as(item.described())
                    .isEqualTo("LOST STALLED Lost");
        }
    }

    /** Its version was in the Trash only with it, and has no action of its own. */
    @Test
    void whatFollowsAProjectThatWeHaveRestoredHasAsLongAsTheProject() {
        Instant restored = NOW.plusSeconds(1);
        UnaryOperator<WorkspaceScenario> claims = given -> given.claim(
                RESTORED,
                version("cats", 3),
                c -> c.named("it")
                        .remembering(m -> m.trashed(NOW.minus(Duration.ofDays(1)), NOW.plus(Duration.ofDays(29)))));
        WorkspaceScenario slow = claims.apply(workspace().others(5).active(project("cats")))
                .state(state -> state.touching(project("cats"), restored));
        Plan first = slow.plan();
        Plan once = looks(slow, first, 5, 8, 20);
        assertThat(PlanReader.of(once, "it")).doesNotContain("Lost");
        assertThat(once.reads())
                .contains(new ReadRequest(
                        new ReadTarget.Project("cats"), restored.plusSeconds(30), Optional.of(Duration.ofMinutes(10))));
        assertThat(PlanReader.of(looks(slow, once, 32), "it")).isEqualTo("LOST STALLED Lost");
    }

    @Test
    void whatIsSeenInBetweenIsMissedAnew() {
        UnaryOperator<WorkspaceScenario> claim = given -> given.claim(
                RESTORED, project("cats"), c -> c.named("it").remembering(m -> m.seen(ObservedState.ACTIVE)));
        WorkspaceScenario gone = claim.apply(workspace().others(5));
        WorkspaceScenario back = claim.apply(workspace().others(5).active(project("cats")));
        Plan missed = looks(gone, gone.state(state -> state.missing(Map.of())).plan(), 5);
        Plan seen = looks(back, missed, 10);
        Plan again = looks(gone, seen, 20);
        assertThat(PlanReader.of(again, "it")).doesNotContain("NotFound");
        assertThat(PlanReader.of(looks(gone, again, 22), "it")).isEqualTo("MISSING STALLED NotFound");
    }

    /** What became of it is news to nobody who would have to do something. */
    @Test
    void aPurgeThatAsksNothingOfAnybodyIsReadOnce() {
        WorkspaceScenario given = workspace()
                .others(5)
                .claim(
                        OBSERVED,
                        project("cats"),
                        c -> c.named("it")
                                .remembering(
                                        m -> m.trashed(NOW.minus(Duration.ofDays(31)), NOW.minus(Duration.ofDays(1)))));
        assertThat(PlanReader.of(looks(given, given.plan(), 5), "it")).isEqualTo("PURGED READY Observed");
    }
}
