package dev.trashops.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** The stand-in for Roboflow as a process of its own, so that what it costs is not counted. */
final class Sandbox implements AutoCloseable {
    private static final String LISTENING = "listening on ";
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final URI uri;

    private Sandbox(Process process, URI uri) {
        this.process = process;
        this.uri = uri;
    }

    /**
     * A change that was answered well.
     *
     * @param at when it took effect
     */
    record Mutation(String method, String path, Instant at) {}

    static Sandbox start(Path folder, Workload workload) throws IOException {
        Path seed = Files.writeString(folder.resolve("seed.json"), workload.seed());
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-jar",
                        OperatorProcess.JAR.toString(),
                        "sandbox",
                        "--port",
                        "0",
                        "--seed",
                        seed.toString())
                .redirectError(folder.resolve("sandbox.log").toFile())
                .start();
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.contains(LISTENING)) {
                return new Sandbox(
                        process,
                        URI.create(line.substring(line.indexOf(LISTENING) + LISTENING.length())
                                .strip()));
            }
        }
        throw new IOException("The sandbox did not start; see " + folder.resolve("sandbox.log"));
    }

    URI uri() {
        return uri;
    }

    /** How many calls it has answered so far. */
    int calls() throws IOException, InterruptedException {
        return requests().path("total").asInt();
    }

    /** How many calls of that route. */
    int calls(String route) throws IOException, InterruptedException {
        return requests().path("byRoute").path(route).asInt();
    }

    /** Every change with an answer of 2xx, in order. */
    List<Mutation> mutations() throws IOException, InterruptedException {
        return requests()
                .path("mutations")
                .valueStream()
                .filter(call -> call.path("status").asInt() / 100 == 2)
                .map(call -> new Mutation(
                        call.path("method").asText(),
                        call.path("path").asText(),
                        Instant.parse(call.path("at").asText())))
                .toList();
    }

    private JsonNode requests() throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri.resolve("/_sandbox/requests")).GET());
    }

    /** Counts from zero again. */
    void forgetRequests() throws IOException, InterruptedException {
        send(HttpRequest.newBuilder(uri.resolve("/_sandbox/requests")).DELETE());
    }

    /** What it answers to a request with the key of a workspace. */
    JsonNode get(String path, String workspace) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri.resolve(path + "?api_key=" + Workload.key(workspace)))
                .GET());
    }

    private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException("The sandbox answers " + answer.statusCode() + ": " + answer.body());
        }
        return JSON.readTree(answer.body());
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
