package dev.trashops.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** From the moment somebody wants an item restored until Roboflow is asked for it, beside many items at rest. */
final class RestoreFigure implements Figure {
    private static final int RESTORES = 100;

    /** Further apart than the request budget of a key fills up again. */
    private static final Duration APART = Duration.ofSeconds(2);

    @Override
    public String measure(Servers servers) throws Exception {
        Trial trial = servers.atRest(servers.settings().scaled(Figures.MANY));
        return Numbers.spread(restores(trial, servers.settings().scaled(RESTORES)));
    }

    /** Restores so many things one after the other, two seconds apart; each is first in the Trash and to stay there. */
    private static List<Duration> restores(Trial trial, int count) throws Exception {
        String workspace = Workload.workspace(0);
        int ready = trial.watch().ready();
        trial.create(IntStream.range(0, count).mapToObj(i -> Workload.item(workspace, Workload.inTrash(i), "Trashed")));
        trial.awaitReady(ready + count);
        trial.sandbox().forgetRequests();
        List<Duration> waits = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Instant next = Instant.now().plus(APART);
            waits.add(trial.restore(Workload.name(workspace, Workload.inTrash(i))));
            trial.awaitThat(() -> Instant.now().isAfter(next));
        }
        return waits;
    }
}
