package dev.trashops.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trashops.observability.HealthServer.HealthCheck;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HealthServerTest {
    private final HttpClient http = HttpClient.newHttpClient();
    private volatile Optional<String> informers = Optional.empty();

    @SuppressWarnings("NullAway.Init")
    private HealthServer server;

    @BeforeEach
    void start() throws IOException {
        Map<String, HealthCheck> ready = new LinkedHashMap<>();
        ready.put("informers", () -> informers);
        ready.put("server", Optional::empty);
        HealthCheck broken = () -> {
            throw new IllegalStateException("secret detail");
        };
        server = HealthServer.start(0, Map.of("loop", broken), ready, () -> "trashops_up 1\n");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void readyWhenEveryCheckIsInOrder() throws Exception {
        HttpResponse<String> answer = send("GET", "/readyz");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("ok informers\nok server\n");
    }

    @Test
    void notReadyWhenOneCheckIsNotAndItSaysWhich() throws Exception {
        informers = Optional.of("TrashedItems have not been listed yet");
        HttpResponse<String> answer = send("GET", "/readyz");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).isEqualTo("failed informers: TrashedItems have not been listed yet\nok server\n");
    }

    @Test
    void aCheckThatThrowsHasFailedAndKeepsItsTextToItself() throws Exception {
        HttpResponse<String> answer = send("GET", "/livez");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).isEqualTo("failed loop: IllegalStateException\n");
    }

    @Test
    void metricsAreServedAsPrometheusReadsThem() throws Exception {
        HttpResponse<String> answer = send("GET", "/metrics");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("trashops_up 1\n");
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/plain; version=0.0.4; charset=utf-8");
    }

    @Test
    void headAnswersWithoutABody() throws Exception {
        HttpResponse<String> answer = send("HEAD", "/readyz");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.headers().firstValue("Content-Length")).hasValue("23");
    }

    @Test
    void anythingElseIsNotFoundOrNotAllowed() throws Exception {
        assertThat(send("GET", "/").statusCode()).isEqualTo(404);
        assertThat(send("GET", "/readyz/x").statusCode()).isEqualTo(404);
        assertThat(send("GET", "/healthz").statusCode()).isEqualTo(404);
        assertThat(send("POST", "/readyz").statusCode()).isEqualTo(405);
        assertThat(send("DELETE", "/metrics").headers().firstValue("Allow")).hasValue("GET, HEAD");
    }

    @Test
    void aPortInUseIsToldAtTheStart() {
        assertThatThrownBy(() -> HealthServer.start(server.port(), Map.of(), Map.of(), () -> ""))
                .isInstanceOf(IOException.class);
    }

    private HttpResponse<String> send(String method, String path) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
