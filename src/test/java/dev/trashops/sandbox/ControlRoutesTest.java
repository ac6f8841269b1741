package dev.trashops.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ControlRoutesTest {
    private final SandboxFixture wire = SandboxFixture.over(SeedFixture.DOCUMENTED);

    @AfterEach
    void stop() {
        wire.close();
    }

    @Test
    void callsAreCountedByRouteAndMutationsAreKeptWithoutTheKey() {
        wire.get("/my-workspace/trash");
        wire.get("/my-workspace/trash?nocache=true");
        wire.bare("DELETE", "/my-workspace/my-detector?api_key=full-key", "");
        wire.restore("{'type':'project','id':'d_abc123'}");
        wire.delete("/my-workspace/trash");

        JsonNode requests = wire.control("GET", "requests", "");

        assertThat(requests.at("/total").intValue()).isEqualTo(5);
        assertThat(requests.at("/byRoute"))
                .isEqualTo(SandboxFixture.json("{'DELETE (no such route)':1,'DELETE /:workspace/:project':1,"
                        + "'GET /:workspace/trash':2,'POST /:workspace/trash/restore':1}"));
        assertThat(requests.at("/mutations/0"))
                .isEqualTo(SandboxFixture.json("{'at':'2026-05-01T12:00:00.000Z','method':'DELETE',"
                        + "'path':'/my-workspace/my-detector','status':200,'applied':true}"));
        assertThat(requests.at("/mutations").findValuesAsText("status")).containsExactly("200", "200", "404");
        assertThat(requests.toString()).doesNotContain("full-key");
    }

    @Test
    void controlCallsAreNotCountedAndCountsAreReset() {
        wire.get("/");
        wire.control("GET", "state", "");

        assertThat(wire.control("DELETE", "requests", ""))
                .isEqualTo(SandboxFixture.json("{'total':0,'finalDeletes':0,'byRoute':{},'mutations':[]}"));
        assertThat(wire.control("GET", "requests", "").at("/total").intValue()).isZero();
    }

    @Test
    void theStateGoesRoundUnchanged() {
        String training = "/my-workspace/my-detector/1/v2/trainings";
        wire.delete(training + "/" + wire.get(training).at("/trainings/0/id").textValue());
        wire.delete("/my-workspace/my-detector/3");
        wire.delete("/my-workspace/my-detector");
        wire.delete("/my-workspace/workflows/slow-webhooks");
        act("'do':'create','type':'project','project':'my-detector'");
        act("'do':'create','type':'version','project':'my-detector'");
        JsonNode before = wire.control("GET", "state", "");

        wire.control("PUT", "state", before.toString());

        assertThat(wire.control("GET", "state", "")).isEqualTo(before);
        assertThat(before.at("/workspaces/0/trash")).hasSize(4);
    }

    @Test
    void theClockMovesByAStepOrToAMomentAndCleansUp() {
        wire.delete("/my-workspace/my-detector/3");
        wire.delete("/my-workspace/my-detector");
        assertThat(wire.control("POST", "clock", "{'advance':'PT719H59M'}")
                        .at("/cleanedUp")
                        .intValue())
                .isZero();
        assertThat(wire.get("/my-workspace/trash").at("/items")).hasSize(2);

        JsonNode moved = wire.control("POST", "clock", "{'now':'2026-05-31T12:00:00Z'}");

        assertThat(moved.at("/now").textValue()).isEqualTo("2026-05-31T12:00:00.000Z");
        assertThat(moved.at("/cleanedUp").intValue()).isEqualTo(2);
        assertThat(wire.get("/my-workspace/trash").at("/items")).isEmpty();
        assertThat(wire.restore("{'type':'project','id':'d_abc123'}").status()).isEqualTo(404);
        assertThat(wire.server().clock().instant()).isEqualTo("2026-05-31T12:00:00Z");
    }

    @ParameterizedTest
    @CsvSource({
        "{'advance':'-PT1H'},               'Fri, 01 May 2026 11:00:00 GMT'",
        "{'advance':'-P3D'},                'Tue, 28 Apr 2026 12:00:00 GMT'",
        "{'now':'-P3D'},                    'Tue, 28 Apr 2026 12:00:00 GMT'",
        "{'now':'2026-04-30T00:00:00Z'},    'Thu, 30 Apr 2026 00:00:00 GMT'",
        "{'advance':'P3DT5H'},              'Mon, 04 May 2026 17:00:00 GMT'"
    })
    void theClockIsSetForwardAndBackAndTheDateHeaderFollows(String body, String date) {
        wire.control("POST", "clock", body);

        assertThat(date()).isEqualTo(date);
    }

    @Test
    void whatWasCleanedUpStaysGoneWhenTheClockIsSetBack() {
        wire.delete("/my-workspace/my-detector");
        wire.control("POST", "clock", "{'advance':'P31D'}");

        JsonNode moved = wire.control("POST", "clock", "{'advance':'-P31D'}");

        assertThat(moved).isEqualTo(SandboxFixture.json("{'now':'2026-05-01T12:00:00.000Z','cleanedUp':0}"));
        assertThat(wire.get("/my-workspace/trash").at("/items")).isEmpty();
        assertThat(wire.get("/my-workspace/my-detector").status()).isEqualTo(404);
    }

    @Test
    void cleanupCanLag() {
        wire.control("POST", "options", "{'cleanupLag':'PT6H'}");
        wire.delete("/my-workspace/my-detector");

        assertThat(wire.control("POST", "clock", "{'advance':'P30D'}")
                        .at("/cleanedUp")
                        .intValue())
                .isZero();
        assertThat(wire.control("POST", "clock", "{'advance':'PT6H'}")
                        .at("/cleanedUp")
                        .intValue())
                .isOne();
    }

    @Test
    void theDateHeaderFollowsTheClockAndItsSkew() {
        assertThat(date()).isEqualTo("Fri, 01 May 2026 12:00:00 GMT");

        wire.control("POST", "clock", "{'advance':'P2D'}");
        wire.control("POST", "options", "{'dateSkew':'PT10M'}");

        assertThat(date()).isEqualTo("Sun, 03 May 2026 12:10:00 GMT");
        assertThat(wire.control("GET", "clock", "").at("/now").textValue()).isEqualTo("2026-05-03T12:00:00.000Z");
    }

    @Test
    void aPersonTrashesAndIsNamed() {
        act("'do':'trash','type':'project','project':'my-detector','by':'uid-ben','cleanupDeleteImages':true");
        act("'do':'trash','type':'version','project':'my-other-project','version':1,'by':'uid-ben'");
        act("'do':'trash','type':'workflow','workflow':'slow-webhooks','by':'uid-ben'");

        JsonNode items = wire.get("/my-workspace/trash").at("/items");
        assertThat(items.at("/0/deletedBy").textValue()).isEqualTo("uid-ben");
        assertThat(items.at("/0/cleanupDeleteImages").booleanValue()).isTrue();
        assertThat(items.at("/1/deletedBy").isMissingNode()).isTrue();
        assertThat(items.at("/2/deletedByName").textValue()).isEqualTo("uid-ben");
        assertThat(wire.control("GET", "requests", "").at("/mutations")).isEmpty();
    }

    @Test
    void aPersonRestores() {
        for (String item : List.of(
                "'type':'project','project':'my-detector'",
                "'type':'version','project':'my-other-project','version':1",
                "'type':'workflow','workflow':'slow-webhooks'")) {
            act("'do':'trash'," + item);
            act("'do':'restore'," + item);
        }

        assertThat(wire.get("/my-workspace/trash").at("/items")).isEmpty();
        assertThat(wire.get("/my-workspace/my-other-project/1").status()).isEqualTo(200);
    }

    @Test
    void aPersonDeletesForGoodAndTheVersionsInTrashGoToo() {
        wire.delete("/my-workspace/my-detector/3");
        wire.delete("/my-workspace/my-detector");

        act("'do':'purge','type':'project','project':'my-detector'");

        assertThat(wire.get("/my-workspace/trash").at("/items")).isEmpty();
    }

    @Test
    void aPersonRenames() {
        act("'do':'rename','type':'project','project':'my-detector','to':'our-detector'");
        act("'do':'rename','type':'version','project':'our-detector','version':3,'to':'best'");
        act("'do':'rename','type':'workflow','workflow':'slow-webhooks','to':'fast-webhooks'");

        assertThat(wire.get("/my-workspace/my-detector").status()).isEqualTo(404);
        assertThat(wire.get("/my-workspace/our-detector/3").at("/version/name").textValue())
                .isEqualTo("best");
        assertThat(wire.delete("/my-workspace/our-detector").at("/projectId").textValue())
                .isEqualTo("d_abc123");
        assertThat(wire.delete("/my-workspace/workflows/fast-webhooks")
                        .at("/workflowId")
                        .textValue())
                .isEqualTo("wf_abc123");
    }

    @Test
    void aPersonCreatesAndNumbersAreNotGivenTwice() {
        wire.delete("/my-workspace/my-detector/4");
        act("'do':'create','type':'version','project':'my-detector'");
        act("'do':'create','type':'project','project':'brand-new'");
        act("'do':'create','type':'workflow','workflow':'flow-9'");

        assertThat(wire.get("/my-workspace/my-detector/5").status()).isEqualTo(200);
        assertThat(wire.get("/my-workspace/brand-new").at("/project/created").longValue())
                .isEqualTo(SandboxFixture.NOW.getEpochSecond());
        assertThat(wire.delete("/my-workspace/brand-new").at("/projectId").textValue())
                .matches("[A-Za-z0-9]{20}");
        assertThat(wire.get("/my-workspace/workflows/flow-9")
                        .at("/workflow/url")
                        .textValue())
                .isEqualTo("flow-9");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    POST | clock   | {}                        | exactly one of the two | 400
                    POST | clock   | {'advance':'1.5m'}        | ISO-8601 duration      | 400
                    POST | clock   | {'advance':'-P36501D'}    | no more than 36500 days | 400
                    POST | clock   | {'advance':'-P36500D'}    | must not lead out of the years 1970 to 9999 | 400
                    POST | clock   | {'advance':'PT9223372036854775807S'} | no more than 36500 days | 400
                    POST | clock   | {'now':'1969-12-31T23:59:59Z'}       | the years 1970 to 9999 | 400
                    POST | clock   | {'now':'+1000000000-12-31T00:00:00Z'} | the years 1970 to 9999 | 400
                    POST | options | {'cleanupLag':'PT-1S'}    | must not be negative   | 400
                    POST | options | {'listedAtMost':-1}       | must be a whole number | 400
                    POST | clock   | {'now':'today'}           | must be an instant     | 400
                    POST | clock   | {                         | Not JSON               | 400
                    POST | options | {'trainings':'yes'}       | must be true or false  | 400
                    POST | options | {'leftOut':['parentId']}  | such as version.parentId | 400
                    POST | options | {'listinglag':1}          | listinglag is not known| 400
                    POST | options | {'missingScopeStatus':403}| must be one of         | 400
                    POST | actions | {'do':'trash','type':'project','project':'x'} | workspace is missing | 400
                    POST | actions | {'workspace':'my-workspace','do':'burn','type':'project'} | do must be one of | 400
                    POST | actions | {'workspace':'my-workspace','do':'trash','type':'version','project':'my-detector'} | version is missing | 400
                    POST | actions | {'workspace':'my-workspace','do':'trash','type':'project','project':'x'} | No such active | 404
                    POST | actions | {'workspace':'my-workspace','do':'purge','type':'project','project':'my-detector'} | in trash | 404
                    POST | actions | {'workspace':'my-workspace','do':'create','type':'project','project':'my-detector'} | already | 409
                    POST | actions | {'workspace':'my-workspace','do':'create','type':'project','project':'trash'} | reserved | 400
                    POST | actions | {'workspace':'my-workspace','do':'create','type':'version','project':'my-detector','version':3} | already | 409
                    PUT  | state   | {'workspaces':7}          | must be a list         | 400
                    GET  | nothing | ~~                        | No such control route  | 404
                    PUT  | faults  | {}                        | No such control route  | 404
                    """)
    void badInputIsAnsweredWithWhatToWrite(String method, String what, String body, String problem, int status) {
        SandboxFixture.Answer answer = wire.bare(method, "/_sandbox/" + what, body);

        assertThat(answer.at("/error").textValue()).contains(problem);
        assertThat(answer.status()).isEqualTo(status);
    }

    @Test
    void aRefusedStateLeavesTheOldOne() {
        JsonNode before = wire.control("GET", "state", "");

        wire.bare("PUT", "/_sandbox/state", "{'workspaces':[{'slug':'a'},{'name':'no slug'}]}");

        assertThat(wire.control("GET", "state", "")).isEqualTo(before);
    }

    @Test
    void faultsAndOptionsCanComeWithAState() {
        wire.control("POST", "faults", "{'route':'GET /','status':500}");
        wire.control(
                "PUT",
                "state",
                "{'options':{'listingLag':3},'faults':[{'route':'*','status':503}],'workspaces':[{'slug':'a'}]}");

        assertThat(wire.control("GET", "options", "").at("/listingLag").intValue())
                .isEqualTo(3);
        assertThat(wire.control("GET", "faults", ""))
                .isEqualTo(SandboxFixture.json("{'faults':[{'route':'*','status':503}]}"));

        wire.control("PUT", "state", "{'workspaces':[{'slug':'b'}]}");
        assertThat(wire.control("GET", "options", "").at("/listingLag").intValue())
                .isEqualTo(3);
        assertThat(wire.control("GET", "faults", "").at("/faults")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    'faults':[{'route':'*','status':503},{'route':'*'}] | faults[1].status is missing
                    'faults':7                                          | faults must be a list
                    'options':{'listinglag':1}                          | options.listinglag is not known
                    'options':[]                                        | options must be an object
                    'faults':[{'route':'*','status':503}],'keys':[]     | keys is not known
                    """)
    void aStateWithAMistakeInItsFaultsOrOptionsChangesNothing(String fields, String problem) {
        SandboxFixture.Answer answer =
                wire.bare("PUT", "/_sandbox/state", "{'workspaces':[{'slug':'a'}]," + fields + "}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.at("/error").textValue()).contains(problem);
        assertThat(wire.control("GET", "faults", "").at("/faults")).isEmpty();
        assertThat(wire.get("/my-workspace").status()).isEqualTo(200);
    }

    private String date() {
        return wire.get("/").raw().headers().firstValue("Date").orElseThrow();
    }

    private void act(String fields) {
        wire.control("POST", "actions", "{'workspace':'my-workspace'," + fields + "}");
    }
}
