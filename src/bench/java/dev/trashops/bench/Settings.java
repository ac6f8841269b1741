package dev.trashops.bench;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the properties say whose names begin with {@code bench}.
 *
 * @param only the figures to measure; all but the soak if there are none
 * @param scale what every number of items is multiplied by
 * @param rest how long an operator is watched at rest
 * @param soak how long the soak takes
 * @param seed what the soak draws its edits from
 * @param recording whether the profiles at intake and at rest are recorded
 * @param java the program that runs the operator
 * @param flags of the image's JVM
 */
record Settings(
        Set<String> only,
        double scale,
        Duration rest,
        Duration soak,
        long seed,
        boolean recording,
        String java,
        List<String> flags) {

    static Settings of(Properties given) {
        return new Settings(
                words(given.getProperty("bench.only", "")).collect(Collectors.toSet()),
                Double.parseDouble(given.getProperty("bench.scale", "1")),
                duration(given.getProperty("bench.rest", "60s")),
                duration(given.getProperty("bench.soak", "30m")),
                Long.parseLong(given.getProperty("bench.seed", "1")),
                Boolean.parseBoolean(given.getProperty("bench.jfr", "false")),
                Path.of(given.getProperty("bench.java", System.getProperty("java.home")), "bin", "java")
                        .toString(),
                words(given.getProperty("bench.flags", "")).toList());
    }

    private static Stream<String> words(String list) {
        return Stream.of(list.split(",", -1)).map(String::strip).filter(word -> !word.isEmpty());
    }

    private static Duration duration(String text) {
        return Duration.parse("PT" + text);
    }

    /** The version of that program's JDK, as it tells itself. */
    String javaVersion() throws IOException {
        Properties release = new Properties();
        try (Reader file = Files.newBufferedReader(Path.of(java).resolveSibling("../release"))) {
            release.load(file);
        }
        return release.getProperty("JAVA_VERSION").replace("\"", "");
    }

    /** A number of items at this scale. */
    int scaled(int full) {
        return (int) Math.max(1, Math.round(full * scale));
    }

    /** Whether what is measured may stand in the table. */
    boolean isComparable() {
        return scale == 1 && !recording;
    }

    /** The flags of the image in a container that may take so much. */
    List<String> flags(String limit) {
        List<String> all = new ArrayList<>(List.of("-XX:MaxRAM=" + limit));
        all.addAll(flags);
        return List.copyOf(all);
    }
}
