package dev.trashops.gitops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/** The scripts for Argo CD on the samples beside them, told as Argo CD's own repository tells its cases. */
class ArgoFilesTest {
    private static final List<String> KINDS = ArgoCd.KINDS;
    private static final String NOW = "2026-11-30T23:30:05Z";

    @ParameterizedTest
    @FieldSource("KINDS")
    void everySampleHasTheHealthThatItsCaseNames(String kind) {
        Path folder = ArgoCd.folder(kind);
        List<String> files = new ArrayList<>();
        for (JsonNode test :
                ArgoCd.yaml(folder.resolve("health_test.yaml")).get(0).path("tests")) {
            String file = test.path("inputPath").asText();
            files.add(file);
            assertThat(argo("UTC").health(sample(folder, file)))
                    .as(file)
                    .isEqualTo(new ArgoCd.Health(
                            test.at("/healthStatus/status").asText(),
                            test.at("/healthStatus/message").asText()));
        }
        assertThat(files).containsExactlyInAnyOrderElementsOf(samples(folder));
    }

    @ParameterizedTest
    @FieldSource("KINDS")
    void everySampleOffersTheActionsThatItsCaseNames(String kind) {
        Path folder = ArgoCd.folder(kind).resolve("actions");
        List<List<String>> enabled = new ArrayList<>();
        for (JsonNode test : cases(folder, "discoveryTests")) {
            JsonNode sample = sample(folder, test.path("inputPath").asText());
            assertThat(resourceActions(argo("UTC").discover(sample)))
                    .as(test.path("inputPath").asText())
                    .containsExactlyInAnyOrderElementsOf(test.path("result"));
            enabled.add(argo("UTC").enabled(sample));
        }
        assertThat(enabled.stream().flatMap(List::stream).distinct())
                .containsExactlyInAnyOrderElementsOf(ArgoCd.actions(kind));
    }

    @ParameterizedTest
    @FieldSource("KINDS")
    void everyActionTurnsItsSampleIntoTheOneThatItsCaseNames(String kind) {
        Path folder = ArgoCd.folder(kind).resolve("actions");
        List<String> tried = new ArrayList<>();
        for (JsonNode test : cases(folder, "actionTests")) {
            String action = test.path("action").asText();
            tried.add(action);
            JsonNode sample = sample(folder, test.path("inputPath").asText());
            JsonNode expected = sample(folder, test.path("expectedOutputPath").asText());
            assertThat(JsonMergePatch.patch(expected, argo("UTC").act(sample, action, Map.of())))
                    .as(action)
                    .isEmpty();
            assertThat(argo("UTC").patch(sample, action, Map.of())).as(action).isNotEmpty();
        }
        assertThat(tried).containsExactlyInAnyOrderElementsOf(ArgoCd.actions(kind));
    }

    @ParameterizedTest
    @CsvSource({"UTC", "Asia/Kathmandu", "America/New_York"})
    void anApprovalEndsAfterADayWhereverTheServerIs(String zone) {
        ObjectNode patch = argo(zone).patch(waiting(), "approve-plan", Map.of());
        assertThat(patch.at("/spec/approvedPlan/until").asText()).isEqualTo("2026-12-01T23:30:05Z");
        assertThat(patch.at("/spec/approvedPlan/digest")).isEqualTo(waiting().at("/status/plan/digest"));
        assertThat(patch.properties()).hasSize(1);
    }

    @Test
    void whoNamesADigestApprovesThatPlanOrNone() {
        JsonNode waiting = waiting();
        String digest = waiting.at("/status/plan/digest").asText();
        assertThat(argo("UTC").patch(waiting, "approve-plan", Map.of("digest", digest)))
                .isNotEmpty();
        assertThat(argo("UTC").patch(waiting, "approve-plan", Map.of("digest", "")))
                .isNotEmpty();
        assertThatThrownBy(() ->
                        argo("UTC").patch(waiting, "approve-plan", Map.of("digest", "sha256:" + "0".repeat(64))))
                .hasMessageContaining("Review " + digest);
    }

    @Test
    void withoutAPlanThereIsNothingToApprove() {
        ObjectNode quiet = waiting().deepCopy();
        quiet.withObject("/status/plan").remove("digest");
        assertThat(argo("UTC").enabled(quiet)).doesNotContain("approve-plan");
        assertThatThrownBy(() -> argo("UTC").patch(quiet, "approve-plan", Map.of()))
                .hasMessageContaining("No plan waits");
    }

    @Test
    void theSnippetForTheConfigMapHoldsEveryScript() throws IOException {
        Path file = ArgoCd.ROOT.resolve("argocd-cm.yaml");
        String made = ArgoSnippet.text();
        if (Boolean.getBoolean("argocd.write")) {
            Files.writeString(file, made);
        }
        assertThat(ArgoCd.read(file))
                .as("write it anew: mvn test -Dtest=ArgoFilesTest -Dargocd.write=true")
                .isEqualTo(made);
        JsonNode data = ArgoCd.yaml(file).get(0).path("data");
        for (String kind : KINDS) {
            assertThat(data.path("resource.customizations.health.trashops.dev_" + kind)
                            .asText())
                    .isEqualTo(ArgoCd.read(ArgoCd.folder(kind).resolve("health.lua")));
            JsonNode actions = new ObjectMapper()
                    .valueToTree(Serialization.unmarshal(
                            data.path("resource.customizations.actions.trashops.dev_" + kind)
                                    .asText(),
                            Map.class));
            assertThat(actions.path("discovery.lua").asText())
                    .isEqualTo(ArgoCd.read(ArgoCd.folder(kind).resolve("actions/discovery.lua")));
            for (JsonNode action : actions.path("definitions")) {
                assertThat(action.path("action.lua").asText())
                        .isEqualTo(ArgoCd.read(ArgoCd.folder(kind)
                                .resolve("actions")
                                .resolve(action.path("name").asText())
                                .resolve("action.lua")));
            }
            assertThat(actions.path("definitions")).hasSameSizeAs(ArgoCd.actions(kind));
        }
    }

    private static ArgoCd argo(String zone) {
        return new ArgoCd(Clock.fixed(Instant.parse(NOW), ZoneId.of(zone)));
    }

    private static JsonNode waiting() {
        return sample(ArgoCd.folder("RoboflowTrashPolicy"), "testdata/approval-required.yaml");
    }

    private static JsonNode cases(Path folder, String list) {
        return ArgoCd.yaml(folder.resolve("action_test.yaml")).get(0).path(list);
    }

    private static JsonNode sample(Path folder, String file) {
        return ArgoCd.yaml(folder.resolve(file)).get(0);
    }

    private static List<String> samples(Path folder) {
        try (Stream<Path> files = Files.list(folder.resolve("testdata"))) {
            return files.map(file -> "testdata/" + file.getFileName()).toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Actions in the form in which Argo CD keeps them. */
    private static List<JsonNode> resourceActions(JsonNode discovered) {
        return StreamSupport.stream(discovered.properties().spliterator(), false)
                .<JsonNode>map(action -> {
                    ObjectNode one = ((ObjectNode) action.getValue()).deepCopy();
                    one.put("name", action.getKey());
                    one.put("disabled", one.path("disabled").asBoolean());
                    return one;
                })
                .toList();
    }
}
