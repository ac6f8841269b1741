package dev.trashops.roboflow;

import static dev.trashops.Workspaces.us;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.plan.model.Contradiction;
import dev.trashops.plan.model.InternalId;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.RestoreTarget;
import dev.trashops.plan.model.TrashAnswer;
import dev.trashops.workspace.port.ApiKey;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the answer to a change says is compared with what was asked for, and shown only in forms that can hold nothing else. */
class UnexpectedAnswersTest {
    private static final ItemKey PROJECT = ItemKey.project("my-detector");
    private static final ItemKey VERSION = ItemKey.version("my-detector", 3);
    private static final ItemKey WORKFLOW = ItemKey.workflow("flow");
    private static final ItemKey TRAINING = ItemKey.training("my-detector", 3, "ws/my-detector/3");

    private RoboflowFixture api;

    @BeforeEach
    void open() throws IOException {
        api = RoboflowFixture.open();
    }

    @AfterEach
    void close() throws IOException {
        api.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "project | \"trash\":false | trash: false (asked for true)",
                "version | \"trash\":false | trash: false (asked for true)",
                "workflow | \"trash\":false | trash: false (asked for true)",
                "training | \"trash\":false | trash: false (asked for true)",
                "project | \"trash\":\"true\" | trash: something unreadable (asked for true)",
                "project | \"trash\":1 | trash: something unreadable (asked for true)",
                "project | \"trash\":{} | trash: something unreadable (asked for true)",
                "version | \"type\":\"project\" | type: project (asked for version)",
                "training | \"type\":\"version\" | type: version (asked for training)",
                "project | \"type\":\"dataset\" | type: something unreadable (asked for project)",
                "project | \"type\":7 | type: something unreadable (asked for project)",
                "project | \"workspace\":\"other\" | workspace: other (asked for ws)",
                "workflow | \"workspace\":\"WS\" | workspace: WS (asked for ws)",
                "project | \"workspace\":12 | workspace: 12 (asked for ws)",
                "project | \"workspace\":{\"url\":\"other\"} | workspace: other (asked for ws)",
                "project | \"workspace\":{} | workspace: something unreadable (asked for ws)",
                "project | \"project\":\"another\" | project: another (asked for my-detector)",
                "version | \"project\":\"My-Detector\" | project: My-Detector (asked for my-detector)",
                "project | \"project\":\"other/my-detector\" | project: other/my-detector (asked for my-detector)",
                "project | \"project\":\"\" | project: something unreadable (asked for my-detector)",
                "project | \"project\":[\"my-detector\"] | project: something unreadable (asked for my-detector)",
                "version | \"version\":\"4\" | version: 4 (asked for 3)",
                "version | \"version\":30 | version: 30 (asked for 3)",
                "version | \"version\":3.0 | version: something unreadable (asked for 3)",
                "version | \"version\":\"ws/other/3\" | version: ws/other/3 (asked for 3)",
                "training | \"version\":\"4\" | version: 4 (asked for 3)",
                "training | \"trainingId\":\"t-2\" | trainingId: t-2 (asked for ws/my-detector/3)",
                "workflow | \"workflow\":\"another\" | workflow: another (asked for flow)",
                "project | \"project\":\"call 0900 <now>\" | project: something unreadable (asked for my-detector)",
                "project | \"trash\":false,\"project\":\"another\""
                        + " | trash: false (asked for true), project: another (asked for my-detector)"
            })
    void whatWasNotAskedForIsNoticed(String type, String fields, String contradictions) throws Exception {
        ItemKey item = item(type);
        answer("{\"deleted\":true," + fields + "}");
        assertThat(Contradiction.described(trash(item).contradictions())).isEqualTo(contradictions);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "project | {}",
                "project | {\"deleted\":true}",
                "project | {\"type\":\"Project\",\"trash\":true,\"workspace\":\"ws\",\"project\":\"my-detector\"}",
                "project | {\"trash\":null,\"type\":null,\"workspace\":null,\"project\":null}",
                "project | {\"workspace\":{\"url\":\"ws\"},\"project\":\"ws/my-detector\",\"version\":12,\"workflow\":\"x\"}",
                "project | {\"projectId\":\"whatever\"}",
                "version | {\"version\":3,\"project\":\"my-detector\"}",
                "version | {\"version\":\"3\",\"id\":\"whatever\"}",
                "version | {\"version\":\"ws/my-detector/3\"}",
                "workflow | {\"workflow\":\"flow\",\"workflowId\":\"wf_1\",\"project\":\"x\"}",
                "training | {\"version\":\"3\",\"trainingId\":\"ws/my-detector/3\",\"type\":\"training\",\"trash\":true}"
            })
    void whatIsLeftOutOrSaidInAnotherFormContradictsNothing(String type, String body) throws Exception {
        answer(body);
        assertThat(trash(item(type)).contradictions()).isEmpty();
    }

    @Test
    void anEmptyAnswerContradictsNothing() throws Exception {
        api.server.otherwise(RawServer.status(204, ""));
        assertThat(trash(PROJECT).contradictions()).isEmpty();
        assertThat(restore(ItemType.PROJECT, "d_1", Optional.empty())).isEmpty();
    }

    @Test
    void whatWasHitInsteadIsNamedAsARestoreWouldNameIt() throws Exception {
        answer("{\"type\":\"project\",\"projectId\":\"d_9\"}");
        assertThat(trash(VERSION).restorable()).contains(new RestoreTarget(ItemType.PROJECT, "d_9", Optional.empty()));
        answer("{\"version\":\"ws/my-detector/5\",\"projectId\":\"d_1\"}");
        assertThat(trash(VERSION).restorable())
                .contains(new RestoreTarget(ItemType.VERSION, "5", Optional.of(new InternalId("d_1"))));
        answer("{\"type\":\"workflow\",\"projectId\":\"d_1\"}");
        assertThat(trash(PROJECT).restorable()).isEmpty();
        answer("{\"type\":\"version\",\"projectId\":\"d_1\",\"version\":\"none\"}");
        assertThat(trash(VERSION).restorable()).isEmpty();
        answer("{\"type\":\"something\",\"projectId\":\"d_1\"}");
        assertThat(trash(PROJECT).restorable()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"abcDEF123", "x-abcDEF123-y", "ws/abcDEF123"})
    void theKeyIsNeverShownWhereverAnAnswerHidesIt(String text) throws Exception {
        answer(
                ("{'type':'%1$s','workspace':'%1$s','project':'%1$s','version':'%1$s','trash':'%1$s','trainingId':'%1$s',"
                                + "'projectId':'%1$s','versionAliasAction':'repointed','versionAliasTarget':'%1$s'}")
                        .formatted(text)
                        .replace('\'', '"'));
        for (ItemKey item : List.of(PROJECT, VERSION, WORKFLOW, TRAINING)) {
            TrashAnswer answer = api.gateway
                    .trasher(us("ws"), new ApiKey("abcDEF123"), item)
                    .orElseThrow()
                    .trash();
            assertThat(answer.contradictions()).hasSizeGreaterThan(2);
            assertThat(answer.contradictions().toString()).doesNotContain("abcDEF123");
            assertThat(answer.restorable()).isEmpty();
            assertThat(answer.endpoint().toString()).doesNotContain("abcDEF123");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "project | {\"type\":\"version\"} | type: version (asked for project)",
                "project | {\"id\":\"d_2\"} | id: d_2 (asked for d_1)",
                "project | {\"id\":{}} | id: something unreadable (asked for d_1)",
                "version | {\"id\":4} | id: 4 (asked for 3)",
                "version | {\"id\":\"3\",\"parentId\":\"d_2\"} | parentId: d_2 (asked for d_1)",
                "workflow | {\"workspace\":\"other\"} | workspace: other (asked for ws)",
                "project | {\"projectId\":\"d_2\"} | projectId: d_2 (asked for d_1)",
                "version | {\"id\":3,\"projectId\":\"d_2\"} | projectId: d_2 (asked for d_1)",
                "version | {\"version\":\"4\"} | version: 4 (asked for 3)",
                "workflow | {\"workflowId\":\"w_2\"} | workflowId: w_2 (asked for d_1)",
                "training | {\"trainingId\":\"t_2\"} | trainingId: t_2 (asked for d_1)",
                "training | {\"trainingId\":\"d_1\",\"projectId\":\"d_2\",\"version\":3} | ``",
                "version | {\"version\":\"ws/renamed/3\",\"projectId\":\"d_1\"} | ``",
                "project | {\"type\":\"project\",\"id\":\"d_1\",\"project\":\"renamed\",\"trash\":false} | ``",
                "version | {\"type\":\"VERSION\",\"id\":3,\"parentId\":\"d_1\"} | ``",
                "version | {\"id\":\"ws/renamed/3\",\"parentId\":null} | ``"
            })
    void anotherRestoreThanAskedForIsNoticed(String type, String body, String contradictions) throws Exception {
        answer(body);
        boolean version = type.equals("version");
        assertThat(Contradiction.described(restore(
                        ItemType.ofWireName(type).orElseThrow(),
                        version ? "3" : "d_1",
                        version ? Optional.of(new InternalId("d_1")) : Optional.empty())))
                .isEqualTo(contradictions);
    }

    private static ItemKey item(String type) {
        return switch (ItemType.ofWireName(type).orElseThrow()) {
            case PROJECT -> PROJECT;
            case VERSION -> VERSION;
            case WORKFLOW -> WORKFLOW;
            case TRAINING -> TRAINING;
        };
    }

    private void answer(String body) {
        api.server.otherwise(RawServer.json(body));
    }

    private TrashAnswer trash(ItemKey item) throws Exception {
        return api.gateway
                .trasher(us("ws"), RoboflowFixture.KEY, item)
                .orElseThrow()
                .trash();
    }

    private List<Contradiction> restore(ItemType type, String id, Optional<InternalId> parent) throws Exception {
        return api.gateway
                .restorer(us("ws"), RoboflowFixture.KEY)
                .orElseThrow()
                .restore(new RestoreTarget(type, id, parent));
    }
}
