package dev.trashops.plan;

import dev.trashops.plan.model.DesiredState;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.testdata.PlanInputEdits;
import dev.trashops.plan.testdata.WorkspaceScenario;
import java.util.Arrays;

/** Measures how long a plan for 10,000 settled claims takes. Run its main method; it prints milliseconds. */
final class PlanningBenchmark {
    private static final int EACH = 3_334;
    private static final int ROUNDS = 60;

    private PlanningBenchmark() {}

    /** Plans again and again and prints the median and the worst of the last rounds. */
    public static void main(String[] args) {
        WorkspaceScenario given = WorkspaceScenario.workspace();
        for (int i = 0; i < EACH; i++) {
            ItemKey project = ItemKey.project("project-" + i);
            ItemKey version = ItemKey.version("project-" + i, 1);
            ItemKey workflow = ItemKey.workflow("workflow-" + i);
            given.active(project).active(version).claim(DesiredState.RESTORED, project);
            given.claim(DesiredState.RESTORED, version);
            if (i % 2 == 0) {
                given.active(workflow).claim(DesiredState.RESTORED, workflow);
            } else {
                given.inTrash(workflow).claim(DesiredState.TRASHED, workflow);
            }
        }
        PlanInput input = given.input();
        Plan first = Planner.plan(input);
        PlanInput atRest = PlanInputEdits.next(input, first, first.state());
        double[] millis = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            long begun = System.nanoTime();
            Plan plan = Planner.plan(atRest);
            millis[round] = (System.nanoTime() - begun) / 1e6;
            if (!plan.items().equals(first.items())) {
                throw new IllegalStateException("a plan at rest changed");
            }
        }
        double[] warm = Arrays.copyOfRange(millis, ROUNDS / 2, ROUNDS);
        Arrays.sort(warm);
        System.out.printf(
                "%d claims: median %.1f ms, worst %.1f ms, first %.1f ms%n",
                atRest.claims().size(), warm[warm.length / 2], warm[warm.length - 1], millis[0]);
    }
}
