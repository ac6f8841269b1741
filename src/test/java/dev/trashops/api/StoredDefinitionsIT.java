package dev.trashops.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.trashops.kube.KubeSpace;
import dev.trashops.kube.RealKube;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the API server stores of our custom resource definitions is what the files say: whoever compares the two finds no
 * difference, and whoever applies the same files meets no conflict.
 */
@RealKube
class StoredDefinitionsIT {
    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(CrdWriter.FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".yml"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void everyFieldManagerMayApplyThemBesideTheOthers(KubeSpace space) throws Exception {
        for (String manager : List.of("helm", "argocd-controller", "kustomize-controller", "somebody-else")) {
            assertThat(apply(space, "--field-manager=" + manager).lines())
                    .hasSize(files().size())
                    .allMatch(line -> line.endsWith(" serverside-applied"));
        }
        assertThat(apply(space, "--field-manager=other", "--dry-run=server").lines())
                .allMatch(line -> line.endsWith(" serverside-applied (server dry run)"));
    }

    @Test
    void applyingThemAgainIsNoDifference(KubeSpace space) throws Exception {
        assertThat(space.kubectl("diff", "--server-side", "--force-conflicts", "-f", CrdWriter.FOLDER.toString()))
                .isEmpty();
    }

    private static String apply(KubeSpace space, String... more) throws Exception {
        return space.kubectl(
                Stream.concat(Stream.of("apply", "--server-side", "-f", CrdWriter.FOLDER.toString()), Stream.of(more))
                        .toArray(String[]::new));
    }

    @ParameterizedTest
    @MethodSource("files")
    void whatAFileSaysIsStoredAsItIsWritten(Path file, KubeSpace space) throws Exception {
        JsonNode written = new YAMLMapper().readTree(file.toFile());
        assertThat(space.kubectl("apply", "--server-side", "-f", file.toString()))
                .endsWith(" serverside-applied\n");
        JsonNode stored = new ObjectMapper()
                .readTree(
                        space.kubectl("get", "crd", written.at("/metadata/name").asText(), "--output=json"));

        List<String> differences = new ArrayList<>();
        collectDifferences("", written, stored, differences);

        assertThat(differences).isEmpty();
    }

    /** A whole number that is written with a fraction differs, too, as it does to those who compare texts. */
    private static void collectDifferences(String path, JsonNode written, JsonNode stored, List<String> differences) {
        if (written.isObject()) {
            written.properties()
                    .forEach(field -> collectDifferences(
                            path + "/" + field.getKey(), field.getValue(), stored.path(field.getKey()), differences));
        } else if (written.isArray() && written.size() == stored.size()) {
            for (int i = 0; i < written.size(); i++) {
                collectDifferences(path + "/" + i, written.get(i), stored.path(i), differences);
            }
        } else if (!written.equals(stored)) {
            differences.add(path + ": " + written + " is stored as " + (stored.isMissingNode() ? "nothing" : stored));
        }
    }
}
