package dev.trashops.bench;

import dev.trashops.plan.Plan;
import dev.trashops.plan.PlanInput;
import dev.trashops.plan.Planner;
import dev.trashops.plan.model.DesiredState;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.testdata.PlanInputEdits;
import dev.trashops.plan.testdata.WorkspaceScenario;

/**
 * What the planner sees of a workspace that has come to rest: projects with versions and workflows that are to stay, and
 * items in the Trash that are to stay there.
 */
final class SettledInput {
    private static final int VERSIONS = 9;
    private static final int OF_TEN_WORKFLOWS = 1;
    private static final int PASSES = 4;

    private SettledInput() {}

    /** With so many items, of which those are in the Trash. */
    static PlanInput of(int items, int inTrash) {
        WorkspaceScenario workspace = WorkspaceScenario.workspace().policy(policy -> policy.limits(10_000, 100));
        int active = items - inTrash;
        int workflows = active * OF_TEN_WORKFLOWS / 10;
        for (int i = 0; i < workflows; i++) {
            restored(workspace, ItemKey.workflow("workflow-" + i));
        }
        for (int i = 0; i < active - workflows; i++) {
            int version = i % (VERSIONS + 1);
            String project = "project-" + i / (VERSIONS + 1);
            restored(workspace, version == 0 ? ItemKey.project(project) : ItemKey.version(project, version));
        }
        for (int i = 0; i < inTrash; i++) {
            ItemKey item = i % 2 == 0 ? ItemKey.project("bin-" + i) : ItemKey.version("project-" + i / 100, 100 + i);
            workspace.inTrash(item).claim(DesiredState.TRASHED, item);
        }
        return settled(workspace.input());
    }

    private static void restored(WorkspaceScenario workspace, ItemKey item) {
        workspace.active(item).claim(DesiredState.RESTORED, item);
    }

    /** After so many passes that nothing new is said. */
    private static PlanInput settled(PlanInput first) {
        PlanInput input = first;
        Plan plan = Planner.plan(input);
        for (int i = 0; i < PASSES; i++) {
            input = PlanInputEdits.next(input, plan, plan.state());
            Plan next = Planner.plan(input);
            if (next.items().equals(plan.items()) && next.state().equals(plan.state())) {
                return input;
            }
            plan = next;
        }
        throw new IllegalStateException("It does not come to rest");
    }
}
