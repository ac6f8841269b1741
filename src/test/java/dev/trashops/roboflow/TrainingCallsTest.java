package dev.trashops.roboflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trashops.Workspaces;
import dev.trashops.plan.model.InternalId;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.TrashAnswer;
import dev.trashops.workspace.port.RoboflowFailure;
import dev.trashops.workspace.port.RoboflowFailure.Conflict.Blocker;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A training is trashed by its id in one segment of the path, and the answer tells what became of the version's endpoint. */
class TrainingCallsTest {
    private static final String ROUTE = "DELETE /:workspace/:project/:version/v2/trainings/:trainingId";

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
    @CsvSource({
        "t_abc123, t_abc123",
        "ws/my-detector/3, ws%2Fmy-detector%2F3",
        "-ab1cd/u.s.-coins/3, -ab1cd%2Fu.s.-coins%2F3",
        "a=b:c@d+e~f, a%3Db%3Ac%40d%2Be~f",
        "...., ....",
        "a..b/.c, a..b%2F.c"
    })
    void anIdIsOneSegmentOfThePath(String id, String segment) throws Exception {
        api.server.otherwise(RawServer.json("{\"deleted\":true,\"type\":\"training\"}"));
        trash(id);
        assertThat(api.routesSeen()).containsExactly("DELETE /ws/my-detector/3/v2/trainings/" + segment);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".", "..", "../..", "a/../..", "a//b", "/a", "a/", "a/.", "%2e%2e", "a%2f..", "a?b", "a#b", "a\\b",
                "a b", "\u00e4", "a\nb"
            })
    void anIdThatAServerCouldTakeForAnotherAddressIsNeverSent(String id) {
        assertThatThrownBy(() -> trash(id)).hasMessageStartingWith("Unaddressable");
        assertThat(api.routesSeen()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"versionAliasAction\":\"repointed\",\"versionAliasTarget\":\"ws/my-detector-3-2\""
                        + " | Moved to the Trash. The endpoint my-detector/3 now serves ws/my-detector-3-2.",
                "\"versionAliasAction\":\"repointed\" | Moved to the Trash. The endpoint my-detector/3 now serves another model.",
                "\"versionAliasAction\":\"repointed\",\"versionAliasTarget\":\"call 0900-12345 <now>\""
                        + " | Moved to the Trash. The endpoint my-detector/3 now serves another model.",
                "\"versionAliasAction\":\"repointed\",\"versionAliasTarget\":\"CANARYcanary+/=&0123456789\""
                        + " | Moved to the Trash. The endpoint my-detector/3 now serves another model.",
                "\"versionAliasAction\":\"deleted\",\"versionAliasTarget\":\"ws/x\""
                        + " | Moved to the Trash. The endpoint my-detector/3 is no longer served.",
                "\"versionAliasAction\":\"unheard of\" | Moved to the Trash.",
                "\"versionAliasAction\":null | Moved to the Trash."
            })
    void whatBecameOfTheEndpointIsSaidInWordsOfOurOwn(String fields, String sentence) throws Exception {
        api.server.otherwise(
                RawServer.json("{\"deleted\":true,\"type\":\"training\",\"trainingId\":\"t\"," + fields + "}"));
        TrashAnswer answer = trash("t");
        assertThat(answer.id()).contains(new InternalId("t"));
        assertThat(answer.sentence(ItemKey.training("my-detector", 3, "t"))).isEqualTo(sentence);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            quoteCharacter = '`',
            value = {
                "{\"error\":{\"type\":\"Conflict\",\"code\":\"CANNOT_DELETE\",\"message\":\"m\"}} | UNDER_WAY",
                "{\"error\":{\"code\":\"BACKS_REGISTERED_MODEL\"}} | REGISTERED_MODEL",
                "{\"error\":{\"code\":\"CANARYcanary\"}} | -",
                "{\"error\":{\"code\":7}} | -",
                "{\"error\":\"the training is in progress\"} | -",
                "{\"code\":\"CANNOT_DELETE\"} | -",
                "<html> | -",
                "UNDER_WAY | -"
            })
    void ofARefusalOnlyKnownCodesGetThrough(String body, Blocker cause) {
        api.server.otherwise(RawServer.status(409, body));
        assertThat(RoboflowFixture.failureOf(() -> trash("t")))
                .isEqualTo(new RoboflowFailure.Conflict(ROUTE, Optional.ofNullable(cause)));
    }

    private TrashAnswer trash(String id) throws Exception {
        return api.gateway
                .trasher(Workspaces.us("ws"), RoboflowFixture.KEY, ItemKey.training("my-detector", 3, id))
                .orElseThrow()
                .trash();
    }
}
