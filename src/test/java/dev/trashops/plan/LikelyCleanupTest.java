package dev.trashops.plan;

import static dev.trashops.plan.model.DesiredState.OBSERVED;
import static dev.trashops.plan.model.ItemKey.project;
import static dev.trashops.plan.model.ItemKey.training;
import static dev.trashops.plan.model.ItemKey.version;
import static dev.trashops.plan.testdata.WorkspaceScenario.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.plan.model.ClaimStatus;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.TrashFacts;
import dev.trashops.plan.testdata.PlanInputEdits;
import dev.trashops.plan.testdata.PlanReader;
import dev.trashops.plan.testdata.TrashEntryBuilder;
import dev.trashops.plan.testdata.WorkspaceScenario;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** A likely date is counted from when an entry was first seen, which only the process remembers and the status outlives. */
class LikelyCleanupTest {
    private static final Instant YESTERDAY = NOW.minus(Duration.ofDays(1));
    private static final Instant SOON = NOW.plus(Duration.ofDays(3));
    private static final Instant LATER = NOW.plus(Duration.ofDays(29));
    private static final Instant COUNTED_ANEW = NOW.plus(Duration.ofDays(30));

    private static TrashEntryBuilder dated(TrashEntryBuilder entry) {
        return entry.id("id-other").deletedAt(YESTERDAY).likelyCleanupAt(LATER);
    }

    private static UnaryOperator<TrashEntryBuilder> undated(Instant likely) {
        return e -> e.sayingNothing().likelyCleanupAt(likely);
    }

    private static TrashFacts shown(ClaimStatus status) {
        return status.trash().orElseThrow();
    }

    /** What the status shows when those entries are seen one after the other. */
    private static TrashFacts shown(ItemKey item, WorkspaceScenario first, WorkspaceScenario next) {
        Plan before = first.claim(OBSERVED, item, c -> c.named("it")).plan();
        assertThat(shown(PlanReader.view(before, "it").claimStatus()).scheduledCleanupAt())
                .hasValue(SOON);
        Plan after = Planner.plan(PlanInputEdits.next(
                next.claim(OBSERVED, item, c -> c.named("it")).input(), before, before.state()));
        return shown(PlanReader.view(after, "it").claimStatus());
    }

    private static WorkspaceScenario trash() {
        return WorkspaceScenario.workspace().others(3);
    }

    @Test
    void aRestartMovesNoDateAwayWhicheverProjectMayHoldTheItem() {
        for (ItemKey item : List.of(version("cat", 3), training("cat", 3, "run"))) {
            TrashFacts after = shown(
                    item,
                    trash().inTrash(project("cat"), undated(SOON)).inTrash(project("cat"), LikelyCleanupTest::dated),
                    trash().inTrash(project("cat"), undated(COUNTED_ANEW))
                            .inTrash(project("cat"), LikelyCleanupTest::dated));
            assertThat(after.scheduledCleanupAt()).as(item.toString()).hasValue(SOON);
            assertThat(after.cleanupEstimated()).isTrue();
            assertThat(after.deletedAt()).as("of the entry whose date it is").isEmpty();
        }
    }

    @Test
    void norDoesAListingThatLeavesOutWhenTheItemWasTrashed() {
        TrashFacts after = shown(
                project("cat"),
                trash().inTrash(project("cat"), e -> e.deletedAt(YESTERDAY).likelyCleanupAt(SOON)),
                trash().inTrash(project("cat"), undated(COUNTED_ANEW)));
        assertThat(after.scheduledCleanupAt()).hasValue(SOON);
        assertThat(after.deletedAt()).hasValue(YESTERDAY);
    }

    @Test
    void itGoesWithTheLastEntryThatTellsNothing() {
        TrashFacts after = shown(
                version("cat", 3),
                trash().inTrash(project("cat"), undated(SOON)).inTrash(project("cat"), LikelyCleanupTest::dated),
                trash().inTrash(project("cat"), LikelyCleanupTest::dated));
        assertThat(after.scheduledCleanupAt()).hasValue(LATER);
    }

    @Test
    void whatIsTrashedOnceMoreCountsAnew() {
        TrashFacts after = shown(
                version("cat", 3),
                trash().inTrash(version("cat", 3), e -> e.deletedAt(YESTERDAY.minus(Duration.ofDays(20))))
                        .inTrash(project("cat"), undated(SOON)),
                trash().inTrash(version("cat", 3), e -> e.deletedAt(YESTERDAY))
                        .inTrash(project("cat"), undated(COUNTED_ANEW)));
        assertThat(after.scheduledCleanupAt())
                .hasValueSatisfying(at -> assertThat(at).isAfter(SOON));
    }
}
