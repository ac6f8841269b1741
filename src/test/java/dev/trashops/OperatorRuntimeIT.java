package dev.trashops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.trashops.api.v1alpha1.Condition;
import dev.trashops.api.v1alpha1.RoboflowTrashPolicy;
import dev.trashops.cli.OperatorConfig;
import dev.trashops.cli.StartupException;
import dev.trashops.kube.Installation;
import dev.trashops.kube.KubeSpace;
import dev.trashops.kube.RealKube;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
        OperatorRuntime operator = OperatorRuntimes.start(space, folder, "roboflow-trash-operator");
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
        OperatorRuntime first = OperatorRuntimes.start(space, folder, "roboflow-trash-operator");
        try {
            OperatorConfig same = OperatorRuntimes.config(
                    space,
                    Set.of(space.namespace()),
                    space.operatorKubeconfig(),
                    folder,
                    "roboflow-trash-operator",
                    first.httpPort());
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

    /** A token ends with its account, and an informer's open watch does not. */
    @Test
    void itIsNotReadyOnceItsServiceAccountIsDeleted(KubeSpace space) throws Exception {
        String account = "short-lived";
        space.kubectl("create", "serviceaccount", account);
        space.kubectl(
                "create",
                "rolebinding",
                account,
                "--clusterrole=cluster-admin",
                "--serviceaccount=" + space.namespace() + ":" + account);
        Path kubeconfig = Installation.kubeconfig(
                space.client(), Files.readString(space.kubeconfig()), space.namespace(), account);
        try (OperatorRuntime operator = OperatorRuntime.start(OperatorRuntimes.config(
                space, Set.of(space.namespace()), kubeconfig, folder, "roboflow-trash-operator", 0))) {
            URI ready = URI.create("http://127.0.0.1:" + operator.httpPort() + "/readyz");
            await().until(() -> get(ready).statusCode() == 200);
            space.kubectl("delete", "serviceaccount", account);
            await().atMost(Duration.ofMinutes(2)).until(() -> get(ready).statusCode() == 503);
            await().until(() -> get(ready).body().contains("failed access: the API server rejects"));
        }
    }

    private HttpResponse<String> get(URI uri) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }
}
