package dev.trashops.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTest {
    private final SandboxFixture wire = SandboxFixture.over(SeedFixture.DOCUMENTED);

    @AfterEach
    void stop() {
        wire.close();
    }

    @Test
    void theKeyIsTakenFromHeaderQueryOrBody() {
        assertThat(wire.get("/").at("/workspace").textValue()).isEqualTo("my-workspace");
        assertThat(wire.bare("GET", "/?api_key=elsewhere-key", "")
                        .at("/workspace")
                        .textValue())
                .isEqualTo("elsewhere");
        assertThat(wire.bare("POST", "/", "{'api_key':'elsewhere-key'}")
                        .at("/workspace")
                        .textValue())
                .isEqualTo("elsewhere");
    }

    @Test
    void theHeaderWinsOverTheQueryAndTheQueryOverTheBody() {
        assertThat(wire.get("/?api_key=elsewhere-key").at("/workspace").textValue())
                .isEqualTo("my-workspace");
        assertThat(wire.bare("POST", "/?api_key=elsewhere-key", "{'api_key':'full-key'}")
                        .at("/workspace")
                        .textValue())
                .isEqualTo("elsewhere");
        assertThat(wire.send(wire.request("GET", "/?api_key=full-key", "").header("Authorization", "Bearer wrong"))
                        .status())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"unknown-canary", "off-key"})
    void anUnknownOrDisabledKeyAnswers401AndIsRepeated(String key) {
        SandboxFixture.Answer answer = wire.bare("GET", "/my-workspace/trash?api_key=" + key, "");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.at("/error/type").textValue()).isEqualTo("OAuthException");
        assertThat(answer.at("/error/status").intValue()).isEqualTo(401);
        assertThat(answer.at("/error/key").textValue()).isEqualTo(key);
    }

    @Test
    void noKeyAnswers401() {
        assertThat(wire.bare("GET", "/my-workspace", "").status()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({
        "GET,    /my-workspace,                          workspace:read",
        "GET,    /my-workspace/my-detector,              project:read",
        "GET,    /my-workspace/my-detector/1,            version:read",
        "GET,    /my-workspace/my-detector/1/v2/trainings, version:read",
        "GET,    /my-workspace/workflows,                workflow:read",
        "GET,    /my-workspace/workflows/slow-webhooks,  workflow:read",
        "GET,    /my-workspace/trash,                    project:read",
        "DELETE, /my-workspace/my-detector,              project:update",
        "DELETE, /my-workspace/my-detector/1,            version:update",
        "DELETE, /my-workspace/workflows/slow-webhooks,  workflow:update"
    })
    void eachCallNeedsItsScope(String method, String path, String scope) {
        keys("{'key':'only','scopes':['" + scope + "']},{'key':'none','scopes':[]}");

        assertThat(wire.bare(method, path + "?api_key=none", "").status()).isEqualTo(401);
        wire.control("POST", "options", "{'missingScopeStatus':404}");
        SandboxFixture.Answer hidden = wire.bare(method, path + "?api_key=none", "");
        assertThat(hidden.status()).isEqualTo(404);
        assertThat(hidden.at("/error/type").textValue()).isEqualTo("GraphMethodException");
        assertThat(wire.bare(method, path + "?api_key=only", "").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "project-writer,  project,  404",
        "project-writer,  version,  401",
        "version-writer,  version,  404",
        "version-writer,  workflow, 401",
        "workflow-writer, workflow, 404",
        "workflow-writer, project,  401",
        "reader,          project,  401"
    })
    void aRestoreNeedsTheScopeOfItsType(String key, String type, int status) {
        wire.control("POST", "options", "{'missingScopeStatus':404}");

        SandboxFixture.Answer answer = wire.bare(
                "POST",
                "/my-workspace/trash/restore?api_key=" + key,
                "{'type':'" + type + "','id':'gone','parentId':'p'}");

        assertThat(answer.status()).isEqualTo(status);
    }

    @Test
    void missingScopesAnswerInTheEnvelopeOfTheirHandler() {
        assertThat(wire.bare("GET", "/my-workspace/trash?api_key=no-scopes", "")
                        .at("/error")
                        .isTextual())
                .isTrue();
        assertThat(wire.bare("GET", "/my-workspace?api_key=no-scopes", "")
                        .at("/error/message")
                        .isTextual())
                .isTrue();
    }

    @Test
    void aForeignWorkspaceAnswersAsAskedFor() {
        assertThat(wire.get("/elsewhere/trash").status()).isEqualTo(404);

        wire.control("POST", "options", "{'foreignWorkspaceStatus':403}");

        assertThat(wire.get("/elsewhere/trash").status()).isEqualTo(403);
        assertThat(wire.get("/nowhere/trash").status()).isEqualTo(404);
    }

    @Test
    void notFoundCanHaveTheBareEnvelope() {
        wire.control("POST", "options", "{'notFoundEnvelope':'text'}");

        assertThat(wire.delete("/my-workspace/nothing").at("/error").isTextual())
                .isTrue();
    }

    @Test
    void keysAreReplacedWithTheState() {
        keys("{'key':'rotated'}");

        assertThat(wire.get("/").status()).isEqualTo(401);
        assertThat(wire.bare("GET", "/?api_key=rotated", "").status()).isEqualTo(200);
    }

    private void keys(String keys) {
        String state = wire.control("GET", "state", "").toString();
        wire.control("PUT", "state", state.replaceFirst("\"keys\":\\[.*?}]", "\"keys\":[" + keys + "]"));
    }
}
