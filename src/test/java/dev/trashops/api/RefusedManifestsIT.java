package dev.trashops.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.kube.KubeSpace;
import dev.trashops.kube.RealKube;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The manifests of the folder {@code refused}, applied with kubectl: as people do it, with kubectl's own validation left
 * out so that the server has to refuse by itself, and server-side.
 */
@RealKube
@TestInstance(Lifecycle.PER_CLASS)
class RefusedManifestsIT {
    private static final String[] FOLDERS = {"items", "policies", "rules", "changed"};

    private final List<KubeSpace> spaces;
    private final String plain;
    private final String unvalidated;
    private final String serverSide;

    RefusedManifestsIT(KubeSpace first, KubeSpace second, KubeSpace third) throws Exception {
        spaces = List.of(first, second, third);
        plain = apply(first, Stream.of("-f", RefusedManifest.FOLDER.toString()));
        unvalidated = apply(
                second,
                Stream.concat(
                        Stream.of("--validate=false"),
                        Stream.of(FOLDERS)
                                .flatMap(folder -> Stream.of(
                                        "-f",
                                        RefusedManifest.FOLDER.resolve(folder).toString()))));
        serverSide =
                apply(third, Stream.of("--server-side", "--validate=false", "-f", RefusedManifest.FOLDER.toString()));
    }

    private static String apply(KubeSpace space, Stream<String> more) throws IOException, InterruptedException {
        return space.kubectl(
                Stream.concat(Stream.of("apply", "--recursive"), more).toArray(String[]::new));
    }

    static Stream<RefusedManifest> all() {
        return RefusedManifest.all().stream();
    }

    static Stream<RefusedManifest> misspelt() {
        return all().filter(RefusedManifest::isMisspelt);
    }

    static Stream<RefusedManifest> spelt() {
        return all().filter(refused -> !refused.isMisspelt());
    }

    @ParameterizedTest
    @MethodSource("spelt")
    void theServerSaysWhatToWrite(RefusedManifest refused) {
        assertThat(refused.names())
                .isNotEmpty()
                .allSatisfy(name -> assertThat(answers(unvalidated, name))
                        .singleElement()
                        .asString()
                        .contains(refused.says()));
    }

    @ParameterizedTest
    @MethodSource("all")
    void serverSideApplyIsRefusedAsWell(RefusedManifest refused) {
        assertThat(refused.names())
                .isNotEmpty()
                .allSatisfy(name -> assertThat(answers(serverSide, name))
                        .singleElement()
                        .asString()
                        .contains(refused.serverSide()));
    }

    @ParameterizedTest
    @MethodSource("misspelt")
    void aMisspeltFieldIsNamed(RefusedManifest refused) {
        String field = refused.says().replaceFirst("\".*[.]", "\"");
        assertThat(plain.split("error (validating|when creating) \""))
                .filteredOn(answer -> answer.startsWith(refused.file() + "\""))
                .singleElement()
                .asString()
                .as("from the server, or from kubectl once it knows the schema")
                .containsAnyOf(refused.says(), field);
    }

    @Test
    void nothingIsTakenAndNothingThatWasTakenBeforeIsChanged() throws Exception {
        List<String> good = all().filter(RefusedManifest::isChange)
                .flatMap(refused -> refused.names().stream())
                .toList();
        for (KubeSpace space : spaces) {
            assertThat(space.kubectl(
                                    "get",
                                    "roboflow",
                                    "--output=jsonpath={range .items[*]}{.metadata.name} {.metadata.generation}{\"\\n\"}{end}")
                            .lines())
                    .containsExactlyInAnyOrderElementsOf(
                            good.stream().map(name -> name + " 1").toList());
        }
    }

    @Test
    void thereAreManyOfThemAndEachSaysWhy() {
        assertThat(all().count()).isGreaterThanOrEqualTo(60);
        assertThat(all()).allSatisfy(refused -> {
            assertThat(refused.says()).isNotBlank();
            assertThat(refused.file().toString()).endsWith(".yaml");
            assertThat(refused.isMisspelt() || List.of(FOLDERS).contains(refused.folder()))
                    .isTrue();
        });
        assertThat(all().flatMap(refused -> refused.names().stream()))
                .as("by its name an answer is found")
                .doesNotHaveDuplicates();
    }

    /** The lines of kubectl's output that speak of an object. */
    private static List<String> answers(String output, String name) {
        return output.lines()
                .filter(line -> line.contains("\"" + name + "\" is invalid") || line.contains("/" + name + "; "))
                .toList();
    }
}
