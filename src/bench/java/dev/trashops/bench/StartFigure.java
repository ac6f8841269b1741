package dev.trashops.bench;

import dev.trashops.e2e.MeasuredProcess;
import dev.trashops.kube.KubeSpace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** From the start of the process to the first status that somebody sees. */
final class StartFigure implements Figure {
    private static final int STARTS = 5;

    @Override
    public String measure(Servers servers) throws Exception {
        servers.stop();
        List<Duration> starts = new ArrayList<>();
        for (int i = 0; i < STARTS; i++) {
            KubeSpace space = servers.newSpace();
            starts.add(MeasuredProcess.untilFirstStatus(
                    space, Servers.folder(space), servers.settings().java(), servers.flags(Servers.LIMIT)));
        }
        return Numbers.seconds(Numbers.percentile(starts, 0)) + "-" + Numbers.seconds(Numbers.percentile(starts, 1));
    }
}
