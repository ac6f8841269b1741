package dev.trashops.observability;

import static dev.trashops.Workspaces.us;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trashops.plan.model.ClaimId;
import dev.trashops.plan.model.CleanupWarning;
import dev.trashops.plan.model.LastAction;
import dev.trashops.plan.model.PolicyProjection.Notice;
import dev.trashops.plan.model.Reason;
import dev.trashops.plan.model.Region;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The alerts that are shipped speak of metrics, labels and reasons that exist. */
class AlertsTest {
    private static final Path FILE = Path.of("manifests/chart/files/monitoring/prometheus-rule.yaml");
    private static final Pattern METRIC = Pattern.compile("trashops_[a-z_]+");
    private static final Pattern LABEL = Pattern.compile("([a-z_]+)(?:=~|!~|!=|=)\"([^\"]*)\"");
    private static final Pattern GROUPING = Pattern.compile("\\b(?:by|on) \\(([a-z_, ]+)\\)");
    /** What Prometheus adds to each target. */
    private static final Set<String> OF_TARGETS = Set.of("job", "namespace", "pod");

    private static final Pattern STAGE = Pattern.compile("Within(1|3|7|30)d");

    private final Metrics metrics =
            new Metrics(Clock.fixed(ObservabilityFixture.NOW, ZoneOffset.UTC)).withAudit(() -> true);

    @Test
    void everyMetricAndLabelIsThere() throws IOException {
        String scraped = everything();
        Set<String> names = scraped.lines()
                .filter(line -> line.startsWith("trashops_"))
                .map(line -> line.replaceAll("[{ ].*", ""))
                .collect(Collectors.toSet());
        for (JsonNode alert : alerts()) {
            String expression = alert.path("expr").asText();
            assertThat(found(METRIC, expression).map(MatchResult::group))
                    .as(expression)
                    .isSubsetOf(names);
            assertThat(found(LABEL, expression).map(label -> label.group(1)))
                    .as(expression)
                    .allMatch(label -> scraped.contains(label + "=\""));
            assertThat(found(GROUPING, expression)
                            .flatMap(group -> Stream.of(group.group(1).split(", ", -1))))
                    .as(expression)
                    .allMatch(label -> OF_TARGETS.contains(label) || scraped.contains(label + "=\""));
        }
    }

    /** A workspace of the same slug in the other region would hide in a sum over both. */
    @Test
    void whatIsCountedByWorkspaceIsCountedByRegionToo() throws IOException {
        assertThat(alerts().stream().filter(alert -> alert.path("expr").asText().contains("by (workspace")))
                .hasSizeGreaterThan(8)
                .allSatisfy(alert -> {
                    assertThat(alert.path("expr").asText()).contains("by (workspace, roboflow_region");
                    assertThat(alert.at("/annotations/summary").asText())
                            .contains("{{ $labels.workspace }}", "{{ $labels.roboflow_region }}");
                });
    }

    /** The namespace of a target is that of the operator: whoever routes by namespace would page its owner for every team. */
    @Test
    void whatIsAboutAPolicyIsRoutedByItsNamespaceAndNamesIt() throws IOException {
        assertThat(alerts().stream().filter(alert -> alert.path("expr").asText().contains("policy_namespace, policy")))
                .hasSizeGreaterThan(10)
                .allSatisfy(alert -> {
                    assertThat(alert.at("/labels/namespace").asText()).isEqualTo("{{ $labels.policy_namespace }}");
                    assertThat(alert.at("/annotations/summary").asText())
                            .contains("RoboflowTrashPolicy {{ $labels.policy_namespace }}/{{ $labels.policy }}");
                });
    }

    @Test
    void everyReasonIsThere() throws IOException {
        Set<String> reasons = Stream.concat(
                        Stream.of(Reason.values()).map(Reason::text), Stream.of(Notice.MATCHES_NOTHING))
                .collect(Collectors.toSet());
        assertThat(alerts().stream()
                        .flatMap(alert -> found(LABEL, alert.path("expr").asText()))
                        .filter(label -> label.group(1).equals("reason"))
                        .flatMap(label -> Stream.of(label.group(2).split("\\|"))))
                .hasSizeGreaterThan(5)
                .allMatch(reason ->
                        reasons.contains(reason) || STAGE.matcher(reason).matches());
    }

    @Test
    void eachStageOfALossHasAnAlertThatGrowsMoreSevere() throws IOException {
        assertThat(alerts().stream()
                        .filter(alert -> alert.path("expr").asText().contains("trashops_endangered_items"))
                        .map(alert -> alert.path("alert").asText() + " "
                                + alert.at("/labels/severity").asText()))
                .containsExactly(
                        "RoboflowTrashPurgedWithin30d info",
                        "RoboflowTrashPurgedWithin7d info",
                        "RoboflowTrashPurgedWithin3d warning",
                        "RoboflowTrashPurgedWithin1d critical");
        assertThat(alerts())
                .extracting(alert -> alert.path("alert").asText())
                .containsAll(Stream.of(CleanupWarning.Stage.values())
                        .map(stage -> "RoboflowTrashPurged" + stage.text())
                        .toList());
    }

    @Test
    void everyAlertSaysWhatIsWrongAndWhatToDo() throws IOException {
        assertThat(alerts()).hasSizeGreaterThan(10).allSatisfy(alert -> {
            assertThat(alert.path("alert").asText()).startsWith("RoboflowTrash");
            assertThat(alert.at("/labels/severity").asText()).isIn("info", "warning", "critical");
            assertThat(alert.at("/annotations/summary").asText()).isNotBlank();
            assertThat(alert.at("/annotations/description").asText()).endsWith(".");
        });
        assertThat(alerts()).extracting(alert -> alert.path("alert").asText()).doesNotHaveDuplicates();
    }

    /** All that the operator can ever show, at least once. */
    private String everything() {
        metrics.called(Region.US, "GET /:workspace/trash", "2xx", Duration.ofMillis(250));
        metrics.unfamiliar(us("acme"), 1, 1);
        metrics.withOperator("0.1.0", "trashops-system/roboflow-trash-operator", "");
        metrics.withPolicies(() -> Map.of(ObservabilityFixture.POLICY, Optional.of(us("acme"))));
        metrics.listed(us("acme"), 12, ObservabilityFixture.NOW);
        metrics.ended(
                ObservabilityFixture.mutation("m1"), LastAction.Outcome.DONE, "Restored.", ObservabilityFixture.NOW);
        metrics.published(ObservabilityFixture.projection(
                us("acme"),
                Map.of(
                        new ClaimId("uid-a", "team-a", "a"),
                        ObservabilityFixture.warned(CleanupWarning.Stage.WITHIN_3D),
                        new ClaimId("uid-b", "team-a", "b"),
                        ObservabilityFixture.failed()),
                Map.of()));
        return metrics.scrape();
    }

    private static List<JsonNode> alerts() throws IOException {
        JsonNode rule = new KubernetesSerialization().unmarshal(Files.readString(FILE), JsonNode.class);
        return StreamSupport.stream(rule.at("/spec/groups").spliterator(), false)
                .flatMap(group -> StreamSupport.stream(group.path("rules").spliterator(), false))
                .toList();
    }

    private static Stream<MatchResult> found(Pattern pattern, String text) {
        return pattern.matcher(text).results();
    }
}
