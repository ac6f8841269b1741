package dev.trashops.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrashRoutesTest {
    private final SandboxFixture wire = SandboxFixture.over(SeedFixture.DOCUMENTED);

    @AfterEach
    void stop() {
        wire.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/my-workspace/my-detector",
                "/my-workspace/my-detector/3",
                "/my-workspace/workflows/slow-webhooks"
            })
    void aSecondDeleteAnswers404(String path) {
        assertThat(wire.delete(path).status()).isEqualTo(200);
        assertThat(wire.delete(path).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/my-workspace/nothing",
                "/my-workspace/my-detector/99",
                "/my-workspace/my-detector/03",
                "/my-workspace/workflows/nothing",
                "/my-workspace/%2e%2e",
                "/my-workspace/my%2Fdetector"
            })
    void deletingWhatIsNotThereAnswers404(String path) {
        SandboxFixture.Answer answer = wire.delete(path);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.at("/error/type").textValue()).isEqualTo("GraphMethodException");
    }

    @Test
    void racingDeletesAnswerOne200AndOne404() {
        List<CompletableFuture<Integer>> racers = IntStream.range(0, 8)
                .mapToObj(i -> wire.client()
                        .sendAsync(
                                wire.request("DELETE", "/my-workspace/my-detector?api_key=full-key", "")
                                        .build(),
                                HttpResponse.BodyHandlers.discarding())
                        .thenApply(HttpResponse::statusCode))
                .toList();

        List<Integer> statuses =
                racers.stream().map(CompletableFuture::join).sorted().toList();
        assertThat(statuses).containsExactly(200, 404, 404, 404, 404, 404, 404, 404);
    }

    @Test
    void aTrashedProjectHidesItsVersionsEverywhere() {
        wire.delete("/my-workspace/my-detector");

        assertThat(wire.get("/my-workspace/my-detector").status()).isEqualTo(404);
        assertThat(wire.get("/my-workspace/my-detector/1").status()).isEqualTo(404);
        assertThat(wire.delete("/my-workspace/my-detector/1").status()).isEqualTo(404);
        assertThat(wire.get("/my-workspace").at("/workspace/projects")).hasSize(1);
        assertThat(wire.get("/my-workspace/trash").at("/items")).hasSize(1);
    }

    @Test
    void aVersionTrashedBeforeItsProjectStaysInTrashWhenTheProjectComesBack() {
        wire.delete("/my-workspace/my-detector/3");
        wire.delete("/my-workspace/my-detector");
        assertThat(wire.get("/my-workspace/trash").at("/items/0/parentInTrash").booleanValue())
                .isTrue();
        assertThat(wire.restore("{'type':'version','id':'3','parentId':'d_abc123'}")
                        .status())
                .isEqualTo(409);

        assertThat(wire.restore("{'type':'project','id':'d_abc123'}").status()).isEqualTo(200);

        assertThat(wire.get("/my-workspace/my-detector/3").status()).isEqualTo(404);
        assertThat(wire.get("/my-workspace/trash").at("/items/0/parentInTrash").booleanValue())
                .isFalse();
        assertThat(wire.restore("{'type':'version','id':'3','parentId':'d_abc123'}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void restoringTwiceAnswers404() {
        wire.delete("/my-workspace/workflows/slow-webhooks");

        assertThat(wire.restore("{'type':'workflow','id':'wf_abc123'}").status())
                .isEqualTo(200);
        SandboxFixture.Answer second = wire.restore("{'type':'workflow','id':'wf_abc123'}");
        assertThat(second.status()).isEqualTo(404);
        assertThat(second.at("/error").textValue()).contains("not found in trash");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {'id':'d_abc123'}                       | type is missing
                    {'type':'image','id':'d_abc123'}        | type must be one of
                    {'type':'project'}                      | id is missing
                    {'type':'version','id':[],'parentId':'p'}| id must be a text
                    {'type':'version','id':'3'}             | parentId is missing
                    {'type':                                | Not JSON
                    []                                      | must be a JSON object
                    """, quoteCharacter = '~')
    void aMalformedRestoreAnswers400(String body, String problem) {
        SandboxFixture.Answer answer = wire.restore(body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.at("/error").textValue()).contains(problem);
    }

    @Test
    void anItemOfAnotherWorkspaceIsNotRestored() {
        assertThat(wire.restore("{'type':'project','id':'d_theirs'}").status()).isEqualTo(404);

        wire.control("POST", "options", "{'foreignWorkspaceStatus':403}");

        assertThat(wire.restore("{'type':'project','id':'d_theirs'}").status()).isEqualTo(403);
    }

    @Test
    void aNamesakeMayBeCreatedAndThenBlocksTheRestore() {
        wire.delete("/my-workspace/my-detector");
        wire.control("POST", "actions", namesake());

        SandboxFixture.Answer blocked = wire.restore("{'type':'project','id':'d_abc123'}");
        assertThat(blocked.status()).isEqualTo(409);
        assertThat(blocked.at("/error").isTextual()).isTrue();

        assertThat(wire.delete("/my-workspace/my-detector").status()).isEqualTo(200);
        assertThat(wire.get("/my-workspace/trash").at("/items").findValuesAsText("url"))
                .containsExactly("my-detector", "my-detector");
        assertThat(wire.restore("{'type':'project','id':'d_abc123'}").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "POST,   /my-workspace/trash/empty",
        "POST,   /my-workspace/trash/deleteImmediately",
        "DELETE, /my-workspace/trash",
        "DELETE, /my-workspace/trash/d_abc123",
        "DELETE, /my-workspace/workflows",
        "DELETE, /my-workspace",
        "PUT,    /my-workspace/my-detector"
    })
    void noRouteDeletesForGood(String method, String path) {
        assertThat(wire.send(method, path, "").status()).isEqualTo(404);
        assertThat(wire.get("/my-workspace").at("/workspace/projects")).hasSize(2);
    }

    @Test
    void trainingsUnderWayAreCancelledAndStaySo() {
        wire.delete("/my-workspace/my-detector/3");
        wire.restore("{'type':'version','id':'3','parentId':'d_abc123'}");

        assertThat(wire.get("/my-workspace/my-detector/3/v2/trainings")
                        .at("/trainings/0/status")
                        .textValue())
                .isEqualTo("cancelled");
        assertThat(wire.get("/my-workspace/my-detector/3")
                        .at("/version/train/requestedStop")
                        .booleanValue())
                .isTrue();
    }

    @Test
    void trashingAProjectCancelsTheTrainingsOfItsVersions() {
        wire.delete("/my-workspace/my-detector");

        assertThat(wire.control("GET", "state", "")
                        .at("/workspaces/0/trash/0/versions/1/trainings/0/status")
                        .textValue())
                .isEqualTo("cancelled");
    }

    private static String namesake() {
        return "{'do':'create','type':'project','workspace':'my-workspace','project':'my-detector'}";
    }
}
