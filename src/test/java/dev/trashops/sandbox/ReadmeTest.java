package dev.trashops.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The example of the sandbox's README is a seed, and holds versions of every shape. */
class ReadmeTest {
    private static final Path README = Path.of("src/main/java/dev/trashops/sandbox/README.md");

    private SandboxFixture wire;

    @BeforeEach
    void start() throws IOException {
        String text = Files.readString(README);
        String seed = text.substring(text.indexOf("```json\n") + 8);
        wire = SandboxFixture.over(SandboxFixture.still()
                .withSeed(new com.fasterxml.jackson.databind.ObjectMapper()
                        .readTree(seed.substring(0, seed.indexOf("```")))));
    }

    @AfterEach
    void stop() {
        wire.close();
    }

    @ParameterizedTest
    @CsvSource({
        // number, model in the list, model, train status, train.results, train.model, models, statuses, models of the
        // runs
        "1,  false, false, '',        false, false, false, '', 0",
        "2,  true,  true,  finished,  true,  false, false, finished, 1",
        "3,  false, false, '',        false, false, false, finished, 1",
        "4,  false, false, finished,  false, true,  false, finished, 1",
        "5,  false, false, '',        false, false, true,  finished, 1",
        "6,  true,  true,  '',        false, false, false, finished, 1",
        "7,  false, false, '',        false, false, false, stopped, 1",
        "8,  false, false, '',        false, false, false, cancelled, 1",
        "9,  false, false, '',        false, false, false, failed, 0",
        "10, false, false, '',        false, false, false, mining, 0",
        "11, false, false, running,   false, false, false, running, 0",
        "12, true,  true,  failed,    false, false, false, finished failed, 1"
    })
    void aVersionTellsOfItsModelsWhereItsShapeSaysSo(
            int number,
            boolean listed,
            boolean model,
            String train,
            boolean results,
            boolean trainModel,
            boolean models,
            String statuses,
            int modelIds) {
        String path = "/-ab1cd/-x9y8z";
        JsonNode inList = get(path).at("/versions/" + (number - 1));
        JsonNode version = get(path + "/" + number).at("/version");
        JsonNode runs = get(path + "/" + number + "/v2/trainings").at("/trainings");

        assertThat(inList.has("model")).isEqualTo(listed);
        assertThat(version.has("model")).isEqualTo(model);
        assertThat(version.at("/train/status").asText("")).isEqualTo(train);
        assertThat(version.at("/train").has("results")).isEqualTo(results);
        assertThat(version.at("/train").has("model")).isEqualTo(trainModel);
        assertThat(version.has("models")).isEqualTo(models);
        assertThat(String.join(" ", runs.findValuesAsText("status"))).isEqualTo(statuses);
        assertThat(runs.valueStream()
                        .mapToInt(run -> run.at("/modelIds").size())
                        .sum())
                .isEqualTo(modelIds);
    }

    @Test
    void modelsThatOnlyTrainingsTellOfCanBeShown() {
        wire.control("POST", "options", "{'everyModelShown':true}");

        assertThat(get("/-ab1cd/-x9y8z").at("/versions/2").has("model")).isTrue();
        assertThat(get("/-ab1cd/-x9y8z/3").at("/version/train").has("results")).isTrue();
        assertThat(get("/-ab1cd/-x9y8z/4").at("/version").has("model")).isFalse();
    }

    @Test
    void projectsTellWhetherTheyArePublicUnlessThatIsLeftOut() {
        assertThat(get("/-ab1cd").at("/workspace/projects/0/public").booleanValue())
                .isTrue();
        assertThat(get("/-ab1cd/Upper_Case").at("/project/public").booleanValue())
                .isFalse();
        wire.control("POST", "actions", "{'do':'publish','type':'project','project':'Upper_Case'}");
        assertThat(get("/-ab1cd/Upper_Case").at("/project/public").booleanValue())
                .isTrue();

        wire.control("POST", "options", "{'publicShown':false}");

        assertThat(get("/-ab1cd").at("/workspace/projects/0").has("public")).isFalse();
        assertThat(get("/-ab1cd/-x9y8z").at("/project").has("public")).isFalse();
    }

    @Test
    void aKeyOfAFolderSeesItsProjectsOnly() {
        assertThat(folder("GET", "/-ab1cd").at("/workspace/projects")).hasSize(1);
        assertThat(folder("GET", "/-ab1cd/-x9y8z/1").status()).isEqualTo(200);
        for (String path : new String[] {"/-ab1cd/Upper_Case", "/-ab1cd/workflows/gate"}) {
            assertThat(folder("GET", path).status()).isEqualTo(404);
            assertThat(folder("DELETE", path).status()).isEqualTo(404);
        }
        assertThat(folder("GET", "/-ab1cd/trash").at("/items").findValuesAsText("id"))
                .containsExactly("run-2b");
        String gone = get("/-ab1cd/trash").at("/sections/projects/0/id").textValue();
        assertThat(wire.bare(
                                "POST",
                                "/-ab1cd/trash/restore?api_key=one-folder",
                                "{'type':'project','id':'" + gone + "'}")
                        .status())
                .isEqualTo(404);

        assertThat(folder("DELETE", "/-ab1cd/-x9y8z").status()).isEqualTo(200);

        assertThat(get("/-ab1cd").at("/workspace/projects")).hasSize(2);
        assertThat(get("/-ab1cd/trash").at("/items")).hasSize(5);
    }

    @Test
    void aKeyOfAFolderFollowsARename() {
        wire.control("POST", "actions", "{'do':'rename','type':'project','project':'-x9y8z','to':'kitties'}");

        assertThat(folder("GET", "/-ab1cd/kitties").status()).isEqualTo(200);
    }

    @Test
    void theStateGoesRoundUnchanged() {
        wire.control("POST", "actions", "{'do':'rename','type':'project','project':'-x9y8z','to':'kitties'}");
        wire.bare("DELETE", "/-ab1cd/kitties/12/v2/trainings/-ab1cd%2F-x9y8z%2F12?api_key=everything", "");
        wire.bare("DELETE", "/-ab1cd/kitties/10?api_key=everything", "");
        wire.bare("POST", "/-ab1cd/kitties/1/v2/trainings?api_key=everything", "{'modelType':'rfdetr-nano'}");
        wire.bare("POST", "/-ab1cd/trash/restore?api_key=everything", "{'type':'training','id':'-ab1cd/-x9y8z/12'}");
        JsonNode before = wire.control("GET", "state", "");

        wire.control("PUT", "state", before.toString());

        assertThat(wire.control("GET", "state", "")).isEqualTo(before);
        assertThat(before.at("/region").textValue()).isEqualTo("eu");
    }

    @Test
    void theKeysOfOneRegionDoNotOpenTheOther() {
        try (SandboxFixture other = SandboxFixture.over(SeedFixture.DOCUMENTED)) {
            assertThat(other.bare("GET", "/?api_key=everything", "").status()).isEqualTo(401);
            assertThat(other.bare("GET", "/-ab1cd?api_key=everything", "").status())
                    .isEqualTo(401);
            assertThat(wire.bare("GET", "/?api_key=full-key", "").status()).isEqualTo(401);
            assertThat(wire.bare("GET", "/?api_key=everything", "")
                            .at("/workspace")
                            .textValue())
                    .isEqualTo("-ab1cd");
        }
    }

    @Test
    void everyOptionOfTheReadmeIsKnown() throws IOException {
        JsonNode options = wire.control("GET", "options", "");

        assertThat(Stream.of(
                        "servingRunDelete",
                        "parentUrlFollowsRename",
                        "leftOut",
                        "listedAtMost",
                        "numericVersionIds",
                        "pathVersionIds",
                        "capitalTypes",
                        "publicShown",
                        "everyModelShown"))
                .allMatch(options::has)
                .allMatch(Files.readString(README)::contains);
    }

    private JsonNode get(String path) {
        SandboxFixture.Answer answer = wire.bare("GET", path + "?api_key=everything", "");
        assertThat(answer.status()).isEqualTo(200);
        return answer.json();
    }

    private SandboxFixture.Answer folder(String method, String path) {
        return wire.bare(method, path + "?api_key=one-folder", "");
    }
}
