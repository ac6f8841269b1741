package dev.trashops.bench;

import dev.trashops.e2e.MeasuredProcess;
import dev.trashops.kube.KubeServer;
import dev.trashops.kube.KubeSpace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** The API server of a run, and the operator at work on it: one at a time, so that none measures another. */
final class Servers implements AutoCloseable {
    static final Path FOLDER = Path.of("target", "bench");
    /** What the container may take by the manifests. */
    static final String LIMIT = "384m";

    private final Settings settings;
    private final Map<Integer, Settled> figures = new HashMap<>();
    private Optional<KubeServer> kube = Optional.empty();
    private Optional<Trial> running = Optional.empty();
    private Optional<List<String>> cache = Optional.empty();
    private int settledItems = -1;

    Servers(Settings settings) {
        this.settings = settings;
    }

    /**
     * What an operator has cost that took in items and then had nothing more to do.
     *
     * @param startMiB its memory before the first item
     * @param intake what it used from the first item until all were ready
     * @param total what it used until then since it was started
     * @param lags from the creation of each item to its first status
     * @param residentMiB its memory at rest
     * @param restPerMinute what it uses in a minute at rest
     * @param requestsPerInterval to Roboflow at rest
     * @param liveBytes what is left of its heap after a collection
     */
    record Settled(
            long startMiB,
            Duration intake,
            Duration total,
            List<Duration> lags,
            long residentMiB,
            Duration restPerMinute,
            double requestsPerInterval,
            long liveBytes) {}

    Settings settings() {
        return settings;
    }

    /** A namespace of its own, and a folder of the same name. */
    KubeSpace newSpace() throws IOException {
        if (kube.isEmpty()) {
            Files.createDirectories(FOLDER);
            kube = Optional.of(KubeServer.start());
        }
        return kube.get().newSpace(newFolder().getFileName().toString());
    }

    /**
     * The flags of the image in a container that may take so much, with an ahead-of-time cache like that of the image where the JDK can
     * make one.
     */
    List<String> flags(String limit) throws Exception {
        if (cache.isEmpty()) {
            cache = Optional.of(trained());
        }
        return Stream.concat(settings.flags(limit).stream(), cache.get().stream())
                .toList();
    }

    /** The flag that uses a cache, made by one start like those that are measured. */
    private List<String> trained() throws Exception {
        KubeSpace space = newSpace();
        Path made = folder(space).resolve("operator.aot").toAbsolutePath();
        List<String> training = new ArrayList<>(settings.flags(LIMIT));
        training.add("-XX:AOTCacheOutput=" + made);
        Duration unused = MeasuredProcess.untilFirstStatus(space, folder(space), settings.java(), training);
        return Files.exists(made) ? List.of("-XX:AOTCache=" + made) : List.of();
    }

    static Path folder(KubeSpace space) {
        return FOLDER.resolve(space.namespace());
    }

    private static Path newFolder() throws IOException {
        Path folder = FOLDER.resolve("t" + Long.toString(System.nanoTime(), 36));
        return Files.createDirectories(folder);
    }

    /** An operator with those policies and no items, in place of the one before. */
    Trial start(Workload workload, String limit) throws Exception {
        stop();
        KubeSpace space = newSpace();
        Trial trial = Trial.start(space, folder(space), workload, settings.java(), flags(limit));
        running = Optional.of(trial);
        return trial;
    }

    /** What so many items cost. */
    Settled settled(int items) throws Exception {
        if (!figures.containsKey(items)) {
            Trial trial = start(Workload.of(items), LIMIT);
            figures.put(items, new Settling(trial, settings).measure());
            settledItems = items;
        }
        return Objects.requireNonNull(figures.get(items));
    }

    /** An operator at rest with so many items. */
    Trial atRest(int items) throws Exception {
        if (settledItems != items) {
            figures.remove(items);
            settled(items);
        }
        return running.orElseThrow();
    }

    /** Ends the operator that runs. */
    void stop() {
        settledItems = -1;
        if (running.isPresent()) {
            running.get().close();
            running = Optional.empty();
        }
    }

    @Override
    public void close() throws IOException {
        stop();
        if (kube.isPresent()) {
            kube.get().close();
        }
    }
}
