package dev.trashops.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Slugs as they are met in public code, and paths that lead to something other than an item. */
class SlugsTest {
    @ParameterizedTest
    @CsvSource({
        "-ab1cd, -x9y8z",
        "Acme_Vision, u.s.-coins-dataset-a.someone",
        "a.b, -",
        "ws, Upper_Case",
        "ws, 42",
        "ws, images-2",
        "ws, a b%c"
    })
    void everySlugCanBeReadTrashedRestoredAndRenamed(String workspace, String project) {
        try (SandboxFixture wire = SandboxFixture.over("{'workspaces':[{'slug':'" + workspace
                + "','keys':[{'key':'full-key'}],'projects':[{'slug':'" + project
                + "','id':'d_1','versions':[{'number':1,'trained':true}]}],'workflows':[{'slug':'" + project
                + "'}]}]}")) {
            String ws = "/" + segment(workspace);
            String path = ws + "/" + segment(project);

            assertThat(wire.get(path + "/1/v2/trainings").status()).isEqualTo(200);
            assertThat(wire.delete(path + "/1").status()).isEqualTo(200);
            assertThat(wire.delete(path).at("/project").textValue()).isEqualTo(project);
            assertThat(wire.delete(ws + "/workflows/" + segment(project)).status())
                    .isEqualTo(200);
            assertThat(wire.get(ws + "/trash")
                            .at("/sections/versions/0/parentUrl")
                            .textValue())
                    .isEqualTo(project);
            assertThat(wire.send("POST", ws + "/trash/restore", "{'type':'project','id':'d_1'}")
                            .status())
                    .isEqualTo(200);
            wire.control(
                    "POST",
                    "actions",
                    "{'do':'rename','type':'project','project':'" + project + "','to':'-new.slug_'}");
            assertThat(wire.get(path).status()).isEqualTo(404);
            assertThat(wire.get(ws + "/-new.slug_").status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "workspace, ., can't be a slug",
        "workspace, .., can't be a slug",
        "workspace, universe, reserved",
        "workspace, Batch-Processing, reserved",
        "project, .., can't be a slug",
        "project, a/b, slash",
        "project, images, reserved",
        "project, API-KEYS, reserved",
        "project, createWorkflow, reserved",
        "workflow, ., can't be a slug"
    })
    void whatIsNoSlugIsRefusedInASeed(String type, String slug, String problem) {
        String workspace = type.equals("workspace") ? slug : "ws";
        String items = type.equals("workspace") ? "" : ",'" + type + "s':[{'slug':'" + slug + "'}]";

        assertThatThrownBy(() -> SandboxFixture.over("{'workspaces':[{'slug':'" + workspace + "'" + items + "}]}")
                        .close())
                .isInstanceOf(SandboxSeedException.class)
                .hasMessageContaining(problem);
    }

    @ParameterizedTest
    @CsvSource({
        "/my-workspace/images, 400",
        "/my-workspace/IMAGES, 400",
        "/my-workspace/%69mages/, 400",
        "/my-workspace/groups/g1, 404",
        "/my-workspace/Groups/my-detector, 404",
        "/my-workspace/api-keys/k1, 404",
        "/my-workspace/my-detector/images, 400",
        "/my-workspace/my-detector/Images, 400"
    })
    void aDeleteThatIsFinalIsCountedAlthoughItNamesNothingAndTouchesNoItem(String path, int status) {
        try (SandboxFixture wire = SandboxFixture.over(SeedFixture.DOCUMENTED)) {
            JsonNode before = wire.control("GET", "state", "");

            assertThat(wire.delete(path).status()).isEqualTo(status);
            assertThat(wire.bare("DELETE", path, "").status()).isEqualTo(401);

            JsonNode requests = wire.control("GET", "requests", "");
            assertThat(requests.at("/finalDeletes").intValue()).isEqualTo(2);
            assertThat(requests.at("/mutations/0/path").textValue()).isEqualTo(path);
            assertThat(requests.at("/mutations").findValuesAsText("applied")).containsExactly("false", "false");
            assertThat(wire.control("GET", "state", "")).isEqualTo(before);
            assertThat(wire.control("DELETE", "requests", "")
                            .at("/finalDeletes")
                            .intValue())
                    .isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/my-workspace/TRASH",
                "/my-workspace/Workflows",
                "/my-workspace/groups",
                "/my-workspace/models/1",
                "/my-workspace/search",
                "/my-workspace/my-detector%2Fimages",
                "/my-workspace/workflows/%2e%2e%2fmy-detector"
            })
    void aReservedWordIsNoProject(String path) {
        try (SandboxFixture wire = SandboxFixture.over(SeedFixture.DOCUMENTED)) {
            assertThat(wire.delete(path).status()).isEqualTo(404);
        }
    }

    @Test
    void literalPartsOfAPathFitInAnyCase() {
        try (SandboxFixture wire = SandboxFixture.over(SeedFixture.DOCUMENTED)) {
            assertThat(wire.get("/my-workspace/Trash").at("/items").isArray()).isTrue();
            assertThat(wire.get("/my-workspace/WORKFLOWS").at("/workflows")).hasSize(1);
            assertThat(wire.get("/my-workspace/My-Detector").status()).isEqualTo(404);
        }
    }

    private static String segment(String slug) {
        return URLEncoder.encode(slug, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
