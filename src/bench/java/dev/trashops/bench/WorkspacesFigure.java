package dev.trashops.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Many workspaces on one replica. */
final class WorkspacesFigure implements Figure {
    private static final int WORKSPACES = 1_000;
    private static final int ITEMS = 100;
    private static final int RESTORES = 100;
    private static final String LIMIT = "1g";

    @Override
    public String measure(Servers servers) throws Exception {
        Settings settings = servers.settings();
        Workload workload = new Workload(settings.scaled(WORKSPACES), ITEMS, 1, "1m");
        Trial trial = servers.start(workload, LIMIT);
        trial.createItems();
        trial.awaitReady(workload.total());
        Duration known = trial.restart();
        trial.awaitSettled(Duration.ofMinutes(1));
        Duration before = trial.operator().processorTime();
        TimeUnit.MINUTES.sleep(1);
        Duration rest = trial.operator().processorTime().minus(before);
        long residentMiB = trial.operator().residentMiB();
        Duration slowest = Numbers.percentile(restores(trial), 0.99);
        return "%s; %s; %d MiB; %s"
                .formatted(Numbers.seconds(known), Numbers.seconds(rest), residentMiB, Numbers.seconds(slowest));
    }

    /** Restores the item in the Trash of so many workspaces, one after the other. */
    private static List<Duration> restores(Trial trial) throws Exception {
        int count = Math.min(RESTORES, trial.workload().workspaces());
        String project = Workload.inTrash(0);
        trial.create(IntStream.range(0, count).mapToObj(i -> Workload.item(Workload.workspace(i), project, "Trashed")));
        trial.awaitReady(trial.workload().total() + count);
        trial.sandbox().forgetRequests();
        List<Duration> waits = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            waits.add(trial.restore(Workload.name(Workload.workspace(i), project)));
        }
        return waits;
    }
}
