package dev.trashops.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Measures what the table of {@code src/bench/README.md} shows, writes it there and prints it. */
public final class Bench {
    private static final Path FOLDER = Path.of("src", "bench");
    private static final String SOAK = "soak";

    private Bench() {}

    /** Measures the figures that {@code -Dbench.only} names, or all; the exit code is 1 if one could not be measured. */
    public static void main(String[] arguments) throws Exception {
        Settings settings = Settings.of(System.getProperties());
        // Whatever ends this process, what it has started ends with it.
        Runtime.getRuntime().addShutdownHook(new Thread(Bench::endProcesses, "end-of-bench"));
        List<String> failed = new ArrayList<>();
        Results results = Results.read(FOLDER, settings.javaVersion());
        try (Servers servers = new Servers(settings)) {
            for (Map.Entry<String, Figure> figure : chosen(settings).entrySet()) {
                measure(figure.getKey(), figure.getValue(), servers, results, failed);
            }
        }
        System.out.println();
        System.out.println(results.table());
        failed.forEach(id -> System.out.println("FAILED: " + id));
        System.exit(failed.isEmpty() ? 0 : 1);
    }

    private static void endProcesses() {
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroy);
    }

    private static Map<String, Figure> chosen(Settings settings) {
        Map<String, Figure> all = new LinkedHashMap<>(Figures.all());
        if (settings.only().contains(SOAK)) {
            all.put(SOAK, new SoakFigure());
        }
        if (!all.keySet().containsAll(settings.only())) {
            throw new IllegalArgumentException("There are only these figures: " + all.keySet() + " and " + SOAK);
        }
        if (!settings.only().isEmpty()) {
            all.keySet().retainAll(settings.only());
        }
        return all;
    }

    /** One that cannot be measured does not keep the others from it. */
    private static void measure(String id, Figure figure, Servers servers, Results results, List<String> failed) {
        long begun = System.nanoTime();
        try {
            String value = figure.measure(servers);
            System.out.printf(
                    "%n%s: %s (measured in %s)%n",
                    id, value, Numbers.seconds(Duration.ofNanos(System.nanoTime() - begun)));
            if (servers.settings().isComparable()) {
                results.measured(id, value);
            }
        } catch (Exception e) {
            System.err.println(id + " could not be measured");
            e.printStackTrace();
            failed.add(id);
        }
    }
}
