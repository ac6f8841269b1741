package dev.trashops.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever names a version of the product names that of the pom. A new version is a change at all these places. */
class VersionsTest {
    private static final Pattern NAMED = Pattern.compile("(?:" + Manifests.NAME
            + "|\\$IMAGE|\\$\\{IMAGE}):(\\d[\\w.-]*\\w)" + "|newTag: (\\S+)|app\\.kubernetes\\.io/version: (\\S+)");

    @Test
    void chartImageAndManifestsHaveTheVersionOfThePom() throws IOException {
        String version = Versions.ofThePom();
        JsonNode chart = Serialization.unmarshal(Files.readString(Path.of(Helm.CHART, "Chart.yaml")), JsonNode.class);
        assertThat(chart.path("version").asText()).isEqualTo(version);
        assertThat(chart.path("appVersion").asText()).isEqualTo(version);

        List<String> named = pages().flatMap(VersionsTest::named).toList();
        assertThat(named).hasSizeGreaterThan(8).containsOnly(version);
    }

    @Test
    void theImageIsTaggedAndLabelledWithTheVersionOfThePom() throws IOException {
        assertThat(Files.readString(Path.of("pom.xml")))
                .contains("<image.name>${project.artifactId}:${project.version}</image.name>")
                .contains("<org.opencontainers.image.version>${project.version}</org.opencontainers.image.version>");
    }

    /** A tag can be given to another image at any time. */
    @Test
    void theBaseImageIsPinnedByItsDigest() throws IOException {
        assertThat(Files.readString(Path.of("pom.xml")))
                .containsPattern("<image\\.base>[a-z0-9./-]+:[\\w.-]+@sha256:[0-9a-f]{64}</image\\.base>");
    }

    private static Stream<String> named(Path page) {
        try {
            return NAMED.matcher(Files.readString(page)).results().map(VersionsTest::version).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String version(MatchResult found) {
        return Stream.of(1, 2, 3)
                .map(found::group)
                .filter(group -> group != null)
                .findFirst()
                .orElseThrow();
    }

    private static Stream<Path> pages() throws IOException {
        try (Stream<Path> manifests = Files.walk(Manifests.FOLDER)) {
            return Stream.concat(
                    Stream.of(Path.of("README.md"), Path.of("CONTRIBUTING.md"), Path.of("examples/README.md")),
                    manifests
                            .filter(Files::isRegularFile)
                            .filter(file -> file.toString().matches(".*\\.(md|yaml)"))
                            .filter(file -> !file.startsWith(Path.of(Helm.CHART, "templates"))))
                    .toList()
                    .stream();
        }
    }
}
