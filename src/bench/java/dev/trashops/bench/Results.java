package dev.trashops.bench;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What was measured so far of each figure: kept in a file, and as the table in the README beside it. */
final class Results {
    private static final String BEGIN = "<!-- The table, written by mvn -Pbench -->\n";
    private static final String END = "<!-- Its end -->\n";
    private static final ObjectMapper YAML =
            new ObjectMapper(new YAMLFactory().disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER));

    private final Path folder;
    private final String java;
    private final List<Row> rows;
    private final Map<String, Measured> measured;

    /**
     * A row of the table.
     *
     * @param id what {@code -Dbench.only} calls it
     * @param before what it was before planning became cheap
     * @param note where the goal is missed: why, and what was tried
     */
    record Row(String id, String figure, String before, String goal, Optional<String> note) {}

    record Measured(String value, String date, String commit, String machine) {}

    private Results(Path folder, List<Row> rows, Map<String, Measured> measured, String java) {
        this.java = java;
        this.folder = folder;
        this.rows = rows;
        this.measured = measured;
    }

    /** What was measured before, and what is to be measured with that JDK. */
    static Results read(Path folder, String java) throws IOException {
        List<Map<String, String>> rows =
                YAML.readValue(folder.resolve("rows.yaml").toFile(), new TypeReference<>() {});
        Path now = folder.resolve("now.yaml");
        Map<String, Measured> measured =
                Files.exists(now) ? YAML.readValue(now.toFile(), new TypeReference<>() {}) : Map.of();
        return new Results(folder, rows.stream().map(Results::row).toList(), new TreeMap<>(measured), java);
    }

    private static Row row(Map<String, String> fields) {
        return new Row(
                text(fields, "id"),
                text(fields, "figure"),
                text(fields, "before"),
                text(fields, "goal"),
                Optional.ofNullable(fields.get("note")));
    }

    private static String text(Map<String, String> fields, String name) {
        return Optional.ofNullable(fields.get(name)).orElseThrow(() -> new IllegalStateException("no " + name));
    }

    /** Keeps a figure, in the files as well. */
    void measured(String id, String value) throws IOException, InterruptedException {
        String today = LocalDate.now(ZoneOffset.UTC).toString();
        measured.put(id, new Measured(value, today, commit(), machine()));
        YAML.writeValue(folder.resolve("now.yaml").toFile(), measured);
        Path page = folder.resolve("README.md");
        String text = Files.readString(page);
        int begin = text.indexOf(BEGIN) + BEGIN.length();
        Files.writeString(page, text.substring(0, begin) + table() + text.substring(text.indexOf(END)));
    }

    /** All rows, and where and when they were measured. */
    String table() {
        String head = "| figure | before | goal | now | date, commit |\n|---|---|---|---|---|\n";
        String lines = rows.stream().map(this::line).collect(Collectors.joining());
        String machines = measured.values().stream()
                .map(one -> "\nMachine: " + one.machine() + ".\n")
                .distinct()
                .collect(Collectors.joining());
        return head + lines + machines;
    }

    private String line(Row row) {
        Optional<Measured> now = Optional.ofNullable(measured.get(row.id()));
        String value = now.map(Measured::value).orElse("not measured")
                + row.note().map(note -> ". " + note).orElse("");
        String when = now.map(one -> one.date() + ", " + one.commit()).orElse("");
        return "| `%s`: %s | %s | %s | %s | %s |%n"
                .formatted(row.id(), row.figure(), row.before(), row.goal(), value, when);
    }

    private static String commit() throws IOException, InterruptedException {
        Process git = new ProcessBuilder("git", "rev-parse", "--short", "HEAD").start();
        String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        return git.waitFor() == 0 ? said : "unknown";
    }

    private String machine() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            String model = lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.replaceFirst(".*:\\s*", ""))
                    .findFirst()
                    .orElse("unknown processor");
            return Runtime.getRuntime().availableProcessors() + " cores of " + model + ", Java " + java;
        }
    }
}
