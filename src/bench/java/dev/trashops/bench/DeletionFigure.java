package dev.trashops.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** How often the loop plans for one DELETE, from the moment it is asked for until its item is ready and
 * all is quiet again. */
final class DeletionFigure implements Figure {
    private static final String PASSES = "trashops_plan_duration_seconds_count";
    private static final int DELETIONS = 5;

    /** So rare that no look by itself falls into what is counted. */
    private static final Workload WORKLOAD = new Workload(1, 30, 5, "30m");

    @Override
    public String measure(Servers servers) throws Exception {
        Trial trial = servers.start(WORKLOAD, Servers.LIMIT);
        trial.createItems();
        trial.awaitReady(WORKLOAD.total());
        List<Integer> passes = new ArrayList<>();
        for (int i = 0; i < DELETIONS; i++) {
            int sent = i + 1;
            double before = trial.operator().metric(PASSES, "");
            trial.desire(Workload.name(Workload.workspace(0), Workload.active(i)), "Trashed");
            trial.awaitThat(() -> trial.sandbox().mutations().size() == sent);
            trial.awaitReady(WORKLOAD.total());
            passes.add((int) (trial.operator().metric(PASSES, "") - before));
        }
        int least = Collections.min(passes);
        int most = Collections.max(passes);
        return least == most ? String.valueOf(least) : least + "-" + most;
    }
}
