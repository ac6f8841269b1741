package dev.trashops.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.plan.model.Reason;
import dev.trashops.plan.release.SettlingWindow;
import dev.trashops.plan.testdata.PlanInputEdits;
import dev.trashops.plan.testdata.PlanReader;
import dev.trashops.plan.testdata.WorkspaceScenario;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Nothing is trashed before the set of what is to be trashed has come to rest. */
class SettlingTest {
    @Test
    void nothingGoesBeforeTheClaimsHaveSettled() {
        WorkspaceScenario given = LimitsTest.projects(2, 50).justStarted();
        Plan first = given.plan();
        assertThat(PlanReader.of(first, "p0")).isEqualTo("ACTIVE RECONCILING Settling TRASH held");
        assertThat(first.wakeAt()).contains(WorkspaceScenario.NOW.plusSeconds(30));

        PlanInput later = given.at(WorkspaceScenario.NOW.plusSeconds(30)).input();
        Plan settled = Planner.plan(PlanInputEdits.next(later, first, first.state()));
        assertThat(PlanReader.of(settled, "p0")).isEqualTo(LimitsTest.TRASHING);
    }

    @Test
    void aStreamOfChangesIsWaitedForAtMostTenTimesTheSettleTime() {
        Instant now = WorkspaceScenario.NOW;
        SettlingWindow before = new SettlingWindow(Set.of(), now.minusSeconds(5), now.minusSeconds(295));
        WorkspaceScenario given = LimitsTest.projects(2, 50).justStarted().state(state -> settling(before));
        Plan still = given.plan();
        assertThat(PlanReader.readiness(still, "p0").reason()).isEqualTo(Reason.SETTLING);
        assertThat(still.wakeAt()).contains(now.plusSeconds(5));
    }

    @Test
    void timeWithoutAListingDoesNotCount() {
        WorkspaceScenario given = LimitsTest.projects(2, 50).justStarted();
        PlanInput listed = given.input();
        PlanInput blind = PlanInputEdits.seen(listed, Optional.empty(), listed.inventory());
        Plan first = Planner.plan(blind);
        Plan second = Planner.plan(PlanInputEdits.next(PlanInputEdits.later(blind, 60), first, first.state()));
        for (int secondsToList : new int[] {1, 40}) {
            PlanInput later = PlanInputEdits.later(listed, 60 + secondsToList);
            Plan third = Planner.plan(PlanInputEdits.next(later, second, second.state()));
            assertThat(third.actions()).isEmpty();
            assertThat(PlanReader.readiness(third, "p0").reason()).isEqualTo(Reason.SETTLING);
        }
    }

    private static PlannerState settling(SettlingWindow settling) {
        PlannerState none = PlannerState.EMPTY;
        return new PlannerState(
                none.times(),
                none.renames(),
                Optional.of(settling),
                none.deletions(),
                none.backoffs(),
                none.goneSince());
    }
}
