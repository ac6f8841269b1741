package dev.trashops.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** When the alerts fire and when they don't, as Prometheus itself evaluates them: the unit tests in {@code resources/alerts}. */
@RequiresTool(Tool.PROMTOOL)
class AlertRulesTest {
    private static final Path RULE = Manifests.FOLDER.resolve("chart/files/monitoring/prometheus-rule.yaml");
    private static final Path TESTS = Path.of("src/test/resources/alerts");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    /** With their texts in one file, and without them in another: most tests are about when an alert fires, and for whom. */
    @BeforeEach
    void write() throws IOException {
        KubernetesSerialization yaml = new KubernetesSerialization();
        JsonNode spec = yaml.unmarshal(Files.readString(RULE), JsonNode.class).path("spec");
        Files.writeString(folder.resolve("full.yaml"), yaml.asYaml(spec));
        spec.path("groups")
                .forEach(group -> group.path("rules").forEach(rule -> ((ObjectNode) rule).remove("annotations")));
        Files.writeString(folder.resolve("rules.yaml"), yaml.asYaml(spec));
    }

    @Test
    void prometheusUnderstandsAllOfThem() {
        ProcessResult checked =
                run("check", "rules", folder.resolve("full.yaml").toString());
        assertThat(checked.code()).as(checked.out() + checked.err()).isZero();
    }

    static List<Path> tests() throws IOException {
        try (Stream<Path> files = Files.list(TESTS)) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("tests")
    void theyFireWhenAndForWhomTheyShould(Path test) throws IOException {
        Path copy = folder.resolve(test.getFileName().toString());
        Files.copy(test, copy);
        ProcessResult tested = run("test", "rules", copy.toString());
        assertThat(tested.code()).as(tested.out() + tested.err()).isZero();
    }

    @Test
    void eachAlertHasATest() throws IOException {
        StringBuilder all = new StringBuilder();
        for (Path test : tests()) {
            all.append(Files.readString(test));
        }
        JsonNode rule = new KubernetesSerialization().unmarshal(Files.readString(RULE), JsonNode.class);
        rule.at("/spec/groups")
                .forEach(group -> group.path("rules")
                        .forEach(alert -> assertThat(all)
                                .containsPattern("\\b" + alert.path("alert").asText() + "\\b")));
    }

    private static ProcessResult run(String... arguments) {
        return Tool.PROMTOOL.run(List.of(arguments));
    }
}
