package dev.trashops.bench;

import java.time.Duration;

/** From the start of an operator that finds all items there with their statuses until it knows where each is. */
final class RestartFigure implements Figure {
    @Override
    public String measure(Servers servers) throws Exception {
        Trial trial = servers.atRest(servers.settings().scaled(Figures.MANY));
        Duration took = trial.restart();
        return Numbers.seconds(took) + ", " + trial.sandbox().calls() + " requests";
    }
}
