package dev.trashops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trashops.api.v1alpha1.Condition;
import dev.trashops.api.v1alpha1.RoboflowTrashPolicy;
import dev.trashops.api.v1alpha1.TrashedItem;
import dev.trashops.cli.DeploymentConfig;
import dev.trashops.cli.OperatorConfig;
import dev.trashops.controller.informer.LabelSelector;
import dev.trashops.kube.KubeSpace;
import dev.trashops.kube.RealKube;
import dev.trashops.observability.LoggingSetup;
import dev.trashops.roboflow.http.AccessLevel;
import dev.trashops.roboflow.http.KeyPlacement;
import dev.trashops.roboflow.network.Network;
import dev.trashops.sandbox.SandboxOptions;
import dev.trashops.sandbox.SandboxServer;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
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
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.event.Level;

/** On a real API server: after a DELETE that was answered as final, nothing is trashed until a person has looked. */
@RealKube
class UnexpectedAnswerIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String RESOURCES = """
            apiVersion: v1
            kind: Secret
            metadata:
              name: roboflow
            stringData:
              api-key: eu-key
            ---
            apiVersion: trashops.dev/v1alpha1
            kind: RoboflowTrashPolicy
            metadata:
              name: acme
            spec:
              workspace: acme
              region: EU
              interval: 10s
              credentials:
                secretKeyRef:
                  name: roboflow
              limits:
                settle: 1s
            ---
            apiVersion: trashops.dev/v1alpha1
            kind: TrashedItem
            metadata:
              name: one
            spec:
              policyRef:
                name: acme
              item:
                type: Project
                project: project-1
              desiredState: Trashed
            ---
            apiVersion: trashops.dev/v1alpha1
            kind: TrashedItem
            metadata:
              name: two
            spec:
              policyRef:
                name: acme
              item:
                type: Project
                project: project-2
              desiredState: Trashed
            """;
    /** A merge patch, as kubectl annotate sends it: the operator may write the status in between. */
    private static final String LOOKED =
            "{\"metadata\": {\"annotations\": {\"trashops.dev/requested-at\": \"looked\"}}}";

    private final SandboxServer roboflow =
            SandboxServer.start(SandboxOptions.defaults().withSeed(seed()));
    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @AfterEach
    void stop() {
        roboflow.close();
    }

    @Test
    void oneDeletionForGoodStopsTheNextUntilAPersonAnnotatesThePolicy(KubeSpace space) throws Exception {
        control("faults", "{\"route\": \"DELETE /:workspace/:project\", \"answer\": {\"trash\": false}, \"count\": 1}");
        try (OperatorRuntime operator = OperatorRuntime.start(config(space))) {
            space.client()
                    .load(new ByteArrayInputStream(RESOURCES.getBytes(StandardCharsets.UTF_8)))
                    .inNamespace(space.namespace())
                    .create();
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> stalled(space, RoboflowTrashPolicy.class).size() == 1
                            && stalled(space, TrashedItem.class).size() == 2);

            assertThat(stalled(space, RoboflowTrashPolicy.class)).allSatisfy(condition -> {
                assertThat(condition.reason()).isEqualTo("UnexpectedAnswer");
                assertThat(condition.message())
                        .startsWith("Roboflow in region EU answered the DELETE of project project-")
                        .contains("with trash: false (asked for true).", "trashops.dev/requested-at");
            });
            assertThat(stalled(space, TrashedItem.class))
                    .extracting(Condition::reason)
                    .containsOnly("UnexpectedAnswer");
            assertThat(changes()).hasSize(1);
            assertThat(Files.readAllLines(folder.resolve("audit.jsonl")))
                    .anyMatch(line -> line.contains("\"answer\"") && line.contains("trash"));

            space.client()
                    .resources(RoboflowTrashPolicy.class)
                    .inNamespace(space.namespace())
                    .withName("acme")
                    .patch(PatchContext.of(PatchType.JSON_MERGE), LOOKED);
            await().atMost(Duration.ofMinutes(1)).until(() -> changes().size() == 2);
            assertThat(operator.httpPort()).isPositive();
        }
    }

    private static <T extends HasMetadata> List<Condition> stalled(KubeSpace space, Class<T> kind) {
        List<Condition> found = new ArrayList<>();
        for (T resource : space.client()
                .resources(kind)
                .inNamespace(space.namespace())
                .list()
                .getItems()) {
            Optional<List<Condition>> conditions = resource instanceof RoboflowTrashPolicy policy
                    ? Optional.ofNullable(policy.getStatus()).map(status -> status.conditions())
                    : Optional.ofNullable(((TrashedItem) resource).getStatus()).map(status -> status.conditions());
            conditions.orElse(List.of()).stream()
                    .filter(condition -> condition.type().equals("Stalled"))
                    .forEach(found::add);
        }
        return found;
    }

    private static JsonNode seed() {
        StringBuilder projects = new StringBuilder();
        for (int number = 1; number <= 20; number++) {
            projects.append(number == 1 ? "" : ",")
                    .append("{\"slug\": \"project-")
                    .append(number)
                    .append("\"}");
        }
        return json(
                "{\"region\": \"eu\", \"workspaces\": [{\"slug\": \"acme\", \"keys\": [{\"key\": \"eu-key\"}], \"projects\": ["
                        + projects + "]}]}");
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private JsonNode changes() throws Exception {
        return json(http.send(
                                HttpRequest.newBuilder(roboflow.uri().resolve("/_sandbox/requests"))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString())
                        .body())
                .at("/mutations");
    }

    private void control(String what, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(roboflow.uri().resolve("/_sandbox/" + what))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        assertThat(http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(200);
    }

    private OperatorConfig config(KubeSpace space) {
        return new OperatorConfig(
                URI.create("http://127.0.0.1:1"),
                roboflow.uri(),
                KeyPlacement.QUERY,
                AccessLevel.ALL,
                100,
                Duration.ofMinutes(10),
                new DeploymentConfig(
                        Set.of(space.namespace()),
                        LabelSelector.EVERYTHING,
                        Optional.of(space.operatorKubeconfig()),
                        Optional.empty(),
                        "roboflow-trash-operator"),
                false,
                0,
                Optional.of(folder.resolve("audit.jsonl")),
                LoggingSetup.Format.TEXT,
                Level.INFO,
                false,
                OperatorConfig.ClockSource.SYSTEM,
                Network.DIRECT,
                "test");
    }
}
