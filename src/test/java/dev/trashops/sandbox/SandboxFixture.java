package dev.trashops.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

/** A sandbox on a clock that stands still at {@link #NOW}, and an HTTP client for it. */
final class SandboxFixture implements AutoCloseable {
    static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");
    static final String KEY = "full-key";

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final SandboxServer server;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private SandboxFixture(SandboxServer server) {
        this.server = server;
    }

    /** A sandbox with the seed, whose JSON may be written with single quotes. */
    static SandboxFixture over(String seed) {
        return new SandboxFixture(SandboxServer.start(still().withSeed(json(seed))));
    }

    static SandboxFixture over(SandboxOptions options) {
        return new SandboxFixture(SandboxServer.start(options));
    }

    static SandboxOptions still() {
        return SandboxOptions.defaults().withBaseClock(Clock.fixed(NOW, ZoneOffset.UTC));
    }

    static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text.replace('\'', '"'));
        } catch (IOException notJson) {
            throw new UncheckedIOException(notJson);
        }
    }

    record Answer(int status, String text, HttpResponse<String> raw) {
        JsonNode json() {
            return SandboxFixture.json(text.replace('\'', '`'));
        }

        JsonNode at(String pointer) {
            return json().at(pointer);
        }
    }

    SandboxServer server() {
        return server;
    }

    /** Sends with the full key in the Authorization header. */
    Answer send(String method, String path, String body) {
        return send(request(method, path, body).header("Authorization", "Bearer " + KEY));
    }

    Answer get(String path) {
        return send("GET", path, "");
    }

    Answer delete(String path) {
        return send("DELETE", path, "");
    }

    Answer restore(String body) {
        return send("POST", "/my-workspace/trash/restore", body);
    }

    /** Sends without a key of its own. */
    Answer bare(String method, String path, String body) {
        return send(request(method, path, body));
    }

    /** Sends to a control route and expects it to agree. */
    JsonNode control(String method, String what, String body) {
        Answer answer = bare(method, "/_sandbox/" + what, body);
        if (answer.status() != 200) {
            throw new AssertionError(what + " answered " + answer.status() + ": " + answer.text());
        }
        return answer.json();
    }

    HttpRequest.Builder request(String method, String path, String body) {
        HttpRequest.BodyPublisher publisher = body.isEmpty()
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(body.replace('\'', '"'));
        return HttpRequest.newBuilder(URI.create(server.uri() + path))
                .timeout(Duration.ofSeconds(20))
                .method(method, publisher);
    }

    Answer send(HttpRequest.Builder request) {
        try {
            return trySend(request);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    Answer trySend(HttpRequest.Builder request) throws IOException {
        try {
            HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body(), response);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException(stopped);
        }
    }

    HttpClient client() {
        return client;
    }

    @Override
    public void close() {
        server.close();
    }
}
