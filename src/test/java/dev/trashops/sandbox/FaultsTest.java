package dev.trashops.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultsTest {
    private static final String DETECTOR = "/my-workspace/my-detector";
    private static final String DELETE_PROJECT = "'route':'DELETE /:workspace/:project'";

    private final SandboxFixture wire = SandboxFixture.over(SeedFixture.DOCUMENTED);

    @AfterEach
    void stop() {
        wire.close();
    }

    @Test
    void aStatusIsAnsweredSoManyTimesAndTakesNoEffect() {
        fault(DELETE_PROJECT + ",'count':2,'status':429,'retryAfter':2");

        SandboxFixture.Answer limited = wire.delete(DETECTOR);
        assertThat(limited.status()).isEqualTo(429);
        assertThat(limited.raw().headers().firstValue("Retry-After")).hasValue("2");
        assertThat(wire.get(DETECTOR).status()).isEqualTo(200);
        assertThat(wire.delete(DETECTOR).status()).isEqualTo(429);
        assertThat(wire.delete(DETECTOR).status()).isEqualTo(200);
        assertThat(mutations().findValuesAsText("applied")).containsExactly("false", "false", "true");
    }

    @Test
    void aFaultOfAnotherWorkspaceDoesNotStrike() {
        fault(DELETE_PROJECT + ",'workspace':'another','status':503");
        assertThat(wire.delete(DETECTOR).status()).isEqualTo(200);

        fault("'route':'*','workspace':'my-workspace','status':503");
        assertThat(wire.get(DETECTOR).status()).isEqualTo(503);
    }

    @ParameterizedTest
    @ValueSource(ints = {402, 409, 423, 429, 500, 503})
    void retryAfterIsAbsentUnlessAskedFor(int status) {
        fault(DELETE_PROJECT + ",'status':" + status);

        SandboxFixture.Answer answer = wire.delete(DETECTOR);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.at("/error/status").intValue()).isEqualTo(status);
        assertThat(answer.raw().headers().firstValue("Retry-After")).isEmpty();
    }

    @Test
    void anotherSuccessStatusTakesEffect() {
        fault(DELETE_PROJECT + ",'status':204");

        SandboxFixture.Answer answer = wire.delete(DETECTOR);

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.text()).isEmpty();
        assertThat(wire.get(DETECTOR).status()).isEqualTo(404);
    }

    @Test
    void aRedirectNamesItsTarget() {
        fault("'route':'*','status':302,'location':'http://127.0.0.1:1/'");

        assertThat(wire.get(DETECTOR).raw().headers().firstValue("Location")).hasValue("http://127.0.0.1:1/");
    }

    @ParameterizedTest
    @CsvSource({
        "'body':'html',                 200, <!DOCTYPE, 200",
        "'body':'html' 'status':502,    502, <!DOCTYPE, 200",
        "'body':'errorIn200',           200, error,     200",
        "'body':'empty',                200, '',        404",
        "'body':'empty' 'status':503,   503, '',        200",
        "'body':'torn',                 200, deleted,   404",
        "'status':504 'effect':true,    504, error,     404"
    })
    void aSpoiltBodyTakesEffectOrNotAsItsKindSays(String spoilt, int status, String holds, int after) {
        fault(DELETE_PROJECT + ",'count':1," + spoilt.replace(" ", ","));

        SandboxFixture.Answer answer = wire.delete(DETECTOR);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.text()).contains(holds);
        assertThat(answer.text().isEmpty()).isEqualTo(holds.isEmpty());
        assertThat(wire.get(DETECTOR).status()).isEqualTo(after);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    {'trash':false}           | trash     | false
                    {'project':'another'}     | project   | another
                    {'workspace':'elsewhere'} | workspace | elsewhere
                    {'type':'version'}        | type      | version
                    {'trash':null}            | trash     | ~~
                    """)
    void anAnswerIsFalsifiedFieldByField(String fields, String field, String value) {
        fault(DELETE_PROJECT + ",'answer':" + fields);

        SandboxFixture.Answer answer = wire.delete(DETECTOR);

        assertThat(answer.at("/deleted").booleanValue()).isTrue();
        assertThat(answer.at("/" + field).asText()).isEqualTo(value);
        assertThat(wire.get(DETECTOR).status()).isEqualTo(404);
        assertThat(wire.delete(DETECTOR).at("/error").isObject()).isTrue();
    }

    @Test
    void aDeletionWithoutEffectAnswersLikeOneAndIsNeverListed() {
        fault(DELETE_PROJECT + ",'effect':false");
        JsonNode before = wire.control("GET", "state", "");

        assertThat(wire.delete(DETECTOR).text())
                .isEqualTo("{\"deleted\":true,\"type\":\"project\",\"workspace\":\"my-workspace\","
                        + "\"project\":\"my-detector\",\"projectId\":\"d_abc123\",\"trash\":true}");

        assertThat(wire.control("GET", "state", "")).isEqualTo(before);
        assertThat(wire.get("/my-workspace/trash").at("/items")).isEmpty();
        assertThat(mutations().at("/0/applied").booleanValue()).isFalse();
    }

    @Test
    void aRestoreWithoutEffectAnswersLikeOne() {
        wire.delete(DETECTOR);
        fault("'route':'POST /:workspace/trash/restore','effect':false,'count':1,'answer':{'id':'d_other'}");

        SandboxFixture.Answer answer = wire.restore("{'type':'project','id':'d_abc123'}");

        assertThat(answer.at("/restored").booleanValue()).isTrue();
        assertThat(answer.at("/id").textValue()).isEqualTo("d_other");
        assertThat(wire.get(DETECTOR).status()).isEqualTo(404);
        assertThat(wire.restore("{'type':'project','id':'d_abc123'}").status()).isEqualTo(200);
    }

    @Test
    void whatIsNotThereIsNotAnsweredAsASuccess() {
        fault(DELETE_PROJECT + ",'effect':false,'answer':{'trash':false}");

        assertThat(wire.delete("/my-workspace/nothing").status()).isEqualTo(404);
    }

    @Test
    void aTornBodyIsHalfOfTheJson() {
        fault("'route':'GET /:workspace/trash','body':'torn'");

        assertThatThrownBy(() -> wire.get("/my-workspace/trash").json()).hasMessageContaining("end-of-input");
    }

    @ParameterizedTest
    @CsvSource({"before, 200, 0, false", "after, 404, 200, true"})
    void aDropCutsTheConnectionBeforeOrAfterTheEffect(String drop, int after, int status, boolean applied) {
        fault(DELETE_PROJECT + ",'count':1,'drop':'" + drop + "'");

        assertThatThrownBy(() -> wire.trySend(deletion())).isInstanceOf(IOException.class);

        assertThat(wire.get(DETECTOR).status()).isEqualTo(after);
        assertThat(mutations().at("/0/status").intValue()).isEqualTo(status);
        assertThat(mutations().at("/0/applied").booleanValue()).isEqualTo(applied);
    }

    @Test
    void aTornBodyThatIsDroppedEndsInTheMiddle() {
        fault(DELETE_PROJECT + ",'body':'torn','drop':'after'");

        assertThatThrownBy(() -> wire.trySend(deletion())).isInstanceOf(IOException.class);

        assertThat(wire.get(DETECTOR).status()).isEqualTo(404);
    }

    @Test
    void aDelayHoldsTheAnswerBack() {
        fault(DELETE_PROJECT + ",'delay':'PT0.4S'");
        Instant start = Instant.now();

        assertThat(wire.delete(DETECTOR).status()).isEqualTo(200);

        assertThat(Duration.between(start, Instant.now())).isGreaterThanOrEqualTo(Duration.ofMillis(400));
    }

    @Test
    void aDripComesByteByByte() throws Exception {
        fault(DELETE_PROJECT + ",'drip':true");
        HttpResponse<InputStream> response =
                wire.client().send(deletion().build(), HttpResponse.BodyHandlers.ofInputStream());

        try (InputStream body = response.body()) {
            Instant start = Instant.now();
            assertThat(new String(body.readNBytes(3), StandardCharsets.UTF_8)).isEqualTo("{\"d");
            assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(10));
            assertThat(body.available()).isLessThan(20);
        }
        assertThat(wire.get(DETECTOR).status()).isEqualTo(404);
    }

    @Test
    void aProbabilityStrikesTheSameCallsForTheSameSeed() {
        List<Integer> first = twentyReads();
        wire.control("DELETE", "faults", "");

        assertThat(twentyReads()).isEqualTo(first).contains(200, 500);
    }

    @Test
    void clearingEndsAllFaults() {
        fault("'route':'*','status':500");
        assertThat(wire.get("/").status()).isEqualTo(500);
        assertThat(wire.control("GET", "faults", "").at("/faults/0/status").intValue())
                .isEqualTo(500);

        wire.control("DELETE", "faults", "");

        assertThat(wire.get("/").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    {'status':500}                       | route is missing
                    {'route':'GET /trash','status':500}  | route must be * or one of
                    {'route':'*'}                        | at least one of
                    {'route':'*','status':99}            | status must be
                    {'route':'*','answer':'no'}          | answer must be an object
                    {'route':'*','status':999}           | status must be
                    {'route':'*','body':'ripped'}        | body must be one of
                    {'route':'*','drop':'during'}        | drop must be one of
                    {'route':'*','delay':'soon'}         | delay must be an ISO-8601 duration
                    {'route':'*','hang':'forever'}       | hang must be an ISO-8601 duration
                    {'route':'*','hang':'-PT1S'}         | hang must not be negative
                    {'route':'*','hang':'PT1H','key':7}  | key must be a text
                    {'route':'*','status':500,'count':0} | count must be
                    {'route':'*','status':500,'probability':2} | probability must be
                    {'route':'*','stauts':500}           | stauts is not known
                    7                                    | must be a JSON object
                    """)
    void aFaultThatMakesNoSenseIsRefused(String body, String problem) {
        SandboxFixture.Answer answer = wire.bare("POST", "/_sandbox/faults", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.at("/error").textValue()).contains(problem);
    }

    private List<Integer> twentyReads() {
        fault("'route':'GET /','status':500,'probability':0.4,'seed':7");
        return IntStream.range(0, 20).map(i -> wire.get("/").status()).boxed().toList();
    }

    private HttpRequest.Builder deletion() {
        return wire.request("DELETE", DETECTOR + "?api_key=" + SandboxFixture.KEY, "");
    }

    private void fault(String fields) {
        wire.control("POST", "faults", "{" + fields + "}");
    }

    private JsonNode mutations() {
        return wire.control("GET", "requests", "").at("/mutations");
    }
}
