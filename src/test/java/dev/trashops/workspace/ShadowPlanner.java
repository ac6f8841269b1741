package dev.trashops.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.plan.Plan;
import dev.trashops.plan.PlanInput;
import dev.trashops.plan.Planner;
import dev.trashops.plan.model.WorkspaceId;
import dev.trashops.workspace.port.LoopPorts;

/** Makes a plan from nothing whenever a loop keeps the one that it has, and compares both. */
public final class ShadowPlanner {
    private ShadowPlanner() {}

    /** A loop that is compared with it at each step. */
    public static WorkspaceLoop loop(WorkspaceId workspace, LoopPorts ports, WorkspaceLoop.Settings settings) {
        return new WorkspaceLoop(workspace, ports, settings, ShadowPlanner::compare);
    }

    private static void compare(Plan kept, PlanInput now) {
        Plan anew = Planner.plan(now);
        assertThat(anew.items()).as("items of a plan that was kept").isEqualTo(kept.items());
        assertThat(anew.policies()).as("policies of a plan that was kept").isEqualTo(kept.policies());
        assertThat(anew.actions()).as("actions of a plan that was kept").isEqualTo(kept.actions());
        assertThat(anew.reads()).as("reads of a plan that was kept").containsExactlyInAnyOrderElementsOf(kept.reads());
        assertThat(anew.outdated()).as("ledger of a plan that was kept").isEqualTo(kept.outdated());
    }
}
