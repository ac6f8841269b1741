package dev.trashops.plan;

import static dev.trashops.plan.model.DesiredState.OBSERVED;
import static dev.trashops.plan.model.DesiredState.RESTORED;
import static dev.trashops.plan.model.DesiredState.TRASHED;
import static dev.trashops.plan.model.ItemKey.project;
import static dev.trashops.plan.testdata.WorkspaceScenario.NOW;
import static dev.trashops.plan.testdata.WorkspaceScenario.workspace;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.DesiredState;
import dev.trashops.plan.model.LastAction.Outcome;
import dev.trashops.plan.model.ObservedState;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Reason;
import dev.trashops.plan.testdata.PlanInputEdits;
import dev.trashops.plan.testdata.PlanReader;
import dev.trashops.plan.testdata.WorkspaceScenario;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A listing that looks as if Roboflow had cut it into pages proves of nothing that it is gone. */
class CutListingsTest {
    private static final Instant DUE = NOW.plus(Duration.ofDays(20));
    private static final Readiness IN_ORDER = Readiness.ready(Reason.TRASHED, "It is in the Trash.");

    /** So many items were in the Trash until 20 days from now, and so many others are listed. */
    private static WorkspaceScenario vanished(DesiredState desired, int gone, int listed) {
        WorkspaceScenario given = workspace().justStarted().others(5);
        for (int i = 0; i < gone; i++) {
            String name = "gone-" + i;
            given.claim(
                    desired,
                    project(name),
                    c -> c.named(name)
                            .remembering(s -> s.seen(ObservedState.IN_TRASH)
                                    .readiness(IN_ORDER)
                                    .trashed(DUE.minus(Duration.ofDays(30)), DUE)));
        }
        for (int i = 0; i < listed; i++) {
            given.inTrash(project("listed-" + i));
        }
        return given;
    }

    /** The last of several plans after the first, each with a listing begun just before it. */
    private static Plan after(WorkspaceScenario given, Duration... times) {
        Plan plan = given.plan();
        for (Duration time : times) {
            Instant then = NOW.plus(time);
            plan = Planner.plan(PlanInputEdits.next(
                    given.at(then)
                            .listedAt(then.minusSeconds(1))
                            .readAt(then.minusSeconds(2))
                            .input(),
                    plan,
                    plan.state()));
        }
        return plan;
    }

    @Test
    void aFewThatVanishAreCalledLost() {
        Plan plan = after(vanished(RESTORED, 3, 7), Duration.ofSeconds(10), Duration.ofSeconds(20));
        assertThat(PlanReader.readiness(plan, "gone-0").reason()).isEqualTo(Reason.LOST);
    }

    @Test
    void manyThatVanishAtOnceAreCalledLostAfterTwoMoreListings() {
        Duration soon = Duration.ofSeconds(10);
        Duration anHour = Duration.ofHours(1);
        for (Duration[] listings : new Duration[][] {{soon}, {anHour}, {anHour, anHour.plus(soon)}}) {
            assertThat(PlanReader.view(after(vanished(RESTORED, 11, 7), listings), "gone-0")
                            .claimStatus()
                            .observed())
                    .isEqualTo(ObservedState.IN_TRASH);
        }
        Plan plan = after(vanished(RESTORED, 11, 7), Duration.ofSeconds(90), Duration.ofSeconds(180));
        assertThat(PlanReader.readiness(plan, "gone-0").reason()).isEqualTo(Reason.LOST);
    }

    /** What was restored long ago, and trashed again since, has not been restored now. */
    @Test
    void manyThatVanishAreDoubtedWhateverBecameOfThemBefore() {
        WorkspaceScenario given = vanished(RESTORED, 0, 7);
        for (int i = 0; i < 11; i++) {
            String name = "gone-" + i;
            given.claim(
                    RESTORED,
                    project(name),
                    c -> c.named(name)
                            .remembering(s -> s.seen(ObservedState.IN_TRASH)
                                    .last(
                                            ActionKind.RESTORE,
                                            DUE.minus(Duration.ofDays(40)),
                                            Outcome.DONE,
                                            Optional.empty())
                                    .trashed(DUE.minus(Duration.ofDays(30)), DUE)));
        }
        assertThat(PlanReader.view(after(given, Duration.ofSeconds(10)), "gone-0")
                        .claimStatus()
                        .observed())
                .isEqualTo(ObservedState.IN_TRASH);
    }

    @Test
    void soIsOneThatIsMissingInAListingOfARoundSize() {
        for (int size : new int[] {10, 20, 25, 30, 40, 50, 60, 75, 100, 150}) {
            assertThat(PlanReader.view(after(vanished(OBSERVED, 1, size), Duration.ofSeconds(10)), "gone-0")
                            .claimStatus()
                            .observed())
                    .as("of %d", size)
                    .isEqualTo(ObservedState.IN_TRASH);
        }
        assertThat(PlanReader.view(after(vanished(OBSERVED, 1, 11), Duration.ofSeconds(10)), "gone-0")
                        .claimStatus()
                        .observed())
                .isEqualTo(ObservedState.LOST);
    }

    /** It would be in order for good, and nobody would look at it again. */
    @Test
    void whatIsMeantToBeTrashedIsNeverCalledPurgedForThatBeforeItsDate() {
        WorkspaceScenario given = vanished(TRASHED, 11, 7);
        assertThat(PlanReader.readiness(after(given, Duration.ofDays(1)), "gone-0"))
                .isEqualTo(IN_ORDER);
        assertThat(PlanReader.readiness(after(vanished(TRASHED, 11, 7), Duration.ofDays(21)), "gone-0")
                        .reason())
                .isEqualTo(Reason.PURGED);
    }

    @Test
    void whatComesBackIsSeenWhereItIsWhateverIsDoubted() {
        WorkspaceScenario given = vanished(RESTORED, 11, 7).active(project("gone-0"));
        assertThat(PlanReader.readiness(after(given, Duration.ofSeconds(10)), "gone-0")
                        .reason())
                .isEqualTo(Reason.RESTORED);
    }

    /** Another item has the name, or somebody restored it: the Trash alone tells which, and one never seen active has no date. */
    @Test
    void whatIsActiveUnderTheNameOfOneThatVanishedIsNotTrashedAtOnce() {
        Duration soon = Duration.ofSeconds(10);
        WorkspaceScenario given = vanished(TRASHED, 11, 7).active(project("gone-0"));
        assertThat(PlanReader.of(after(given, soon, soon.multipliedBy(2)), "gone-0"))
                .isEqualTo("IN_TRASH READY Trashed");

        Plan confirmed = after(
                vanished(TRASHED, 11, 7).active(project("gone-0")), Duration.ofSeconds(90), Duration.ofSeconds(180));
        assertThat(PlanReader.of(confirmed, "gone-0")).startsWith("ACTIVE ").contains(" TRASH ");
        Plan few = after(vanished(TRASHED, 1, 7).active(project("gone-0")), soon);
        assertThat(PlanReader.of(few, "gone-0")).startsWith("ACTIVE ").contains(" TRASH ");
    }
}
