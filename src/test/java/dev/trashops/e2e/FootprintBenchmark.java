package dev.trashops.e2e;

import dev.trashops.kube.KubeServer;
import dev.trashops.kube.KubeSpace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Measures what the operator costs: how long it takes from the start of the process to the first status it writes, and
 * the memory it holds, at a real API server. Run it by {@code mvn -Pfootprint}; it prints one line for each set of JVM
 * flags.
 */
final class FootprintBenchmark {
    private static final String ROW = "%-34s %9s %9s %9s %9s  %s%n";
    private static final int FEW = 3;
    private static final Path FOLDER = Path.of("target", "footprint");

    private final KubeServer server;
    private final int runs;
    private final List<Integer> sizes;

    private FootprintBenchmark(KubeServer server, int runs, List<Integer> sizes) {
        this.server = server;
        this.runs = runs;
        this.sizes = sizes;
    }

    /**
     * Measures each set of flags.
     *
     * @param args how often each start is measured, the numbers of items to hold, and then the sets of flags; all
     *     lists are written with commas, and a set that ends in {@code +aot} gets an ahead-of-time cache first
     */
    public static void main(String[] args) throws Exception {
        Files.createDirectories(FOLDER);
        List<Integer> sizes = words(args[1]).map(Integer::valueOf).toList();
        try (KubeServer server = KubeServer.start()) {
            FootprintBenchmark benchmark = new FootprintBenchmark(server, Integer.parseInt(args[0]), sizes);
            System.out.printf(
                    ROW, "JVM flags", "start", "(longest)", "CPU time", "RSS", "RSS (peak) while it holds items");
            for (String flags : List.of(args).subList(2, args.length)) {
                benchmark.measure(flags);
            }
        }
    }

    private static Stream<String> words(String list) {
        return Stream.of(list.split(",", -1)).filter(word -> !word.isBlank());
    }

    private void measure(String set) throws Exception {
        List<String> flags =
                new ArrayList<>(words(set.replaceFirst("\\+aot$", "")).toList());
        if (set.endsWith("+aot")) {
            flags.addAll(cache(List.copyOf(flags)));
        }
        start(flags);
        List<Footprint> starts = new ArrayList<>();
        for (int i = 0; i < runs; i++) {
            starts.add(start(flags));
        }
        List<String> loads = new ArrayList<>();
        for (int size : sizes) {
            Footprint footprint = measured(size, flags);
            loads.add("%d: %d MiB (%d)".formatted(size, footprint.residentMiB(), footprint.peakMiB()));
        }
        System.out.printf(
                ROW,
                set,
                seconds(Footprint.median(starts, Footprint::untilFirstStatus)),
                seconds(Footprint.longest(starts)),
                seconds(Footprint.median(starts, Footprint::processorTime)),
                Footprint.median(starts, Footprint::residentMiB) + " MiB",
                String.join(", ", loads));
    }

    /** The flag that uses a cache made with those flags; none if this JVM is too old to make one. */
    private List<String> cache(List<String> flags) throws Exception {
        Path cache = FOLDER.resolve("operator.aot").toAbsolutePath();
        Files.deleteIfExists(cache);
        List<String> training = new ArrayList<>(flags);
        training.add("-XX:+IgnoreUnrecognizedVMOptions");
        training.add("-XX:AOTCacheOutput=" + cache);
        start(training);
        return Files.exists(cache) ? List.of("-XX:AOTCache=" + cache) : List.of();
    }

    private static String seconds(Duration duration) {
        return "%.2f s".formatted(duration.toMillis() / 1e3);
    }

    private Footprint start(List<String> flags) throws Exception {
        return measured(FEW, flags);
    }

    private Footprint measured(int items, List<String> flags) throws Exception {
        Path folder = Files.createTempDirectory(FOLDER, "run");
        KubeSpace space = server.newSpace(folder.getFileName().toString());
        return new MeasuredRun(space, folder, items).measure(flags);
    }
}
