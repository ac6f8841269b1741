package dev.trashops.roboflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.plan.model.ActiveProject;
import dev.trashops.plan.model.ActiveTraining;
import dev.trashops.plan.model.ActiveVersion;
import dev.trashops.plan.model.ActiveWorkflow;
import dev.trashops.plan.model.InternalId;
import dev.trashops.plan.model.ItemDetails;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.Tristate;
import dev.trashops.roboflow.RoboflowFixture.Call;
import dev.trashops.workspace.port.RoboflowFailure;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ActiveReadsTest {
    private static final Optional<Instant> CREATED = Optional.of(Instant.parse("2026-04-20T17:05:33.500Z"));

    private RoboflowFixture api;

    @BeforeEach
    void open() throws IOException {
        api = RoboflowFixture.open();
    }

    @AfterEach
    void close() throws IOException {
        api.close();
    }

    @Test
    void aKeySaysItsWorkspace() throws Exception {
        answer("{\"welcome\":\"hello\",\"workspace\":\"ws\"}");
        assertThat(api.reader().workspaceOfKey()).isEqualTo("ws");
    }

    @Test
    void projectsAreReadWithTheirVersionCounts() throws Exception {
        answer("""
                {"workspace": {"name": "W", "url": "ws", "members": 2, "projects": [
                  {"id": "ws/a", "created": 1776704733.5, "versions": 4, "public": true},
                  {"id": "b", "versions": [{}, {}], "public": false},
                  {"url": "c", "versions": "many", "public": "yes"}]}}""");
        assertThat(api.reader().projects())
                .containsExactly(
                        new ActiveProject("a", CREATED, Optional.of(4), Tristate.YES),
                        new ActiveProject("b", Optional.empty(), Optional.of(2), Tristate.NO),
                        new ActiveProject("c", Optional.empty(), Optional.empty(), Tristate.UNKNOWN));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"workspace\":{\"url\":\"ws\"}}",
                "{\"workspace\":{\"projects\":{}}}",
                "{\"workspace\":{\"projects\":[{}]}}",
                "{\"workspace\":{\"projects\":[{\"id\":\"ws/\"}]}}",
                "{\"workspace\":{\"projects\":[null]}}",
                "{\"workspace\":{\"projects\":[],\"nextPageToken\":\"x\"}}",
                "{\"workspace\":{\"projects\":[]},\"hasMore\":true}"
            })
    void aListOfProjectsThatMayLackSomeIsNoList(String body) {
        answer(body);
        assertThat(api.failureOf(Call.WORKSPACE)).isEqualTo(new RoboflowFailure.Malformed("GET /:workspace"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"workflows\":[{\"id\":\"wf_1\",\"name\":\"F\",\"url\":\"flow\",\"createdAt\":\"2026-04-20T17:05:33.500Z\"}],\"status\":\"ok\"}",
                "[{\"id\":\"wf_1\",\"name\":\"F\",\"url\":\"flow\",\"createdAt\":{\"_seconds\":1776704733,\"_nanoseconds\":500000000}}]"
            })
    void workflowsStandInAnObjectOrABareArray(String body) throws Exception {
        answer(body);
        assertThat(api.reader().workflows())
                .containsExactly(new ActiveWorkflow(
                        "flow",
                        Optional.of(new InternalId("wf_1")),
                        CREATED,
                        new ItemDetails(Optional.of("F"), Optional.empty())));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"status\":\"ok\"}",
                "{\"workflows\":{}}",
                "[{\"id\":\"wf_1\"}]",
                "{\"workflows\":[],\"next\":\"x\"}"
            })
    void aListOfWorkflowsThatMayLackSomeIsNoList(String body) {
        answer(body);
        assertThat(api.failureOf(Call.WORKFLOWS)).isEqualTo(new RoboflowFailure.Malformed("GET /:workspace/workflows"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"project\":{\"id\":\"ws/my-detector\",\"versions\":2},\"versions\":[%s]}",
                "{\"project\":{\"id\":\"ws/my-detector\",\"versions\":[%s]}}",
                "{\"project\":{\"url\":\"my-detector\",\"versions\":[%s]},\"versions\":[]}",
                "{\"project\":{\"created\":1776704733,\"versions\":[%s]},\"versions\":[%1$s]}",
                "{\"workspace\":{\"url\":\"ws\"},\"project\":{\"url\":\"https://app.roboflow.com/ws/my-detector\",\"versions\":[%s]}}"
            })
    void versionsStandBesideOrInsideTheProject(String shape) throws Exception {
        answer(
                String.format(
                        shape,
                        "{\"id\":\"ws/my-detector/1\",\"created\":1776704733.5,\"images\":10,\"model\":{\"id\":\"x\"}},{\"id\":7}"));
        assertThat(api.reader().project("my-detector").versions())
                .containsExactly(
                        new ActiveVersion(
                                1,
                                CREATED,
                                Tristate.YES,
                                Tristate.UNKNOWN,
                                Tristate.YES,
                                Set.of("x"),
                                new ItemDetails(Optional.empty(), Optional.of(10))),
                        new ActiveVersion(7, Optional.empty(), Tristate.UNKNOWN, Tristate.UNKNOWN, Tristate.UNKNOWN));
    }

    @Test
    void aProjectWithoutVersionsIsOneThatSaysSo() throws Exception {
        answer("{\"project\":{\"id\":\"ws/my-detector\",\"versions\":0,\"created\":1776704733.5}}");
        assertThat(api.reader().project("my-detector").versions()).isEmpty();
        assertThat(api.reader().project("my-detector").project())
                .isEqualTo(new ActiveProject("my-detector", CREATED, Optional.of(0), Tristate.UNKNOWN));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"project\":{\"id\":\"ws/my-detector\"}}",
                "{\"project\":{\"id\":\"ws/my-detector\",\"versions\":3}}",
                "{\"versions\":[]}",
                "{\"project\":{\"id\":\"ws/another\"},\"versions\":[]}",
                "{\"project\":{\"id\":\"other/my-detector\"},\"versions\":[]}",
                "{\"project\":{\"id\":\"ws/My-Detector\"},\"versions\":[]}",
                "{\"project\":{\"url\":\"another\",\"created\":1776704733},\"versions\":[]}",
                "{\"project\":{\"url\":\"https://app.roboflow.com/ws/another\"},\"versions\":[]}",
                "{\"workspace\":{\"url\":\"other\"},\"project\":{\"id\":\"my-detector\"},\"versions\":[]}",
                "{\"project\":{},\"versions\":[]}",
                "{\"project\":{\"id\":\"ws/my-detector\"},\"versions\":[{\"id\":\"ws/another/1\"}]}",
                "{\"project\":{\"id\":\"ws/my-detector\"},\"versions\":[{\"id\":\"other/my-detector/1\"}]}",
                "{\"project\":{\"id\":\"ws/my-detector\"},\"versions\":[{\"name\":\"v\"}]}",
                "{\"project\":{\"id\":\"ws/my-detector\"},\"versions\":[{\"id\":\"ws/my-detector/0\"}]}",
                "{\"project\":{\"id\":\"ws/my-detector\"},\"versions\":[{\"id\":\"ws/my-detector/99999999999\"}]}",
                "{\"project\":{\"id\":\"ws/my-detector\"},\"versions\":[],\"nextPageToken\":\"x\"}"
            })
    void aProjectWhoseVersionsAreUnclearIsMalformed(String body) {
        answer(body);
        assertThat(api.failureOf(Call.PROJECT)).isEqualTo(new RoboflowFailure.Malformed("GET /:workspace/:project"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "'' | NO | NO",
                "\"images\":10,\"generating\":false,\"progress\":null,\"model\":null,\"models\":{} | NO | NO",
                "\"model\":{\"id\":\"a/3\"} | YES | NO",
                "\"model\":\"a/3\" | YES | NO",
                "\"models\":{\"m\":{}} | YES | NO",
                "\"models\":[{}] | YES | NO",
                "\"train\":{\"status\":\"finished\",\"results\":{\"map\":\"0.9\"}} | YES | NO",
                "\"train\":{\"status\":\"running\"} | NO | YES",
                "\"train\":{\"status\":\"anything\"} | NO | YES",
                "\"train\":{} | NO | YES",
                "\"train\":{\"status\":\"Failed\"} | NO | NO",
                "\"train\":{\"status\":\"cancelled\",\"results\":null} | NO | NO",
                "\"train\":{\"status\":\"finished\"} | UNKNOWN | UNKNOWN",
                "\"train\":{\"status\":\"stopped\"} | UNKNOWN | UNKNOWN",
                "\"train\":{\"status\":\"stopped\",\"results\":{\"map\":1}} | YES | NO",
                "\"train\":{\"status\":\"running\",\"model\":{\"id\":\"a/3\"}} | YES | YES",
                "\"train\":{\"status\":\"failed\",\"model\":\"a/3\"} | YES | NO",
                "\"train\":{\"status\":\"failed\",\"models\":[]} | NO | NO",
                "\"train\":\"yes\" | UNKNOWN | UNKNOWN",
                "\"train\":{\"status\":\"x\",\"results\":0} | UNKNOWN | NO",
                "\"model\":7 | UNKNOWN | NO",
                "\"model\":{} | UNKNOWN | NO",
                "\"model\":false | UNKNOWN | NO",
                "\"models\":1 | UNKNOWN | NO",
                "\"generating\":true | NO | YES",
                "\"images\":0 | NO | YES",
                "\"images\":\"0\" | NO | UNKNOWN",
                "\"generating\":\"no\" | NO | UNKNOWN",
                "\"generating\":\"no\",\"images\":0 | NO | YES"
            })
    void aVersionIsTrainedOrRunningAsFarAsItSays(String fields, Tristate trained, Tristate running) throws Exception {
        answer("{\"version\":{\"id\":\"ws/my-detector/3\",\"created\":1776704733.5"
                + (fields.isEmpty() ? "" : "," + fields) + "}}");
        ActiveVersion version = api.reader().version("my-detector", 3);
        assertThat(version)
                .isEqualTo(new ActiveVersion(
                        3, CREATED, trained, running, version.usable(), version.models(), version.details()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "\"model\":{\"id\":\"cats/3\"} | cats/3",
                "\"models\":[\"ws/m\",{\"modelId\":\"ws/n\"}] | ws/m,ws/n",
                "\"models\":{\"best\":{\"id\":\"ws/m\"}} | ws/m",
                "\"models\":{\"ws/m\":{\"trainingId\":\"t\"}} | ws/m",
                "\"train\":{\"results\":{},\"models\":{\"ws/m\":{\"map\":1}}} | ws/m"
            })
    void theIdsOfModelsAreFoundWhereverTheyAre(String fields, String ids) throws Exception {
        answer("{\"version\":{\"id\":\"ws/my-detector/3\"," + fields + "}}");
        assertThat(api.reader().version("my-detector", 3).models()).containsExactlyInAnyOrder(ids.split(","));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "\"status\":\"finished\",\"modelIds\":[\"ws/m\"] | YES | NO",
                "\"status\":\"stopped\",\"modelIds\":[\"ws/m\"] | YES | NO",
                "\"status\":\"cancelled\",\"modelIds\":[\"ws/m\"] | YES | NO",
                "\"status\":\"failed\",\"modelIds\":[\"ws/m\"] | YES | NO",
                "\"status\":\"Stopped\",\"modelIds\":[{\"id\":\"ws/m\"}] | YES | NO",
                "\"status\":\"mining\",\"modelIds\":[\"ws/m\",\"ws/n\"] | YES | YES",
                "\"status\":\"finished\",\"models\":[{\"modelId\":\"ws/m\"}] | YES | NO",
                "\"status\":\"finished\" | UNKNOWN | NO",
                "\"status\":\"FINISHED\",\"modelIds\":null | UNKNOWN | NO",
                "\"status\":\"finished\",\"modelIds\":[] | UNKNOWN | NO",
                "\"status\":\"stopped\" | UNKNOWN | NO",
                "\"status\":\"stopped\",\"modelIds\":7 | UNKNOWN | NO",
                "\"status\":\"stopped\",\"modelIds\":[] | NO | NO",
                "\"status\":\"failed\" | NO | NO",
                "\"status\":\"Cancelled\",\"modelIds\":[] | NO | NO",
                "\"status\":\"canceled\",\"modelIds\":null | NO | NO",
                "\"status\":\"failed\",\"modelIds\":true | YES | NO",
                "\"status\":\"failed\",\"modelIds\":0 | UNKNOWN | NO",
                "\"status\":\"queued\" | NO | YES",
                "\"status\":\"running\",\"modelIds\":[] | NO | YES",
                "\"status\":\" Training \",\"modelIds\":null | NO | YES",
                "\"status\":\"mining\" | UNKNOWN | YES",
                "\"status\":\"mining\",\"modelIds\":[] | NO | YES",
                "\"status\":\"resting\",\"modelIds\":[] | NO | YES",
                "\"status\":\"resting\" | UNKNOWN | YES",
                "\"modelIds\":[] | NO | UNKNOWN",
                "\"jobType\":\"x\" | UNKNOWN | UNKNOWN",
                "\"status\":null | UNKNOWN | UNKNOWN",
                "\"status\":3,\"modelIds\":[] | NO | UNKNOWN",
                "\"status\":{\"is\":\"failed\"} | UNKNOWN | UNKNOWN"
            })
    void aTrainingRunHasModelsOrIsUnderWayAsFarAsItSays(String fields, Tristate trained, Tristate running)
            throws Exception {
        answer("{\"trainings\":[{\"id\":\"t-1\",\"versionId\":\"x\",\"start\":1776704733.5," + fields + "}]}");
        assertThat(api.reader().trainings("my-detector", 3)).singleElement().satisfies(run -> {
            assertThat(run.id()).isEqualTo("t-1");
            assertThat(run.started()).isEqualTo(CREATED);
            assertThat(run.trained()).isEqualTo(trained);
            assertThat(run.running()).isEqualTo(running);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"trainings\":[{\"id\":\"ws/p/3\",\"status\":\"failed\"},{\"trainingId\":7,\"modelIds\":[\"ws/m\",{\"id\":\"n\"}]}]}",
                "[{\"id\":\"ws/p/3\",\"status\":\"failed\"},{\"id\":7,\"modelIds\":[\"ws/m\"],\"models\":[{\"modelId\":\"n\"}]}]"
            })
    void everyRunIsReadWithItsModels(String body) throws Exception {
        answer(body);
        assertThat(api.reader().trainings("my-detector", 3))
                .satisfiesExactly(
                        first -> assertThat(first)
                                .isEqualTo(new ActiveTraining(
                                        "ws/p/3", Optional.empty(), Tristate.NO, Tristate.NO, Set.of())),
                        second -> {
                            assertThat(second.id()).isEqualTo("7");
                            assertThat(second.models()).containsExactlyInAnyOrder("ws/m", "n");
                        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"config\":\"{\\\"specification\\\":{\\\"steps\\\":[{\\\"model_id\\\":\\\"a/3\\\"}]}}\"",
                "\"config\":{\"specification\":{\"steps\":[{\"model_id\":\"a/3\"}]}}",
                "\"specification\":{\"a/3\":1}",
                "\"config\":{},\"draft\":\"[\\\"a\\\\/3\\\"]\"",
                "\"config\":{\"code\":\"{ infer('a/3')\"}"
            })
    void aWorkflowIsReadWithEveryStringInIt(String fields) throws Exception {
        answer("{\"workflow\":{\"id\":\"wf_1\",\"name\":\"b/4\",\"url\":\"flow\"," + fields + "}}");
        assertThat(api.reader().workflow("flow").names(ItemKey.version("a", 3), Set.of()))
                .isTrue();
        assertThat(api.reader().workflow("flow").names(ItemKey.version("b", 4), Set.of()))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"workflow\":{\"url\":\"flow\"}}",
                "{\"workflow\":{\"config\":null}}",
                "{\"workflow\":{\"config\":\"\"}}",
                "{\"workflow\":{\"config\":\"{\\\"specification\\\":\"}}",
                "{\"workflow\":{\"config\":[]}}",
                "{\"workflow\":{\"config\":{}},\"error\":\"x\"}"
            })
    void aWorkflowWithoutAReadableSpecificationIsMalformed(String body) {
        answer(body);
        assertThat(api.failureOf(Call.WORKFLOW))
                .isEqualTo(new RoboflowFailure.Malformed("GET /:workspace/workflows/:workflowUrl"));
    }

    @Test
    void aWorkflowThatNoRequestCanBeMadeForIsUnreadable() {
        assertThat(RoboflowFixture.failureOf(() -> api.reader().workflow("a/b")))
                .isEqualTo(new RoboflowFailure.Unaddressable("GET /:workspace/workflows/:workflowUrl"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"trainings\":null}",
                "{\"trainings\":{}}",
                "{\"trainings\":[null]}",
                "{\"trainings\":[{\"status\":\"failed\"}]}",
                "{\"trainings\":[],\"nextPageToken\":\"x\"}",
                "{\"trainings\":[],\"total\":3}",
                "{\"trainings\":[],\"error\":\"x\"}"
            })
    void aListOfTrainingsThatMayLackSomeIsNoList(String body) {
        answer(body);
        assertThat(api.failureOf(Call.TRAININGS))
                .isEqualTo(new RoboflowFailure.Malformed("GET /:workspace/:project/:version/v2/trainings"));
    }

    @Test
    void theListSaysOfRunningOnlyWhatItShows() throws Exception {
        answer(
                "{\"project\":{\"id\":\"my-detector\"},\"versions\":[{\"id\":\"1\",\"images\":0},{\"id\":\"2\",\"generating\":true},"
                        + "{\"id\":\"3\",\"images\":5,\"generating\":false}]}");
        assertThat(api.reader().project("my-detector").versions())
                .extracting(ActiveVersion::running)
                .containsExactly(Tristate.YES, Tristate.YES, Tristate.UNKNOWN);
    }

    @Test
    void aVersionIsUsableOnceItIsGeneratedAndHasImages() throws Exception {
        answer(
                "{\"project\":{\"id\":\"my-detector\"},\"versions\":[{\"id\":\"1\",\"images\":0},{\"id\":\"2\",\"generating\":true,\"images\":5},"
                        + "{\"id\":\"3\",\"images\":5},{\"id\":\"4\"},{\"id\":\"5\",\"generating\":\"no\",\"images\":5}]}");
        assertThat(api.reader().project("my-detector").versions())
                .extracting(ActiveVersion::usable)
                .containsExactly(Tristate.NO, Tristate.NO, Tristate.YES, Tristate.UNKNOWN, Tristate.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"project\":{}}",
                "{\"version\":3}",
                "{\"version\":{\"id\":\"ws/my-detector/4\"}}",
                "{\"version\":{\"id\":\"ws/another/3\"}}",
                "{\"version\":{\"id\":\"other/my-detector/3\"}}",
                "{\"version\":{\"id\":3},\"project\":{\"id\":\"ws/another\"}}",
                "{\"version\":{\"id\":3},\"project\":{\"url\":\"another\"}}",
                "{\"version\":{\"id\":3},\"workspace\":{\"url\":\"other\"}}",
                "{\"version\":{\"images\":10}}"
            })
    void anotherVersionThanTheOneAskedForIsMalformed(String body) {
        answer(body);
        assertThat(api.failureOf(Call.VERSION))
                .isEqualTo(new RoboflowFailure.Malformed("GET /:workspace/:project/:version"));
    }

    private void answer(String body) {
        api.server.otherwise(RawServer.json(body));
    }
}
