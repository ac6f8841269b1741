package dev.trashops.bench;

import dev.trashops.bench.Servers.Settled;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** Has an operator take in its items, and watches it then. */
final class Settling {
    private static final Duration INTERVAL = Duration.ofSeconds(10);

    private final Trial trial;
    private final Settings settings;

    Settling(Trial trial, Settings settings) {
        this.trial = trial;
        this.settings = settings;
    }

    Settled measure() throws IOException, InterruptedException, ExecutionException {
        trial.awaitIdle();
        OperatorProcess operator = trial.operator();
        long startMiB = operator.residentMiB();
        Duration started = operator.processorTime();
        Recording intake = record("intake");
        trial.createItems();
        Duration total = trial.awaitReady(trial.workload().total());
        intake.end();
        Recording rest = record("rest");
        int calls = trial.sandbox().calls();
        Duration before = operator.processorTime();
        TimeUnit.MILLISECONDS.sleep(settings.rest().toMillis());
        double minutes = settings.rest().toMillis() / 60e3;
        Duration used = operator.processorTime().minus(before);
        int asked = trial.sandbox().calls() - calls;
        rest.end();
        return new Settled(
                startMiB,
                total.minus(started),
                total,
                trial.watch().lags(),
                operator.residentMiB(),
                Duration.ofMillis((long) (used.toMillis() / minutes)),
                asked * (double) INTERVAL.toMillis() / settings.rest().toMillis(),
                operator.liveBytes());
    }

    private Recording record(String what) throws IOException, InterruptedException {
        return settings.recording() ? Recording.of(trial, what) : Recording.none();
    }
}
