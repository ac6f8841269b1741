package dev.trashops.plan;

import static dev.trashops.plan.model.DesiredState.RESTORED;
import static dev.trashops.plan.model.DesiredState.TRASHED;
import static dev.trashops.plan.model.ItemKey.project;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.plan.model.Drift;
import dev.trashops.plan.model.ObservedState;
import dev.trashops.plan.model.TrashedBy;
import dev.trashops.plan.testdata.ClaimBuilder;
import dev.trashops.plan.testdata.PlanReader;
import dev.trashops.plan.testdata.TrashEntryBuilder;
import dev.trashops.plan.testdata.WorkspaceScenario;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What is remembered of who moved an item to the Trash against its desired state, as long as that drift is. */
class WhoTrashedItTest {
    private static final TrashedBy EARLIER =
            new TrashedBy(Optional.of(hoursAgo(9)), Optional.of("uid-1"), Optional.of("Ann"));

    @Test
    void driftThatIsFoundInTheTrashTellsWhoDidItAndWhen() {
        assertThat(drift(inTrash(e -> e.by("uid-42").deletedAt(hoursAgo(1)), WhoTrashedItTest::reached)))
                .satisfies(drift -> assertThat(drift.reversals()).containsExactly(WorkspaceScenario.NOW))
                .extracting(Drift::trashedBy)
                .isEqualTo(TrashedBy.of(Optional.of(hoursAgo(1)), Optional.of("uid-42"), Optional.empty()));
    }

    @Test
    void driftThatIsOnlyReportedTellsItToo() {
        assertThat(drift(inTrash(
                                e -> e.by("uid-42").deletedAt(hoursAgo(1)),
                                c -> reached(c).reporting()))
                        .trashedBy())
                .flatMap(TrashedBy::uid)
                .contains("uid-42");
    }

    @Test
    void theLastOneCountsAlsoWhereTheTrashDoesNotTellWhoItWas() {
        assertThat(drift(inTrash(e -> e.by("uid-42").deletedAt(hoursAgo(1)), WhoTrashedItTest::drifted))
                        .trashedBy())
                .flatMap(TrashedBy::uid)
                .contains("uid-42");
        assertThat(drift(inTrash(TrashEntryBuilder::sayingNothing, WhoTrashedItTest::drifted))
                        .trashedBy())
                .isEmpty();
    }

    @Test
    void itIsRememberedWhenTheItemIsBack() {
        WorkspaceScenario back = WorkspaceScenario.workspace()
                .active(project("cat"))
                .claim(RESTORED, project("cat"), WhoTrashedItTest::drifted);
        assertThat(drift(back).trashedBy()).contains(EARLIER);
    }

    @Test
    void nothingTellsWhoRestoredWhatWasToStayInTheTrash() {
        WorkspaceScenario restored = WorkspaceScenario.workspace()
                .others(9)
                .active(project("cat"))
                .claim(TRASHED, project("cat"), c -> c.remembering(m -> m.reached(ObservedState.IN_TRASH)));
        assertThat(drift(restored).reversals()).hasSize(1);
        assertThat(drift(restored).trashedBy()).isEmpty();
    }

    @Test
    void aChangedSpecBeginsAnew() {
        WorkspaceScenario changed = WorkspaceScenario.workspace()
                .active(project("cat"))
                .claim(RESTORED, project("cat"), c -> drifted(c).generation(2));
        assertThat(drift(changed).trashedBy()).isEmpty();
    }

    @Test
    void whatIsGoneForGoodNamesNobody() {
        WorkspaceScenario purged = WorkspaceScenario.workspace()
                .others(3)
                .claim(
                        RESTORED,
                        project("cat"),
                        c -> c.remembering(m -> m.reached(ObservedState.ACTIVE)
                                .driftedBy(EARLIER)
                                .trashed(hoursAgo(800), hoursAgo(48))));
        assertThat(PlanReader.view(purged.plan(), "cat").claimStatus().observed())
                .isEqualTo(ObservedState.PURGED);
        assertThat(drift(purged).trashedBy()).contains(EARLIER.withoutName());
    }

    private static WorkspaceScenario inTrash(
            UnaryOperator<TrashEntryBuilder> entry, UnaryOperator<ClaimBuilder> claim) {
        return WorkspaceScenario.workspace().inTrash(project("cat"), entry).claim(RESTORED, project("cat"), claim);
    }

    private static Drift drift(WorkspaceScenario given) {
        return PlanReader.view(given.plan(), "cat").claimStatus().drift();
    }

    private static Instant hoursAgo(int hours) {
        return WorkspaceScenario.NOW.minus(Duration.ofHours(hours));
    }

    private static ClaimBuilder reached(ClaimBuilder claim) {
        return claim.remembering(m -> m.reached(ObservedState.ACTIVE));
    }

    private static ClaimBuilder drifted(ClaimBuilder claim) {
        return claim.remembering(
                m -> m.reached(ObservedState.ACTIVE, hoursAgo(9)).driftedBy(EARLIER));
    }
}
