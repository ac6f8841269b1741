package dev.trashops.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SandboxCommandTest {
    private static final String READY = "Roboflow sandbox listening on http://127.0.0.1:";

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void itSaysWhereItListensOnceItDoesAndEndsWhenAsked() throws Exception {
        CommandLineFixture shell = CommandLineFixture.with(Map.of("TRASHOPS_SANDBOX_PORT", "0"));
        CompletableFuture<Integer> code = CompletableFuture.supplyAsync(() -> shell.call("sandbox"));
        URI uri = ready(shell);
        assertThat(send(uri.resolve("/_sandbox/state"), "GET", "").statusCode()).isEqualTo(200);
        shell.terminate();
        assertThat(code.get(10, TimeUnit.SECONDS)).isEqualTo(Cli.OK);
        assertThatThrownBy(() -> send(uri, "GET", "")).isInstanceOf(IOException.class);
    }

    @Test
    void insideAPodItStartsOnlyWhenToldSo() throws Exception {
        CommandLineFixture refused = CommandLineFixture.with(Map.of("KUBERNETES_SERVICE_HOST", "10.0.0.1"));
        assertThat(refused.call("sandbox", "--port=0")).isEqualTo(Cli.BAD_USAGE);
        assertThat(refused.err())
                .contains("inside a pod", "TRASHOPS_SANDBOX_IN_POD=true")
                .hasLineCount(1);
        assertThat(refused.out()).isEmpty();

        CommandLineFixture inPod = CommandLineFixture.with(Map.of("KUBERNETES_SERVICE_HOST", "10.0.0.1"));
        CompletableFuture<Integer> code =
                CompletableFuture.supplyAsync(() -> inPod.call("sandbox", "--in-pod", "--port=0"));
        ready(inPod);
        inPod.terminate();
        assertThat(code.get(10, TimeUnit.SECONDS)).isEqualTo(Cli.OK);
    }

    @Test
    void aPortInUseIsToldWithExitCode1() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CommandLineFixture shell = CommandLineFixture.with(Map.of());
            assertThat(shell.call("sandbox", "--port=" + taken.getLocalPort())).isEqualTo(Cli.FAILED);
            assertThat(shell.err()).contains("can't listen on port").hasLineCount(1);
        }
    }

    @Test
    void itsClockCanBeSetAndFollowed() throws Exception {
        CommandLineFixture shell = CommandLineFixture.with(Map.of());
        CompletableFuture<Integer> code =
                CompletableFuture.supplyAsync(() -> shell.call("sandbox", "--port=0", "--clock=2030-01-01T00:00:00Z"));
        URI uri = ready(shell);
        try (SandboxClock clock = SandboxClock.of(uri, Clock.system(ZoneOffset.UTC))) {
            assertThat(clock.instant())
                    .isBetween(Instant.parse("2030-01-01T00:00:00Z"), Instant.parse("2030-01-01T00:05:00Z"));
            send(uri.resolve("/_sandbox/clock"), "POST", "{\"advance\":\"P10D\"}");
            await().untilAsserted(
                            () -> assertThat(clock.instant()).isAfterOrEqualTo(Instant.parse("2030-01-11T00:00:00Z")));
            shell.terminate();
            assertThat(code.get(10, TimeUnit.SECONDS)).isEqualTo(Cli.OK);
            assertThat(clock.instant()).isAfterOrEqualTo(Instant.parse("2030-01-11T00:00:00Z"));
        }
        assertThatThrownBy(() -> SandboxClock.of(uri, Clock.system(ZoneOffset.UTC)))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("No sandbox answers");
    }

    private static URI ready(CommandLineFixture shell) {
        await().until(() -> shell.out().endsWith("\n") && shell.expectsShutdown());
        assertThat(shell.out()).startsWith(READY).hasLineCount(1);
        return URI.create(shell.out().strip().substring("Roboflow sandbox listening on ".length()));
    }

    private HttpResponse<String> send(URI uri, String method, String body) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(uri)
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
