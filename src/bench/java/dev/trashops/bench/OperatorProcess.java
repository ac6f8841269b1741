package dev.trashops.bench;

import static org.awaitility.Awaitility.await;

import dev.trashops.e2e.MeasuredProcess;
import dev.trashops.kube.KubeSpace;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The jar as the image runs it, and what the system and the JVM tell of it. */
final class OperatorProcess implements AutoCloseable {
    /** What the collector leaves where moving objects together is not worth it yet. */
    private static final String FILLER = "FillerElement";

    static final Path JAR = Path.of("target", "roboflow-trash-operator.jar");

    private static final Pattern PORT = Pattern.compile("metrics on port (\\d+)");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient http = HttpClient.newHttpClient();
    private final String java;
    private final Process process;
    private final Path output;

    private OperatorProcess(String java, Process process, Path output) {
        this.java = java;
        this.process = process;
        this.output = output;
    }

    /** Starts it for one namespace with those JVM flags. */
    static OperatorProcess start(KubeSpace space, Sandbox sandbox, Path folder, String java, List<String> flags)
            throws IOException {
        Path output = Files.createTempFile(folder, "operator", ".log");
        List<String> command = new ArrayList<>(List.of(java));
        command.addAll(flags);
        command.addAll(List.of("-jar", JAR.toString(), "run", "--http-port", "0"));
        command.addAll(List.of("--namespaces", space.namespace()));
        command.addAll(List.of("--audit-log", output + ".audit"));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().put("KUBECONFIG", space.operatorKubeconfig().toString());
        builder.environment().put("ROBOFLOW_API_URL", sandbox.uri().toString());
        // Nobody listens there; nothing that is measured may reach the public address.
        builder.environment().put("ROBOFLOW_EU_API_URL", "http://127.0.0.1:1");
        return new OperatorProcess(java, builder.start(), output);
    }

    long pid() {
        return process.pid();
    }

    /** What all its threads have used up to now. */
    Duration processorTime() throws IOException {
        return MeasuredProcess.processorTime(pid());
    }

    long residentMiB() throws IOException {
        return MeasuredProcess.residentMiB(pid());
    }

    int threads() throws IOException {
        return entries("task");
    }

    int openFiles() throws IOException {
        return entries("fd");
    }

    private int entries(String what) throws IOException {
        try (Stream<Path> all = Files.list(Path.of("/proc", Long.toString(pid()), what))) {
            return (int) all.count();
        }
    }

    /** The bytes of everything that is left after a collection. */
    long liveBytes() throws IOException, InterruptedException {
        return jcmd("GC.class_histogram")
                .lines()
                .filter(line -> line.matches("\\s*\\d+:\\s+\\d.*") && !line.contains(FILLER))
                .mapToLong(line -> Long.parseLong(line.strip().split("\\s+", -1)[2]))
                .sum();
    }

    /** Has the JVM do something. */
    String jcmd(String... words) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(Path.of(java).resolveSibling("jcmd").toString(), Long.toString(pid())));
        command.addAll(List.of(words));
        Process jcmd = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (jcmd.waitFor() != 0) {
            throw new IOException(said);
        }
        return said;
    }

    /** The sum of the samples of a metric whose labels match. */
    double metric(String name, String labels) throws IOException, InterruptedException {
        Pattern sample = Pattern.compile(Pattern.quote(name) + "(?:\\{.*" + labels + ".*})? (\\S+)");
        return metrics()
                .lines()
                .map(sample::matcher)
                .filter(Matcher::matches)
                .mapToDouble(matcher -> Double.parseDouble(matcher.group(1)))
                .sum();
    }

    private String metrics() throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + port() + "/metrics");
        return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private int port() {
        return await().atMost(PATIENCE)
                .until(
                        () -> {
                            Matcher matcher = PORT.matcher(Files.readString(output));
                            return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
                        },
                        found -> found > 0);
    }

    /** Ends it as {@code kill -9} does. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().completeOnTimeout(process, 20, TimeUnit.SECONDS).join();
        kill();
    }
}
