package dev.trashops.plan;

import static dev.trashops.plan.model.ItemKey.project;
import static dev.trashops.plan.model.ItemKey.version;
import static dev.trashops.plan.testdata.WorkspaceScenario.LONG_AGO;
import static dev.trashops.plan.testdata.WorkspaceScenario.NOW;
import static dev.trashops.plan.testdata.WorkspaceScenario.workspace;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.plan.model.DeletionLedger;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.testdata.PlanInputEdits;
import dev.trashops.plan.testdata.WorkspaceScenario;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a ledger holds goes by itself once it means nothing any more, and not sooner: nobody could bring it back. */
class OutdatedDeletionsTest {
    private static final Instant OLD = NOW.minus(Duration.ofDays(40));
    private static final Instant CREATED = LONG_AGO.minusSeconds(77);

    private static WorkspaceScenario trashed(ItemKey item, Instant at, Optional<Instant> created) {
        return workspace()
                .justStarted()
                .others(5)
                .policy(p -> p.ledger(
                        new DeletionLedger.Entry(item, created, at, "uid", Optional.empty(), Optional.empty())));
    }

    /** The last of several plans, so many hours after the first; everything was read right before each. */
    private static Set<ItemKey> outdated(WorkspaceScenario given, int... hours) {
        return outdated(List.of(given), hours);
    }

    /** The same, of a workspace that is in turn as each of those. */
    private static Set<ItemKey> outdated(List<WorkspaceScenario> given, int... hours) {
        Plan plan = given.get(0).plan();
        for (int i = 0; i < hours.length; i++) {
            Instant then = NOW.plus(Duration.ofHours(hours[i]));
            WorkspaceScenario now = given.get(Math.min(i + 1, given.size() - 1));
            plan = Planner.plan(PlanInputEdits.next(
                    now.at(then)
                            .listedAt(then.minusSeconds(1))
                            .readAt(then.minusSeconds(1))
                            .input(),
                    plan,
                    plan.state()));
        }
        return plan.outdated().values().stream().findFirst().orElse(Set.of());
    }

    @Test
    void whatHasBeenNowhereForADayAndMattersToNoLimitGoes() {
        assertThat(outdated(trashed(project("cat"), OLD, Optional.of(CREATED)), 1, 24))
                .containsExactly(project("cat"));
        assertThat(outdated(trashed(project("cat"), OLD, Optional.of(CREATED)), 1, 23))
                .isEmpty();
        assertThat(outdated(trashed(version("cat", 3), OLD, Optional.empty()).active(project("cat")), 1, 24))
                .as("a version of a project that was read")
                .containsExactly(version("cat", 3));
    }

    @Test
    void whatALimitMayCountStays() {
        Instant lately = NOW.minus(Duration.ofDays(20));
        assertThat(outdated(trashed(project("cat"), lately, Optional.of(CREATED)), 1, 24))
                .isEmpty();
    }

    @Test
    void whatIsSomewhereStays() {
        assertThat(outdated(trashed(project("cat"), OLD, Optional.of(CREATED)).active(project("cat")), 1, 24))
                .isEmpty();
        assertThat(outdated(trashed(project("cat"), OLD, Optional.of(CREATED)).inTrash(project("cat")), 1, 24))
                .isEmpty();
        assertThat(outdated(trashed(version("cat", 3), OLD, Optional.empty()).inTrash(project("cat")), 1, 24))
                .as("it may be in the Trash with its project")
                .isEmpty();
    }

    /** Somebody moves it to and fro, and each read looks where it is not. */
    @Test
    void whatWasSeenAnywhereMeanwhileStays() {
        WorkspaceScenario nowhere = trashed(project("cat"), OLD, Optional.of(CREATED));
        WorkspaceScenario inTrash =
                trashed(project("cat"), OLD, Optional.of(CREATED)).inTrash(project("cat"));
        assertThat(outdated(List.of(nowhere, inTrash, nowhere), 12, 13, 24)).isEmpty();
    }

    @Test
    void whatMayHaveBeenRenamedStays() {
        assertThat(outdated(trashed(project("cat"), OLD, Optional.empty()), 1, 24))
                .as("nobody knows when it was created")
                .isEmpty();
        Instant veryOld = NOW.minus(Duration.ofDays(401));
        assertThat(outdated(trashed(project("cat"), veryOld, Optional.empty()), 1, 24))
                .as("not for ever")
                .containsExactly(project("cat"));
    }
}
