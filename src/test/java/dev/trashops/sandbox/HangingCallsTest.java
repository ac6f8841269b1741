package dev.trashops.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HangingCallsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String LISTINGS = "GET /:workspace/trash";
    private static final List<String> SILENT =
            IntStream.rangeClosed(1, 8).mapToObj(number -> "silent-" + number).toList();
    private static final String SEED =
            "{'workspaces':[{'slug':'healthy','keys':[{'key':'key-healthy'},{'key':'another'}],"
                    + "'workflows':[{'slug':'flow'}]}"
                    + String.join(
                            "",
                            SILENT.stream()
                                    .map(slug -> ",{'slug':'" + slug + "','keys':[{'key':'key-" + slug + "'}]}")
                                    .toList())
                    + "]}";

    private final SandboxFixture wire = SandboxFixture.over(SEED);

    @AfterEach
    void stop() {
        wire.close();
    }

    @Test
    void eightWorkspacesHangBesideOneThatAnswers() {
        SILENT.forEach(slug -> fault("'route':'*','workspace':'" + slug + "','hang':'PT1H'"));
        List<CompletableFuture<HttpResponse<String>>> calls =
                SILENT.stream().map(slug -> listing(slug, "key-" + slug)).toList();
        await().until(() -> calls(LISTINGS) == SILENT.size());

        assertThat(listing("healthy", "key-healthy").join().statusCode()).isEqualTo(200);
        assertThat(calls).noneMatch(CompletableFuture::isDone);

        wire.control("DELETE", "faults", "");
        await().until(() -> calls.stream().allMatch(CompletableFuture::isDone));
        assertThat(listing("silent-1", "key-silent-1").join().statusCode()).isEqualTo(200);
    }

    @Test
    void oneRouteHangsAndOthersAnswer() {
        fault("'route':'" + LISTINGS + "','hang':'PT1H'");
        CompletableFuture<HttpResponse<String>> call = listing("healthy", "key-healthy");
        await().until(() -> calls(LISTINGS) == 1);

        assertThat(get("/healthy", "key-healthy").join().statusCode()).isEqualTo(200);
        assertThat(call).isNotDone();
    }

    @Test
    void oneKeyHangsOnEveryRouteAndAnotherOfTheSameWorkspaceIsAnswered() {
        fault("'route':'*','key':'another','hang':'PT1H'");
        List<CompletableFuture<HttpResponse<String>>> calls =
                List.of(get("/", "another"), listing("healthy", "another"));
        await().until(() -> calls(LISTINGS) == 1 && calls("GET /") == 1);

        assertThat(get("/", "key-healthy").join().statusCode()).isEqualTo(200);
        assertThat(listing("healthy", "key-healthy").join().statusCode()).isEqualTo(200);
        assertThat(calls).noneMatch(CompletableFuture::isDone);
    }

    @Test
    void aCallThatHangsIsCutInTheEndAndHasTakenNoEffect() {
        fault("'route':'*','workspace':'healthy','hang':'PT0.2S','count':1");

        assertThat(delete()).failsWithin(PATIENCE).withThrowableThat().withCauseInstanceOf(IOException.class);

        assertThat(get("/healthy/workflows/flow", "key-healthy").join().statusCode())
                .isEqualTo(200);
        assertThat(mutation().at("/applied").booleanValue()).isFalse();
        assertThat(mutation().at("/status").intValue()).isZero();
    }

    @Test
    void aCallThatHangsHasTakenEffectWhereThatIsAskedFor() {
        fault("'route':'*','workspace':'healthy','hang':'PT0.2S','count':1,'effect':true");

        assertThat(delete()).failsWithin(PATIENCE);

        assertThat(get("/healthy/workflows/flow", "key-healthy").join().statusCode())
                .isEqualTo(404);
        assertThat(mutation().at("/applied").booleanValue()).isTrue();
    }

    @Test
    void theEndOfTheSandboxEndsWhatHangs() {
        fault("'route':'*','hang':'PT1H'");
        CompletableFuture<HttpResponse<String>> call = listing("healthy", "key-healthy");
        await().until(() -> calls(LISTINGS) == 1);

        wire.close();

        assertThat(call).failsWithin(PATIENCE);
    }

    private CompletableFuture<HttpResponse<String>> listing(String workspace, String key) {
        return get("/" + workspace + "/trash", key);
    }

    private CompletableFuture<HttpResponse<String>> get(String path, String key) {
        return send("GET", path, key);
    }

    private CompletableFuture<HttpResponse<String>> delete() {
        return send("DELETE", "/healthy/workflows/flow", "key-healthy");
    }

    private CompletableFuture<HttpResponse<String>> send(String method, String path, String key) {
        return wire.client()
                .sendAsync(
                        wire.request(method, path + "?api_key=" + key, "").build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    private int calls(String route) {
        return wire.control("GET", "requests", "").at("/byRoute").path(route).intValue();
    }

    private JsonNode mutation() {
        return wire.control("GET", "requests", "").at("/mutations/0");
    }

    private void fault(String fields) {
        wire.control("POST", "faults", "{" + fields + "}");
    }
}
