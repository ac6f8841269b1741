package dev.trashops.e2e;

import static org.awaitility.Awaitility.await;

import dev.trashops.kube.KubeSpace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The jar, run as {@code java -jar ... run} for one namespace, as often as it is started; in Kubernetes it is the service
 * account of the manifests and may do what they say.
 */
final class Product implements AutoCloseable {
    private static final Path JAR = Path.of("target", "roboflow-trash-operator.jar");
    private static final Pattern PORT = Pattern.compile("metrics on port (\\d+)");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final KubeSpace space;
    private final Path folder;
    private final URI roboflow;
    private final List<String> options;
    private Process process;
    private int starts;

    private Product(KubeSpace space, Path folder, URI roboflow, List<String> options) throws IOException {
        this.space = space;
        this.folder = folder;
        this.roboflow = roboflow;
        this.options = options;
        this.process = launch();
    }

    /** Starts it; everything it prints and its audit log go into the folder. */
    static Product start(KubeSpace space, Path folder, URI roboflow, String... options) throws IOException {
        return new Product(space, folder, roboflow, List.of(options));
    }

    /** The beginning of a command line that calls the program. */
    static Stream<String> java() {
        return Stream.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:TieredStopAtLevel=1",
                "-jar",
                JAR.toString());
    }

    private Process launch() throws IOException {
        starts++;
        List<String> command = new ArrayList<>(java().toList());
        command.addAll(List.of("run", "--http-port", "0", "--audit-log", audit().toString()));
        Stream.of(
                        List.of("--namespaces", space.namespace()),
                        List.of("--inventory-interval", "10s"),
                        List.of("--requests-per-second", "20"))
                .filter(option -> !options.contains(option.get(0)))
                .forEach(command::addAll);
        command.addAll(options);
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output().toFile());
        builder.environment().put("KUBECONFIG", space.operatorKubeconfig().toString());
        builder.environment().put("ROBOFLOW_API_URL", roboflow.toString());
        // Nobody listens there; no test may reach the public address.
        builder.environment().put("ROBOFLOW_EU_API_URL", "http://127.0.0.1:1");
        builder.environment().put("HOSTNAME", instance());
        return builder.start();
    }

    /** Ends it as {@code kill -9} does and starts it anew at once. */
    void crashAndRestart() throws IOException {
        kill();
        process = launch();
    }

    void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** Starts it anew after it has ended, as a kubelet does. */
    void restart() throws IOException {
        process = launch();
    }

    /** The process that runs now, or has run last. */
    Process process() {
        return process;
    }

    /** How it calls itself: by the name of its folder. */
    String instance() {
        return folder.getFileName().toString();
    }

    private Path output() {
        return folder.resolve("output-" + starts + ".log");
    }

    private Path audit() {
        return folder.resolve("audit.jsonl");
    }

    /** What {@code /metrics} says. */
    String metrics() throws IOException, InterruptedException {
        return ask("/metrics").body();
    }

    /** Whether {@code /livez} or {@code /readyz} says that all is well. */
    boolean isWell(String probe) throws IOException, InterruptedException {
        return ask(probe).statusCode() == 200;
    }

    /** What {@code /livez} or {@code /readyz} says. */
    String said(String probe) throws IOException, InterruptedException {
        return ask(probe).body();
    }

    private HttpResponse<String> ask(String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    private int port() {
        return await().atMost(PATIENCE)
                .until(
                        () -> {
                            Matcher matcher = PORT.matcher(Files.readString(output()));
                            return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
                        },
                        found -> found > 0);
    }

    /** How the process was called, as {@code ps} shows it. */
    String arguments() {
        return process.info().commandLine().orElse("");
    }

    /** All it has printed and written down so far. */
    String written() {
        StringBuilder all = new StringBuilder();
        try {
            for (int i = 1; i <= starts; i++) {
                all.append(Files.readString(folder.resolve("output-" + i + ".log")));
            }
            return all.append(Files.readString(audit())).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, java.util.concurrent.TimeUnit.SECONDS)) {
                kill();
                throw new AssertionError("It did not end within 20 s of SIGTERM");
            }
        } catch (InterruptedException e) {
            kill();
            Thread.currentThread().interrupt();
        }
    }
}
