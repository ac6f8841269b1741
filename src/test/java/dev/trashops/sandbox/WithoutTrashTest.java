package dev.trashops.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Folders, API keys and images: the official client reads them, and deletes them for good. */
class WithoutTrashTest {
    private static final String SEED = "{'workspaces':[{'slug':'acme',"
            + "'keys':[{'key':'full-key'},{'key':'old-key','name':'Old'},{'key':'safe-key','protected':true},"
            + "{'key':'one-project','projects':['cat']}],"
            + "'projects':[{'slug':'cat','id':'P1','images':10,'versions':[{'number':1,'trained':true},{'number':2,"
            + "'modelsShownIn':[],'trainings':[{'id':'run','modelGroup':'sweep'}]}]},{'slug':'dog','id':'P2'}],"
            + "'folders':[{'id':'f1','name':'Pets','projects':['cat','dog']},{'id':'f2','name':'Dogs','projects':['dog']}],"
            + "'images':[{'id':'i1','project':'cat'},{'id':'i2','project':'dog'},{'id':'i3'}]}]}";

    private final SandboxFixture wire = SandboxFixture.over(SEED);

    @AfterEach
    void stop() {
        wire.close();
    }

    private JsonNode workspace() {
        return wire.control("GET", "state", "").at("/workspaces/0");
    }

    private JsonNode requests() {
        return wire.control("GET", "requests", "");
    }

    private int as(String key, String path) {
        return wire.bare("GET", path + "?api_key=" + key, "").status();
    }

    @Test
    void theirStateCanBePutBack() {
        JsonNode state = wire.control("GET", "state", "");
        assertThat(wire.control("PUT", "state", state.toString())).isEqualTo(state);
        assertThat(state.at("/workspaces/0/folders/0/projects/0").textValue()).isEqualTo("P1");
    }

    @Test
    void aFolderIsDeletedForGoodAndItsProjectsStay() {
        assertThat(wire.get("/acme/groups").at("/data").findValuesAsText("name"))
                .containsExactly("Pets", "Cat", "Dog", "Dogs", "Dog");
        assertThat(wire.get("/acme/groups?groupId=f2")
                        .at("/data/0/projects/0/id")
                        .textValue())
                .isEqualTo("acme/dog");

        assertThat(wire.delete("/acme/groups/f1").status()).isEqualTo(200);
        assertThat(wire.delete("/acme/groups/f1").status()).isEqualTo(404);

        assertThat(wire.get("/acme/groups?groupId=f1").status()).isEqualTo(404);
        assertThat(workspace().at("/projects")).hasSize(2);
        assertThat(workspace().at("/trash")).isEmpty();
        assertThat(requests().at("/finalDeletes").intValue()).isEqualTo(2);
        assertThat(requests().at("/mutations").findValuesAsText("applied")).containsExactly("true", "false");
    }

    @Test
    void projectsGoIntoFoldersAndOutOfThem() {
        String made = wire.send("POST", "/acme/groups", "{'name':'New','projects':['acme/cat']}")
                .at("/id")
                .textValue();
        wire.send("PATCH", "/acme/groups/" + made + "/projects", "{'projects':['P2']}");
        assertThat(wire.get("/acme/groups?groupId=" + made).at("/data/0/projects"))
                .hasSize(2);
        wire.send("DELETE", "/acme/groups/" + made + "/projects", "{'projects':['cat']}");
        wire.send("POST", "/acme/groups/" + made, "{'name':'Newer'}");
        JsonNode folder = wire.get("/acme/groups?groupId=" + made).at("/data/0");
        assertThat(folder.at("/name").textValue()).isEqualTo("Newer");
        assertThat(folder.at("/projects").findValuesAsText("id")).containsExactly("acme/dog");
        assertThat(requests().at("/finalDeletes").intValue()).isZero();
    }

    @Test
    void aRevokedKeyOpensNothingAnyMore() {
        String id = keyId("Old");
        assertThat(as("old-key", "/acme")).isEqualTo(200);
        assertThat(wire.delete("/acme/api-keys/" + id).at("/keyId").textValue()).isEqualTo(id);
        assertThat(as("old-key", "/acme")).isEqualTo(401);
        assertThat(wire.get("/acme/api-keys/" + id).status()).isEqualTo(404);
        assertThat(requests().at("/finalDeletes").intValue()).isEqualTo(1);
    }

    @Test
    void aProtectedKeyCantBeRevokedDisabledOrRolled() {
        String id = wire.get("/acme/api-keys").at("/apiKeys/2/keyId").textValue();
        assertThat(wire.delete("/acme/api-keys/" + id).status()).isEqualTo(409);
        assertThat(wire.send("PATCH", "/acme/api-keys/" + id, "{'disabled':true}")
                        .status())
                .isEqualTo(409);
        assertThat(wire.send("PATCH", "/acme/api-keys/" + id, "{'protected':false}")
                        .status())
                .isEqualTo(403);
        assertThat(wire.send("POST", "/acme/api-keys/" + id + "/roll", "").status())
                .isEqualTo(409);
        assertThat(as("safe-key", "/acme")).isEqualTo(200);
    }

    @Test
    void aRolledKeyIsReplacedAndADisabledOneIsListedOnRequest() {
        String id = keyId("Old");
        JsonNode rolled =
                wire.send("POST", "/acme/api-keys/" + id + "/roll", "").json();
        assertThat(as("old-key", "/acme")).isEqualTo(401);
        assertThat(as(rolled.at("/key").textValue(), "/acme")).isEqualTo(200);
        wire.send("PATCH", "/acme/api-keys/" + rolled.at("/keyId").textValue(), "{'disabled':true}");
        assertThat(as(rolled.at("/key").textValue(), "/acme")).isEqualTo(401);
        assertThat(wire.get("/acme/api-keys").at("/apiKeys")).hasSize(3);
        assertThat(wire.get("/acme/api-keys?includeDisabled=true").at("/apiKeys"))
                .hasSize(4);
    }

    @Test
    void aKeyCanBeMadeForAFolderAndForScopes() {
        JsonNode made = wire.send(
                        "POST", "/acme/api-keys", "{'name':'New','folderIds':['f2'],'scopes':['project:read']}")
                .json();
        String secret = made.at("/key").textValue();
        assertThat(as(secret, "/acme/dog")).isEqualTo(200);
        assertThat(as(secret, "/acme/cat")).isEqualTo(404);
        assertThat(as(secret, "/acme/workflows")).isEqualTo(401);
        assertThat(wire.get("/acme/api-keys").text()).doesNotContain(secret);
    }

    private String keyId(String name) {
        for (JsonNode key : wire.get("/acme/api-keys").at("/apiKeys")) {
            if (key.at("/name").textValue().equals(name)) {
                return key.at("/keyId").textValue();
            }
        }
        throw new AssertionError("no key " + name);
    }

    @Test
    void imagesOfAProjectAreGoneForGood() {
        assertThat(wire.get("/acme/cat/images/i1").at("/image/id").textValue()).isEqualTo("i1");
        assertThat(wire.send("DELETE", "/acme/cat/images", "{'images':['i1','i2','i3']}")
                        .status())
                .isEqualTo(204);
        assertThat(wire.get("/acme/cat/images/i1").status()).isEqualTo(404);
        assertThat(wire.get("/acme/dog/images/i2").status()).isEqualTo(200);
        assertThat(workspace().at("/projects/0/images").intValue()).isEqualTo(9);
        assertThat(workspace().at("/images").findValuesAsText("id")).containsExactly("i2", "i3");
        assertThat(requests().at("/finalDeletes").intValue()).isEqualTo(1);
    }

    @Test
    void ofTheWorkspacesImagesOnlyOrphansAreDeleted() {
        JsonNode answer =
                wire.send("DELETE", "/acme/images", "{'images':['i1','i3']}").json();
        assertThat(answer.at("/deletedSources").intValue()).isEqualTo(1);
        assertThat(answer.at("/skippedSources").intValue()).isEqualTo(1);
        assertThat(workspace().at("/images").findValuesAsText("id")).containsExactly("i1", "i2");
    }

    @Test
    void theModelsOfAProjectAreListedByRunToo() {
        assertThat(wire.get("/acme/cat/models").json().findValuesAsText("modelId"))
                .containsExactly("cat/1", "cat/2");
        assertThat(wire.get("/acme/cat/models?group=sweep").json().findValuesAsText("version"))
                .containsExactly("2");
    }

    @Test
    void aGeneratedVersionHasANumberThatWasNeverUsed() {
        wire.delete("/acme/cat/2");
        String settings = "{'preprocessing':{},'augmentation':{}}";
        assertThat(wire.send("POST", "/acme/cat/generate", settings)
                        .at("/version")
                        .textValue())
                .isEqualTo("3");
        assertThat(wire.get("/acme/cat/3").status()).isEqualTo(200);
        assertThat(wire.send("POST", "/acme/cat/generate", "{}").status()).isEqualTo(400);
    }

    @Test
    void aKeyOfOneProjectSeesNothingOfTheOthers() {
        JsonNode folders =
                wire.bare("GET", "/acme/groups?api_key=one-project", "").json();
        assertThat(folders.at("/data")).hasSize(1);
        assertThat(folders.at("/data/0/projects").findValuesAsText("id")).containsExactly("acme/cat");
        assertThat(wire.bare("DELETE", "/acme/groups/f2?api_key=one-project", "")
                        .status())
                .isEqualTo(404);
        assertThat(as("one-project", "/acme/dog/images/i2")).isEqualTo(404);
    }
}
