package dev.trashops.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What {@code Chart.yaml} tells those who look for a chart. */
class ChartMetadataTest {
    private static final String ICON = "data:image/svg+xml;base64,";

    private final JsonNode chart;

    ChartMetadataTest() throws IOException {
        chart = yaml(Files.readString(Path.of(Helm.CHART, "Chart.yaml")));
    }

    @Test
    void theIconIsTheFileBesideIt() throws IOException {
        String icon = chart.path("icon").asText();

        assertThat(icon).startsWith(ICON);
        assertThat(new String(Base64.getDecoder().decode(icon.substring(ICON.length())), StandardCharsets.UTF_8))
                .startsWith("<svg xmlns=")
                .isEqualToIgnoringWhitespace(Files.readString(Path.of(Helm.CHART, "icon.svg")));
    }

    @Test
    void itNamesTheCustomResourcesThatItBrings() throws IOException {
        JsonNode named =
                yaml(chart.path("annotations").path("artifacthub.io/crds").asText());

        assertThat(named)
                .extracting(crd -> crd.path("kind").asText() + " "
                        + crd.path("version").asText() + " " + crd.path("name").asText())
                .containsExactlyInAnyOrderElementsOf(definitions());
    }

    @Test
    void itsLicenseAndTheLeastKubernetesAreThoseOfThePages() throws IOException {
        assertThat(Files.readString(Path.of("pom.xml")))
                .contains("<name>"
                        + chart.path("annotations")
                                .path("artifacthub.io/license")
                                .asText() + "</name>");
        String least = chart.path("kubeVersion").asText().replaceAll("[^\\d.]*(\\d+\\.\\d+)\\..*", "$1");
        assertThat(Files.readString(Manifests.FOLDER.resolve("README.md")))
                .contains("Kubernetes " + least + " or later");
    }

    private static List<String> definitions() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("crds"))) {
            return files.filter(file -> file.toString().endsWith(".yml"))
                    .map(file -> Serialization.unmarshal(open(file), CustomResourceDefinition.class))
                    .map(crd -> crd.getSpec().getNames().getKind() + " "
                            + crd.getSpec().getVersions().get(0).getName() + " "
                            + crd.getMetadata().getName())
                    .toList();
        }
    }

    private static String open(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode yaml(String text) {
        return Serialization.unmarshal(text, JsonNode.class);
    }
}
