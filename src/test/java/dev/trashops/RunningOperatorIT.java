package dev.trashops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.trashops.cli.CannotStartException;
import dev.trashops.cli.OperatorConfig;
import dev.trashops.cli.Running;
import dev.trashops.kube.KubeSpace;
import dev.trashops.kube.RealKube;
import dev.trashops.observability.Logging;
import dev.trashops.roboflow.KeyPlacement;
import dev.trashops.roboflow.Power;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.event.Level;

@RealKube
class RunningOperatorIT {
    private static final String POLICY = """
            apiVersion: trashops.dev/v1alpha1
            kind: RoboflowTrashPolicy
            metadata:
              name: acme
            spec:
              workspace: acme
              credentials:
                secretKeyRef:
                  name: roboflow
            """;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Recorded loops = new Recorded();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void itBecomesReadyTakesItsTurnWakesLoopsAndEndsInOrder(KubeSpace space) throws Exception {
        RunningOperator operator = start(space, Set.of(space.namespace()));
        URI health = URI.create("http://127.0.0.1:" + operator.httpPort());
        await().until(() -> get(health.resolve("/readyz")).statusCode() == 200);
        assertThat(get(health.resolve("/livez")).body()).contains("ok informers\n", "ok loops\n");
        assertThat(get(health.resolve("/metrics")).body()).contains("jvm_memory_used_bytes");
        await().until(() -> loops.calls.contains("start"));

        space.client()
                .load(new ByteArrayInputStream(POLICY.getBytes(StandardCharsets.UTF_8)))
                .inNamespace(space.namespace())
                .create();
        await().until(() -> loops.calls.contains("wake acme"));

        operator.close();
        operator.close();
        assertThat(operator.awaitEnd()).isEqualTo(new Running.End.Closed());
        assertThat(loops.calls).containsOnlyOnce("close").endsWith("close");
        assertThatThrownBy(() -> get(health.resolve("/livez"))).isInstanceOf(IOException.class);
        assertThat(folder.resolve("audit.jsonl")).isEmptyFile();
    }

    @Test
    void aTakenPortIsToldAndNothingStaysOpen(KubeSpace space) throws Exception {
        RunningOperator first = start(space, Set.of(space.namespace()));
        try {
            OperatorConfig same = config(space, Set.of(space.namespace()), first.httpPort());
            assertThatThrownBy(() -> RunningOperator.start(same, (gateway, store, listener, clock, config) -> loops))
                    .isInstanceOf(CannotStartException.class)
                    .hasMessageContaining("Port " + first.httpPort())
                    .hasMessageContaining("--http-port");
            assertThat(loops.calls).contains("close");
        } finally {
            first.close();
        }
    }

    private RunningOperator start(KubeSpace space, Set<String> namespaces) throws CannotStartException {
        return RunningOperator.start(config(space, namespaces, 0), (gateway, store, listener, clock, config) -> loops);
    }

    private OperatorConfig config(KubeSpace space, Set<String> namespaces, int port) {
        return new OperatorConfig(
                URI.create("http://127.0.0.1:1"),
                KeyPlacement.QUERY,
                Power.ALL,
                4,
                Duration.ofMinutes(10),
                namespaces,
                Optional.of(space.kubeconfig()),
                Optional.empty(),
                false,
                port,
                Optional.of(folder.resolve("audit.jsonl")),
                Logging.Format.TEXT,
                Level.INFO,
                false,
                OperatorConfig.ClockSource.SYSTEM,
                "test");
    }

    private HttpResponse<String> get(URI uri) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static final class Recorded implements Loops {
        private final List<String> calls = new CopyOnWriteArrayList<>();

        @Override
        public void start() {
            calls.add("start");
        }

        @Override
        public void wake(String workspace) {
            calls.add("wake " + workspace);
        }

        @Override
        public Duration lateness() {
            return Duration.ZERO;
        }

        @Override
        public void close() {
            calls.add("close");
        }
    }
}
