package dev.trashops.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every alert leads to a page that says what it means, and what to type. */
class RunbooksTest {
    private static final Path RULE = Manifests.FOLDER.resolve("chart/files/monitoring/prometheus-rule.yaml");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+)(?:#[^)]*)?\\)");

    static List<Path> pages() {
        return Runbooks.pages();
    }

    @Test
    void everyAlertHasItsPageAndEveryPageItsAlert() throws IOException {
        assertThat(Runbooks.pages())
                .extracting(page -> page.getFileName().toString())
                .containsExactlyInAnyOrderElementsOf(
                        alerts().keySet().stream().map(name -> name + ".md").toList());
        alerts().forEach((name, alert) -> assertThat(
                        alert.at("/annotations/runbook_url").asText())
                .isEqualTo("manifests/runbooks/" + name + ".md"));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void aPageSaysWhatItMeansHowToSeeItAndHowToMendIt(Path page) throws IOException {
        String name = page.getFileName().toString().replace(".md", "");
        JsonNode alert = Objects.requireNonNull(alerts().get(name));
        assertThat(Runbooks.text(page)).startsWith("# " + name + "\n\n");
        assertThat(Runbooks.text(page).lines().skip(2).findFirst().orElseThrow().toLowerCase(Locale.ROOT))
                .startsWith(alert.at("/labels/severity").asText());
        assertThat(Runbooks.section(page, "What it means")).hasSizeGreaterThan(80);
        assertThat(Runbooks.section(page, "Fix")).hasSizeGreaterThan(80);
        assertThat(Runbooks.commands(page, "Diagnose"))
                .isNotEmpty()
                .anySatisfy(script -> assertThat(script).contains("kubectl "));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void noLinkOfAPageIsDead(Path page) {
        assertThat(LINK.matcher(Runbooks.text(page)).results().map(found -> found.group(1)))
                .filteredOn(target -> !target.startsWith("https://"))
                .allMatch(target -> Files.exists(Runbooks.FOLDER.resolve(target)), "exists");
    }

    /** Whoever is paged comes from here as well. */
    @Test
    void thePageOnOperationsLeadsToAllOfThem() throws IOException {
        String operations = Files.readString(Manifests.FOLDER.resolve("operations.md"));
        assertThat(Runbooks.pages())
                .allSatisfy(page -> assertThat(operations).contains("(runbooks/" + page.getFileName() + ")"));
    }

    private static Map<String, JsonNode> alerts() throws IOException {
        Map<String, JsonNode> alerts = new HashMap<>();
        JsonNode rule = new KubernetesSerialization().unmarshal(Files.readString(RULE), JsonNode.class);
        rule.at("/spec/groups")
                .forEach(group -> group.path("rules")
                        .forEach(alert -> alerts.put(alert.path("alert").asText(), alert)));
        return alerts;
    }
}
