package dev.trashops.plan;

import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.testdata.ChildClaims;
import dev.trashops.plan.testdata.PlanInputEdits;
import dev.trashops.plan.testdata.RuleBuilder;
import dev.trashops.plan.testdata.WorkspaceScenario;
import java.time.Duration;
import java.util.Arrays;

/**
 * Measures how long a plan takes for 10,000 entries in the Trash, three rules and their 2,000 claims. Run its main
 * method; it prints milliseconds.
 */
final class RulesBenchmark {
    private static final int ENTRIES = 10_000;
    private static final int PROJECTS = 200;
    private static final int VERSIONS = 10;
    private static final int ROUNDS = 60;

    private RulesBenchmark() {}

    /** Plans again and again and prints the median and the worst of the last rounds. */
    public static void main(String[] args) {
        WorkspaceScenario given = WorkspaceScenario.workspace()
                .policy(p -> p.rules(
                        RuleBuilder.restore("protect", s -> s.projects("prod-*")),
                        RuleBuilder.prune(5),
                        RuleBuilder.observe(
                                "mirror", s -> s.types(ItemType.PROJECT, ItemType.VERSION, ItemType.WORKFLOW))));
        for (int i = 0; i < ENTRIES; i++) {
            Duration left = Duration.ofMinutes(i);
            given.inTrash(ItemKey.workflow("workflow-" + i), e -> e.cleanupAt(WorkspaceScenario.NOW.plus(left)));
        }
        for (int i = 0; i < PROJECTS; i++) {
            for (int number = 1; number <= VERSIONS; number++) {
                given.active(ItemKey.version((i % 2 == 0 ? "prod-" : "lab-") + i, number));
            }
        }
        PlanInput adopted = ChildClaims.of(given.input());
        Plan first = Planner.plan(adopted);
        PlanInput atRest = PlanInputEdits.next(adopted, first, first.state());
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
                "%d entries, %d claims: median %.1f ms, worst %.1f ms, first %.1f ms%n",
                ENTRIES, atRest.claims().size(), warm[warm.length / 2], warm[warm.length - 1], millis[0]);
    }
}
