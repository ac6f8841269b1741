package dev.trashops.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadsTest {
    private final SandboxFixture wire = SandboxFixture.over(SeedFixture.DOCUMENTED);

    @AfterEach
    void stop() {
        wire.close();
    }

    @Test
    void theKeyTellsItsWorkspace() {
        assertThat(wire.get("/").json().properties().stream().map(Map.Entry::getKey))
                .containsExactly("welcome", "instructions", "docs", "workspace");
    }

    @Test
    void aWorkspaceListsItsProjectsWithVersionCounts() {
        JsonNode workspace = wire.get("/my-workspace").at("/workspace");

        assertThat(workspace.at("/url").textValue()).isEqualTo("my-workspace");
        assertThat(workspace.at("/projects/0/id").textValue()).isEqualTo("my-workspace/my-detector");
        assertThat(workspace.at("/projects/0/versions").intValue()).isEqualTo(3);
        assertThat(workspace.at("/projects/0/created").isIntegralNumber()).isTrue();
    }

    @Test
    void aProjectListsItsVersionsAtTheTop() {
        SandboxFixture.Answer answer = wire.get("/my-workspace/my-detector");

        assertThat(answer.at("/project/versions").intValue()).isEqualTo(3);
        assertThat(answer.at("/versions").findValuesAsText("name")).contains("Version 1", "augmented-416");
        assertThat(answer.at("/versions/1/id").textValue()).isEqualTo("my-workspace/my-detector/3");
        assertThat(answer.at("/versions/0/model/id").textValue()).isEqualTo("my-detector/1");
        assertThat(answer.at("/versions/1/model").isMissingNode()).isTrue();
    }

    @Test
    void aVersionTellsOfTrainingAndGenerating() {
        JsonNode trained = wire.get("/my-workspace/my-detector/1").at("/version");
        JsonNode training = wire.get("/my-workspace/my-detector/3").at("/version");
        JsonNode generating = wire.get("/my-workspace/my-detector/4").at("/version");

        assertThat(trained.at("/model/map").isTextual()).isTrue();
        assertThat(trained.at("/train/results").isObject()).isTrue();
        assertThat(training.at("/train/status").textValue()).isEqualTo("running");
        assertThat(training.at("/train/results").isMissingNode()).isTrue();
        assertThat(generating.at("/generating").booleanValue()).isTrue();
        assertThat(generating.at("/progress").doubleValue()).isLessThan(1);
        assertThat(generating.at("/train").isMissingNode()).isTrue();
    }

    @Test
    void trainingsAreListed() {
        JsonNode training = wire.get("/my-workspace/my-detector/1/v2/trainings").at("/trainings/0");

        assertThat(training.at("/versionId").textValue()).isEqualTo("1");
        assertThat(training.at("/modelIds/0").textValue()).isEqualTo("my-detector/1");
    }

    @Test
    void workflowsAreListedAndRead() {
        assertThat(wire.get("/my-workspace/workflows").at("/workflows/0").toString())
                .isEqualTo("{\"id\":\"wf_abc123\",\"name\":\"Slow Webhooks\",\"url\":\"slow-webhooks\","
                        + "\"createdAt\":\"2025-05-01T12:00:00.000Z\"}");
        assertThat(wire.get("/my-workspace/workflows").at("/status").textValue())
                .isEqualTo("ok");
        assertThat(wire.get("/my-workspace/workflows/slow-webhooks")
                        .at("/workflow/config")
                        .isTextual())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/my-workspace",
                "/my-workspace/my-detector",
                "/my-workspace/my-detector/1",
                "/my-workspace/my-detector/1/v2/trainings"
            })
    void noReadTellsTheInternalIdOfAProject(String path) {
        assertThat(wire.get(path).text()).doesNotContain("d_abc123").doesNotContain("d_xyz789");
    }

    @Test
    void whatIsNotThereAnswers404InTheObjectEnvelope() {
        for (String path : new String[] {"/nothing", "/my-detector/9", "/workflows/nothing", "/trash/nothing"}) {
            SandboxFixture.Answer answer = wire.get("/my-workspace" + path);
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.at("/error/hint").isTextual()).isTrue();
        }
    }

    @Test
    void aMissingVersionCanAnswer500() {
        option("'missingVersionStatus':500");

        assertThat(wire.get("/my-workspace/my-detector/9").status()).isEqualTo(500);
        assertThat(wire.get("/my-workspace/my-detector/1").status()).isEqualTo(200);
        assertThat(wire.get("/my-workspace/nothing/1").status()).isEqualTo(404);
    }

    @Test
    void readsLagBehindUnlessCachesAreBypassed() {
        option("'listingLag':2");
        wire.delete("/my-workspace/my-detector");

        assertThat(inTrash("?nocache=true")).isOne();
        assertThat(inTrash("")).isZero();
        assertThat(wire.get("/my-workspace/my-detector").status()).isEqualTo(200);
        assertThat(inTrash("")).isZero();
        assertThat(inTrash("")).isOne();
        assertThat(wire.delete("/my-workspace/my-detector").status()).isEqualTo(404);
    }

    @Test
    void versionsCanBeNestedInTheProject() {
        option("'nestedVersions':true");

        SandboxFixture.Answer answer = wire.get("/my-workspace/my-detector");

        assertThat(answer.at("/project/versions")).hasSize(3);
        assertThat(answer.at("/versions").isMissingNode()).isTrue();
    }

    @Test
    void timesCanCarryAFraction() {
        option("'floatEpoch':true");

        assertThat(wire.get("/my-workspace/my-detector").text()).contains("\"created\":1748772000.250");
    }

    @Test
    void workflowsCanBeABareArray() {
        option("'bareWorkflows':true");

        assertThat(wire.get("/my-workspace/workflows").json().isArray()).isTrue();
    }

    @Test
    void theTrashCanShowOneOfItsViewsOnly() {
        wire.delete("/my-workspace/my-detector/3");
        option("'trashViews':'items'");
        assertThat(wire.get("/my-workspace/trash").at("/items")).hasSize(1);
        assertThat(wire.get("/my-workspace/trash").at("/sections")).isEmpty();

        option("'trashViews':'sections','typelessSections':true,'numericVersionIds':true");

        assertThat(wire.get("/my-workspace/trash").at("/items")).isEmpty();
        JsonNode item = wire.get("/my-workspace/trash").at("/sections/versions/0");
        assertThat(item.at("/id").isInt()).isTrue();
        assertThat(item.has("type")).isFalse();
    }

    @Test
    void unknownFieldsAndTypesComeOnRequest() {
        wire.delete("/my-workspace/my-detector/3");
        option("'unknownFields':true,'unknownType':true,'deletedByForKeys':true");

        SandboxFixture.Answer listing = wire.get("/my-workspace/trash");
        assertThat(listing.at("/items/0/undocumented").isObject()).isTrue();
        assertThat(listing.at("/items/0").has("deletedBy")).isFalse();
        assertThat(listing.at("/items/1/type").textValue()).isEqualTo("notebook");
        assertThat(wire.get("/my-workspace").at("/workspace/undocumented").booleanValue())
                .isTrue();

        SandboxFixture.Answer deleted = wire.delete("/my-workspace/workflows/slow-webhooks");
        assertThat(deleted.at("/undocumented").booleanValue()).isTrue();
        assertThat(wire.get("/my-workspace/trash").at("/items/1/deletedBy").isTextual())
                .isTrue();
    }

    @Test
    void fieldsOfTheTrashCanBeLeftOut() {
        wire.delete("/my-workspace/my-detector/3");
        wire.delete("/my-workspace/my-other-project");
        wire.delete("/my-workspace/workflows/slow-webhooks");
        option("'leftOut':['version.parentId','version.parentUrl','project.url','workflow.url']");

        JsonNode items = wire.get("/my-workspace/trash").at("/items");

        assertThat(items.at("/0").has("parentId")).isFalse();
        assertThat(items.at("/0").has("parentUrl")).isFalse();
        assertThat(items.at("/0").has("parentName")).isTrue();
        assertThat(items.at("/1").has("url")).isFalse();
        assertThat(items.at("/2").has("url")).isFalse();
        assertThat(wire.get("/my-workspace/trash").at("/sections/versions/0").has("parentId"))
                .isFalse();
        option("'leftOut':[]");
        assertThat(wire.get("/my-workspace/trash").at("/items/0").has("parentId"))
                .isTrue();
    }

    @Test
    void oddFormsOfTheTrashAreUnderstoodInARestore() {
        wire.delete("/my-workspace/my-detector/3");
        option("'pathVersionIds':true,'capitalTypes':true");
        JsonNode item = wire.get("/my-workspace/trash").at("/items/0");
        assertThat(item.at("/id").textValue()).isEqualTo("my-workspace/my-detector/3");
        assertThat(item.at("/type").textValue()).isEqualTo("VERSION");

        assertThat(wire.restore("{'type':'VERSION','id':'my-workspace/my-detector/3','parentId':'d_abc123'}")
                        .status())
                .isEqualTo(200);
        assertThat(inTrash("")).isZero();
    }

    @Test
    void aNumericIdOfAVersionIsUnderstoodInARestore() {
        wire.delete("/my-workspace/my-detector/3");

        assertThat(wire.restore("{'type':'version','id':3}").status()).isEqualTo(400);
        assertThat(wire.restore("{'type':'version','id':3,'parentId':'d_abc123'}")
                        .status())
                .isEqualTo(200);
    }

    private int inTrash(String query) {
        return wire.get("/my-workspace/trash" + query).at("/items").size();
    }

    private void option(String fields) {
        wire.control("POST", "options", "{" + fields + "}");
    }
}
