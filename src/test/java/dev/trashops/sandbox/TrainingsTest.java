package dev.trashops.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The routes of trainings, as the official client 1.7.3 calls them ({@code adapters/rfapi.py}). */
class TrainingsTest {
    private static final String SEED = """
            {'workspaces':[{'slug':'my-workspace','keys':[{'key':'full-key'}],
              'projects':[{'slug':'det','id':'d_1','versions':[
                {'number':1,'trainings':[
                   {'id':'my-workspace/det/1','start':'-P30D','end':'-P29D'},
                   {'id':'second','start':'-P9D','end':'-P8D'},
                   {'id':'third','start':'-P3D','end':'-P2D','status':'stopped','models':[]}]},
                {'number':2,'trainings':[{'id':'fresh','status':'running','start':'-PT10M'}]},
                {'number':3,'trainings':[{'id':'old','status':'training','start':'-P1D'}]},
                {'number':4},
                {'number':5,'generating':true}]}]}]}
            """;
    private static final String DET = "/my-workspace/det/";

    private final SandboxFixture wire = SandboxFixture.over(SEED);

    @AfterEach
    void stop() {
        wire.close();
    }

    @Test
    void everyRunOfAVersionIsListedWithItsModels() {
        JsonNode trainings = wire.get(DET + "1/v2/trainings").at("/trainings");

        assertThat(trainings.findValuesAsText("id")).containsExactly("my-workspace/det/1", "second", "third");
        assertThat(trainings.findValuesAsText("status")).containsExactly("finished", "finished", "stopped");
        assertThat(trainings.findValues("modelIds").stream().map(JsonNode::toString))
                .containsExactly("[\"det/1\"]", "[\"my-workspace/det-1-2\"]", "[]");
        assertThat(trainings.at("/0/versionId").textValue()).isEqualTo("1");
        assertThat(trainings.at("/0/jobType").textValue()).isEqualTo("train");
        assertThat(trainings.at("/0/modelType").textValue()).isEqualTo("rfdetr-base");
        assertThat(trainings.at("/0/start").isIntegralNumber()).isTrue();
        assertThat(wire.get(DET + "4/v2/trainings").at("/trainings")).isEmpty();
    }

    @Test
    void oneRunIsReadByItsIdOrAsTheOnlyOne() {
        JsonNode run = wire.get(DET + "1/v2/trainings/get?trainingId=my-workspace%2Fdet%2F1")
                .json();
        assertThat(run.at("/trainingId").textValue()).isEqualTo("my-workspace/det/1");
        assertThat(run.at("/modelCount").intValue()).isOne();
        assertThat(run.at("/models/0/modelId").textValue()).isEqualTo("det/1");

        assertThat(wire.get(DET + "2/v2/trainings/get").at("/trainingId").textValue())
                .isEqualTo("fresh");
        assertThat(wire.get(DET + "1/v2/trainings/get").status()).isEqualTo(409);
        assertThat(wire.get(DET + "4/v2/trainings/get").status()).isEqualTo(404);
        assertThat(wire.get(DET + "1/v2/trainings/get?trainingId=none").status())
                .isEqualTo(404);
    }

    @Test
    void aRunIsCreatedCancelledAndStopped() {
        SandboxFixture.Answer created = wire.send("POST", DET + "4/v2/trainings", "{'modelType':'rfdetr-nano'}");
        assertThat(created.at("/status").textValue()).isEqualTo("running");
        String id = created.at("/trainingId").textValue();
        assertThat(wire.get(DET + "4/v2/trainings").at("/trainings/0/modelType").textValue())
                .isEqualTo("rfdetr-nano");

        SandboxFixture.Answer cancelled =
                wire.send("POST", DET + "4/v2/trainings/cancel", "{'trainingId':'" + id + "'}");
        assertThat(cancelled.at("/refund").booleanValue()).isTrue();
        assertThat(statusOf("4")).containsExactly("cancelled");

        wire.send("POST", DET + "2/v2/trainings/stop", "{}");
        assertThat(statusOf("2")).containsExactly("stopped");
        assertThat(wire.get(DET + "2").at("/version/model/id").textValue()).isEqualTo("det/2");
        assertThat(wire.send("POST", DET + "2/v2/trainings/stop", "{}").status())
                .isEqualTo(200);
        assertThat(wire.send("POST", DET + "5/v2/trainings", "{}").status()).isEqualTo(409);
    }

    @Test
    void aRunThatWouldNotBeRefundedIsCancelledOnlyWhereThatIsAsked() {
        SandboxFixture.Answer kept = wire.send("POST", DET + "3/v2/trainings/cancel", "{}");
        assertThat(kept.at("/refund").booleanValue()).isFalse();
        assertThat(statusOf("3")).containsExactly("training");
        assertThat(wire.control("GET", "requests", "")
                        .at("/mutations/0/applied")
                        .booleanValue())
                .isFalse();

        wire.send("POST", DET + "3/v2/trainings/cancel", "{'continueIfNoRefund':true}");

        assertThat(statusOf("3")).containsExactly("cancelled");
        SandboxFixture.Answer again = wire.send("POST", DET + "3/v2/trainings/cancel", "{}");
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.at("/error/code").textValue()).isEqualTo("CANNOT_CANCEL");
    }

    @Test
    void theOlderRoutesStartStopAndCancelWhatIsInFlight() {
        assertThat(wire.send("POST", DET + "4/train?nocache=true", "{'epochs':5}")
                        .status())
                .isEqualTo(200);
        assertThat(statusOf("4")).containsExactly("running");
        assertThat(wire.send("POST", DET + "4/train/cancel", "{}").status()).isEqualTo(200);
        assertThat(statusOf("4")).containsExactly("cancelled");
        assertThat(wire.send("POST", DET + "2/train/stop", "{}").status()).isEqualTo(200);
        assertThat(statusOf("2")).containsExactly("stopped");
        assertThat(wire.send("POST", DET + "1/train/cancel", "{}").status()).isEqualTo(409);
        assertThat(wire.get(DET + "1/training/results").at("/trainingId").textValue())
                .isEqualTo("third");
    }

    @Test
    void onlyTheServingRunChangesWhatTheEndpointServes() {
        SandboxFixture.Answer third = wire.delete(DET + "1/v2/trainings/third");
        assertThat(third.at("/type").textValue()).isEqualTo("training");
        assertThat(third.at("/trash").booleanValue()).isTrue();
        assertThat(third.json().has("versionAliasAction")).isFalse();

        SandboxFixture.Answer oldest = wire.delete(DET + "1/v2/trainings/my-workspace%2Fdet%2F1");
        assertThat(oldest.at("/versionAliasAction").textValue()).isEqualTo("repointed");
        assertThat(oldest.at("/versionAliasTarget").textValue()).isEqualTo("my-workspace/det-1-2");

        SandboxFixture.Answer last = wire.delete(DET + "1/v2/trainings/second");
        assertThat(last.at("/versionAliasAction").textValue()).isEqualTo("deleted");
        assertThat(last.json().has("versionAliasTarget")).isFalse();
        assertThat(wire.get(DET + "1").at("/version/model").isMissingNode()).isTrue();
        assertThat(wire.get("/my-workspace/trash").at("/sections/trainings").findValuesAsText("id"))
                .containsExactly("third", "my-workspace/det/1", "second");
    }

    @Test
    void theServingRunCanBeRefusedToBeDeleted() {
        wire.control("POST", "options", "{'servingRunDelete':'refuse'}");

        assertThat(wire.delete(DET + "1/v2/trainings/my-workspace%2Fdet%2F1")
                        .at("/error/code")
                        .textValue())
                .isEqualTo("BACKS_REGISTERED_MODEL");
        assertThat(wire.delete(DET + "1/v2/trainings/second").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2/v2/trainings/fresh", "3/v2/trainings/old"})
    void aRunInFlightIsRefused(String path) {
        SandboxFixture.Answer refused = wire.delete(DET + path);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.at("/error/code").textValue()).isEqualTo("CANNOT_DELETE");
        assertThat(refused.at("/error/message").textValue()).contains("in progress");
    }

    @ParameterizedTest
    @CsvSource({"my-workspace/det/1, my-workspace%2Fdet%2F1", "second, second"})
    void aTrashedRunComesBackByItsId(String id, String segment) {
        wire.delete(DET + "1/v2/trainings/" + segment);
        assertThat(wire.delete(DET + "1/v2/trainings/" + segment).status()).isEqualTo(404);

        assertThat(wire.restore("{'type':'training','id':'" + id + "'}").text())
                .isEqualTo("{\"restored\":true,\"type\":\"training\",\"id\":\"" + id + "\"}");

        assertThat(statusOf("1")).hasSize(3);
        assertThat(wire.restore("{'type':'training','id':'" + id + "'}").status())
                .isEqualTo(404);
    }

    @Test
    void aTrashedRunIsListedWithItsVersionAndItsProject() {
        wire.delete(DET + "1/v2/trainings/second");

        assertThat(wire.get("/my-workspace/trash").at("/items/0").toString())
                .isEqualTo("{\"type\":\"training\",\"id\":\"second\",\"name\":\"Training of version 1\","
                        + "\"parentId\":\"d_1\",\"parentName\":\"Det\",\"parentUrl\":\"det\",\"parentInTrash\":false,"
                        + "\"versionId\":\"1\",\"deletedAt\":\"2026-05-01T12:00:00.000Z\","
                        + "\"scheduledCleanupAt\":\"2026-05-31T12:00:00.000Z\"}");
    }

    @Test
    void aRunWhoseVersionIsInTrashIsNotRestored() {
        wire.delete(DET + "1/v2/trainings/second");
        wire.delete(DET + "1");

        assertThat(wire.get("/my-workspace/trash").at("/items/0/parentInTrash").booleanValue())
                .isTrue();
        assertThat(wire.restore("{'type':'training','id':'second'}").status()).isEqualTo(409);
    }

    @Test
    void runsInFlightAreCancelledWithTheirVersionOrProject() {
        wire.delete(DET + "2");
        wire.restore("{'type':'version','id':'2','parentId':'d_1'}");
        wire.delete("/my-workspace/det");
        wire.restore("{'type':'project','id':'d_1'}");

        assertThat(statusOf("2")).containsExactly("cancelled");
        assertThat(statusOf("3")).containsExactly("cancelled");
    }

    @Test
    void withoutTheOptionThereAreNoTrainings() {
        wire.delete(DET + "1/v2/trainings/second");
        wire.control("POST", "options", "{'trainings':false}");

        assertThat(wire.get(DET + "1/v2/trainings").status()).isEqualTo(404);
        assertThat(wire.delete(DET + "1/v2/trainings/third").status()).isEqualTo(404);
        assertThat(wire.get("/my-workspace/trash").at("/items")).isEmpty();
        assertThat(wire.restore("{'type':'training','id':'second'}").status()).isEqualTo(400);
    }

    @Test
    void runsComeToRestByThemselvesAndPeopleHandleThem() {
        wire.control("POST", "actions", run("finish", "2", "fresh"));
        assertThat(wire.get(DET + "2/v2/trainings")
                        .at("/trainings/0/modelIds/0")
                        .textValue())
                .isEqualTo("det/2");
        wire.control("POST", "actions", run("create", "4", "made"));
        wire.control("POST", "actions", run("trash", "1", "third"));
        wire.control("POST", "actions", run("restore", "1", "third"));
        wire.control("POST", "actions", run("trash", "1", "third"));
        wire.control("POST", "actions", run("purge", "1", "third"));

        assertThat(statusOf("4")).containsExactly("running");
        assertThat(statusOf("1")).hasSize(2);
        assertThat(wire.get("/my-workspace/trash").at("/items")).isEmpty();
    }

    @Test
    void theStateTellsARunWithoutModelsFromOneWithTheUsual() {
        JsonNode before = wire.control("GET", "state", "");

        wire.control("PUT", "state", before.toString());

        assertThat(wire.control("GET", "state", "")).isEqualTo(before);
        JsonNode runs = before.at("/workspaces/0/projects/0/versions/0/trainings");
        assertThat(runs.at("/0").has("models")).isFalse();
        assertThat(runs.at("/1/models/0").textValue()).isEqualTo("my-workspace/det-1-2");
        assertThat(runs.at("/2/models").isArray()).isTrue();
    }

    private static String run(String action, String version, String id) {
        return "{'do':'" + action + "','type':'training','project':'det','version':" + version + ",'training':'" + id
                + "'}";
    }

    private List<String> statusOf(String version) {
        return wire.get(DET + version + "/v2/trainings").json().findValuesAsText("status");
    }
}
