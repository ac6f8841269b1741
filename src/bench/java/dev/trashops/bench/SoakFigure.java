package dev.trashops.bench;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Many items of which some are wanted elsewhere again and again. In the first third of the time the operator is killed
 * now and then; from then on it is one process, whose memory, threads and files must stay as they are.
 */
final class SoakFigure implements Figure {
    private static final int SAMPLES = 6;
    private static final int BATCH = 20;
    private static final int ONE_IN = 2;
    private static final int MOST_MILLIS = 3_000;

    /** What an operator holds after a collection. */
    private record Sample(long heapKiB, int threads, int files) {
        @Override
        public String toString() {
            return "%.1f MiB, %d threads, %d files".formatted(heapKiB / 1024.0, threads, files);
        }
    }

    @Override
    public String measure(Servers servers) throws Exception {
        Settings settings = servers.settings();
        System.out.println("Soak of " + settings.soak() + " with -Dbench.seed=" + settings.seed());
        Random random = new Random(settings.seed());
        Trial trial = servers.start(Workload.of(settings.scaled(Figures.MANY)), Servers.LIMIT);
        trial.createItems();
        trial.awaitReady(trial.workload().total());
        Instant begun = Instant.now();
        Duration part = settings.soak().dividedBy(SAMPLES);
        Set<Integer> trashed = new HashSet<>();
        List<Sample> samples = new ArrayList<>(List.of(sample(trial)));
        int changes = 0;
        int kills = 0;
        while (samples.size() <= SAMPLES) {
            changes += edit(trial, random, trashed);
            boolean first = samples.size() <= SAMPLES / 3;
            if (first && random.nextInt(ONE_IN) == 0) {
                TimeUnit.MILLISECONDS.sleep(random.nextInt(MOST_MILLIS));
                trial.crashAndRestart();
                kills++;
            }
            int sent = changes;
            trial.awaitThat(() -> trial.sandbox().mutations().size() >= sent);
            trial.awaitReady(trial.workload().total());
            if (Instant.now().isAfter(begun.plus(part.multipliedBy(samples.size())))) {
                samples.add(sample(trial));
            }
        }
        int sent = trial.sandbox().mutations().size();
        if (sent != changes) {
            throw new IllegalStateException(changes + " changes were asked for, and " + sent + " were made");
        }
        return "at first %s; after the last of %d kills %s; at the end %s; %d changes, as many were made"
                .formatted(samples.get(0), kills, samples.get(SAMPLES / 3 + 1), samples.get(SAMPLES), changes);
    }

    /** Somebody wants some items elsewhere. */
    private static int edit(Trial trial, Random random, Set<Integer> trashed) {
        Set<Integer> chosen = new HashSet<>();
        int count = Math.min(trial.workload().total(), 1 + random.nextInt(BATCH));
        while (chosen.size() < count) {
            chosen.add(random.nextInt(trial.workload().total()));
        }
        for (int item : chosen) {
            String name = Workload.name(Workload.workspace(0), Workload.active(item));
            boolean back = trashed.remove(item);
            if (!back) {
                trashed.add(item);
            }
            trial.desire(name, back ? "Restored" : "Trashed");
        }
        return count;
    }

    private static Sample sample(Trial trial) throws IOException, InterruptedException {
        OperatorProcess operator = trial.operator();
        Sample sample = new Sample(operator.liveBytes() / 1024, operator.threads(), operator.openFiles());
        System.out.println(Instant.now() + "  " + sample);
        return sample;
    }
}
