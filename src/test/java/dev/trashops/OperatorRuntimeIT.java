package dev.trashops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.trashops.api.v1alpha1.Condition;
import dev.trashops.api.v1alpha1.RoboflowTrashPolicy;
import dev.trashops.cli.DeploymentConfig;
import dev.trashops.cli.OperatorConfig;
import dev.trashops.cli.StartupException;
import dev.trashops.controller.informer.LabelSelector;
import dev.trashops.kube.KubeSpace;
import dev.trashops.kube.RealKube;
import dev.trashops.observability.LoggingSetup;
import dev.trashops.roboflow.http.AccessLevel;
import dev.trashops.roboflow.http.KeyPlacement;
import dev.trashops.roboflow.http.Network;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.event.Level;

@RealKube
class OperatorRuntimeIT {
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

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void itBecomesReadyTakesItsTurnTellsWhatAPolicyLacksAndEndsInOrder(KubeSpace space) throws Exception {
        OperatorRuntime operator = start(space, Set.of(space.namespace()));
        URI health = URI.create("http://127.0.0.1:" + operator.httpPort());
        await().until(() -> get(health.resolve("/readyz")).statusCode() == 200);
        assertThat(get(health.resolve("/livez")).body()).contains("ok informers\n", "ok loops\n");
        assertThat(get(health.resolve("/metrics")).body()).contains("jvm_memory_used_bytes");

        space.client()
                .load(new ByteArrayInputStream(POLICY.getBytes(StandardCharsets.UTF_8)))
                .inNamespace(space.namespace())
                .create();
        await().until(() -> stalledReason(space).equals(Optional.of("SecretNotFound")));

        operator.close();
        operator.close();
        assertThat(operator.awaitEnd()).isEmpty();
        assertThatThrownBy(() -> get(health.resolve("/livez"))).isInstanceOf(IOException.class);
        assertThat(folder.resolve("audit.jsonl")).isEmptyFile();
    }

    @Test
    void aTakenPortIsToldAndNothingStaysOpen(KubeSpace space) throws Exception {
        OperatorRuntime first = start(space, Set.of(space.namespace()));
        try {
            OperatorConfig same = config(space, Set.of(space.namespace()), first.httpPort());
            assertThatThrownBy(() -> OperatorRuntime.start(same))
                    .isInstanceOf(StartupException.class)
                    .hasMessageContaining("Port " + first.httpPort())
                    .hasMessageContaining("--http-port");
        } finally {
            first.close();
        }
    }

    private static Optional<String> stalledReason(KubeSpace space) {
        return space
                .client()
                .resources(RoboflowTrashPolicy.class)
                .inNamespace(space.namespace())
                .list()
                .getItems()
                .stream()
                .flatMap(policy -> Optional.ofNullable(policy.getStatus()).stream())
                .flatMap(status -> status.conditions().stream())
                .filter(condition -> condition.type().equals("Stalled"))
                .map(Condition::reason)
                .findFirst();
    }

    private OperatorRuntime start(KubeSpace space, Set<String> namespaces) throws StartupException {
        return OperatorRuntime.start(config(space, namespaces, 0));
    }

    private OperatorConfig config(KubeSpace space, Set<String> namespaces, int port) {
        return new OperatorConfig(
                URI.create("http://127.0.0.1:1"),
                URI.create("http://127.0.0.1:2"),
                KeyPlacement.QUERY,
                AccessLevel.ALL,
                4,
                Duration.ofMinutes(10),
                new DeploymentConfig(
                        namespaces,
                        LabelSelector.EVERYTHING,
                        Optional.of(space.operatorKubeconfig()),
                        Optional.empty(),
                        "roboflow-trash-operator"),
                false,
                port,
                Optional.of(folder.resolve("audit.jsonl")),
                LoggingSetup.Format.TEXT,
                Level.INFO,
                false,
                OperatorConfig.ClockSource.SYSTEM,
                Network.DIRECT,
                "test");
    }

    private HttpResponse<String> get(URI uri) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }
}
