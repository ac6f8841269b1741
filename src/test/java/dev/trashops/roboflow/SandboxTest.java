package dev.trashops.roboflow;

import static dev.trashops.Workspaces.us;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trashops.plan.model.ActiveProject;
import dev.trashops.plan.model.ActiveWorkflow;
import dev.trashops.plan.model.Contradiction;
import dev.trashops.plan.model.InternalId;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.RestoreTarget;
import dev.trashops.plan.model.TrashAnswer;
import dev.trashops.plan.model.TrashEntry;
import dev.trashops.plan.model.TrashListing;
import dev.trashops.plan.model.Tristate;
import dev.trashops.plan.observe.TrashSnapshot;
import dev.trashops.roboflow.http.AccessLevel;
import dev.trashops.roboflow.http.KeyPlacement;
import dev.trashops.roboflow.http.RoboflowConfig;
import dev.trashops.sandbox.SandboxOptions;
import dev.trashops.sandbox.SandboxServer;
import dev.trashops.workspace.port.ApiKey;
import dev.trashops.workspace.port.FailureCause.Trouble;
import dev.trashops.workspace.port.RoboflowFailure;
import dev.trashops.workspace.port.RoboflowFailure.Conflict.Blocker;
import dev.trashops.workspace.port.RoboflowGateway;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The client against the stand-in server: whole stories instead of single answers. */
class SandboxTest {
    private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");
    private static final ApiKey FULL = new ApiKey("full-key-full-key");
    private static final String SEED = """
        {"workspaces": [
          {"slug": "ws", "name": "W",
           "keys": [{"key": "full-key-full-key"}, {"key": "reads", "scopes": ["workspace:read", "project:read"]},
                    {"key": "none", "scopes": []}, {"key": "off", "disabled": true}],
           "projects": [{"slug": "det", "id": "d_1", "created": "2025-06-01T10:00:00Z", "versions": [
             {"number": 1, "trained": true}, {"number": 3, "training": true}, {"number": 4, "generating": true},
             {"number": 5},
             {"number": 6, "trainings": [{"id": "ws/det/6", "start": "-P9D", "end": "-P8D"}, {"id": "t_2", "start": "-P2D", "end": "-P1D"}]}]}],
           "workflows": [{"slug": "flow", "id": "wf_1", "created": "2025-06-01T10:00:00Z"}]},
          {"slug": "elsewhere", "keys": [{"key": "foreign"}]}]}\
        """;

    private SandboxServer sandbox;
    private RoboflowGateway gateway;
    private RoboflowGateway.Reader reader;

    @BeforeEach
    void start() throws Exception {
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        sandbox = SandboxServer.start(
                SandboxOptions.defaults().withBaseClock(clock).withSeed(new ObjectMapper().readTree(SEED)));
        gateway = RoboflowFixture.gateway(new RoboflowConfig(
                RoboflowFixture.inTheUs(sandbox.uri()),
                KeyPlacement.QUERY,
                AccessLevel.ALL,
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                1000,
                1000,
                1 << 20,
                true,
                clock));
        reader = gateway.reader(us("ws"), FULL);
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void whatIsActiveIsRead() throws Exception {
        Optional<Instant> created = Optional.of(Instant.parse("2025-06-01T10:00:00Z"));
        assertThat(reader.workspaceOfKey()).isEqualTo("ws");
        assertThat(reader.projects())
                .extracting(
                        ActiveProject::slug, ActiveProject::created, ActiveProject::versions, ActiveProject::isPublic)
                .containsExactly(tuple("det", created, Optional.of(5), Tristate.NO));
        assertThat(reader.workflows())
                .extracting(ActiveWorkflow::slug, ActiveWorkflow::id, ActiveWorkflow::created)
                .containsExactly(tuple("flow", Optional.of(new InternalId("wf_1")), created));
        assertThat(reader.project("det").versions())
                .extracting(version -> version.number() + " " + version.trained())
                .containsExactlyInAnyOrder("1 YES", "3 UNKNOWN", "4 UNKNOWN", "5 UNKNOWN", "6 YES");
        assertThat(reader.version("det", 1).trained()).isEqualTo(Tristate.YES);
        assertThat(reader.version("det", 3).running()).isEqualTo(Tristate.YES);
        assertThat(reader.version("det", 4).running()).isEqualTo(Tristate.YES);
        assertThat(reader.version("det", 5).trained()).isEqualTo(Tristate.NO);
        assertThat(reader.version("det", 5).running()).isEqualTo(Tristate.NO);
        assertThat(failureOf(() -> reader.version("det", 2)))
                .isEqualTo(new RoboflowFailure.NotFound("GET /:workspace/:project/:version"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | ``",
                "{\"trash\":false} | trash: false (asked for true)",
                "{\"type\":\"project\",\"version\":\"6\"} | type: project (asked for version), version: 6 (asked for 5)",
                "{\"project\":\"another\",\"trash\":null} | project: another (asked for det)",
                "{\"workspace\":\"elsewhere\"} | workspace: elsewhere (asked for ws)"
            })
    void theAnswerToADeletionIsComparedWithWhatWasAskedFor(String answer, String contradictions) throws Exception {
        control("faults", "{\"route\":\"DELETE /:workspace/:project/:version\",\"count\":1,\"answer\":" + answer + "}");
        assertThat(Contradiction.described(gateway.trasher(us("ws"), FULL, ItemKey.version("det", 5))
                        .orElseThrow()
                        .trash()
                        .contradictions()))
                .isEqualTo(contradictions);
        assertThat(reader.trash().entries()).hasSize(1);
    }

    @Test
    void everyTypeGoesToTheTrashAndComesBack() throws Exception {
        assertThat(trash(ItemKey.version("det", 5))).isEqualTo(Optional.of(new InternalId("d_1")));
        assertThat(trash(ItemKey.project("det"))).isEqualTo(Optional.of(new InternalId("d_1")));
        assertThat(trash(ItemKey.workflow("flow"))).isEqualTo(Optional.of(new InternalId("wf_1")));

        TrashListing listing = reader.trash();
        assertThat(listing.complete()).isTrue();
        assertThat(listing.serverDate()).contains(NOW);
        assertThat(listing.entries())
                .extracting(TrashEntry::identity)
                .containsExactlyInAnyOrder(
                        new TrashEntry.Identity("version", "d_1", "5"),
                        new TrashEntry.Identity("project", "", "d_1"),
                        new TrashEntry.Identity("workflow", "", "wf_1"));
        assertThat(listing.entries())
                .allSatisfy(entry -> assertThat(entry.scheduledCleanupAt()).contains(NOW.plus(Duration.ofDays(30))));

        assertThat(failureOf(() -> trash(ItemKey.project("det"))))
                .isEqualTo(new RoboflowFailure.NotFound("DELETE /:workspace/:project"));
        RestoreTarget version = new RestoreTarget(ItemType.VERSION, "5", Optional.of(new InternalId("d_1")));
        assertThat(failureOf(() -> restore(version)))
                .isEqualTo(new RoboflowFailure.Conflict("POST /:workspace/trash/restore"));
        restore(new RestoreTarget(ItemType.PROJECT, "d_1", Optional.empty()));
        restore(version);
        restore(new RestoreTarget(ItemType.WORKFLOW, "wf_1", Optional.empty()));
        assertThat(reader.trash().entries()).isEmpty();
        assertThat(reader.project("det").versions()).hasSize(5);
    }

    @Test
    void aTrainingGoesToTheTrashAndComesBackByItsIdAlone() throws Exception {
        ItemKey oldest = ItemKey.training("det", 6, "ws/det/6");
        TrashAnswer answer =
                gateway.trasher(us("ws"), FULL, oldest).orElseThrow().trash();
        assertThat(answer.id()).contains(new InternalId("ws/det/6"));
        assertThat(answer.sentence(oldest))
                .isEqualTo("Moved to the Trash. The endpoint det/6 now serves "
                        + reader.trainings("det", 6).get(0).models().iterator().next() + ".");

        TrashEntry entry = reader.trash().entries().get(0);
        assertThat(new TrashSnapshot(reader.trash(), NOW).key(entry)).contains(oldest);
        assertThat(entry.internalId()).contains(new InternalId("ws/det/6"));

        restore(new RestoreTarget(ItemType.TRAINING, entry.id(), Optional.empty()));
        assertThat(reader.trash().entries()).isEmpty();
        assertThat(reader.trainings("det", 6)).hasSize(2);
    }

    @Test
    void theRefusalsOfATrainingAreToldApart() throws Exception {
        ItemKey running =
                ItemKey.training("det", 3, reader.trainings("det", 3).get(0).id());
        String route = "DELETE /:workspace/:project/:version/v2/trainings/:trainingId";
        assertThat(failureOf(() -> trash(running)))
                .isEqualTo(new RoboflowFailure.Conflict(route, Optional.of(Blocker.UNDER_WAY)));
        control("options", "{\"servingRunDelete\":\"refuse\"}");
        assertThat(failureOf(() -> trash(ItemKey.training("det", 6, "ws/det/6"))))
                .isEqualTo(new RoboflowFailure.Conflict(route, Optional.of(Blocker.REGISTERED_MODEL)));
    }

    @ParameterizedTest
    @CsvSource({"401", "404"})
    void scopesKeysAndWorkspacesAreToldApart(int missingScopeStatus) throws Exception {
        control("options", "{\"missingScopeStatus\":" + missingScopeStatus + "}");
        assertThat(failureOf(() -> gateway.reader(us("ws"), new ApiKey("none")).trash()))
                .isEqualTo(
                        new RoboflowFailure.MissingScope("GET /:workspace/trash", "project:read", missingScopeStatus));
        assertThat(failureOf(() -> gateway.reader(us("ws"), new ApiKey("reads")).workflows()))
                .isEqualTo(new RoboflowFailure.MissingScope(
                        "GET /:workspace/workflows", "workflow:read", missingScopeStatus));
        for (String bad : new String[] {"off", "unknown"}) {
            assertThat(failureOf(() -> gateway.reader(us("ws"), new ApiKey(bad)).trash()))
                    .isEqualTo(new RoboflowFailure.Unauthorized("GET /:workspace/trash"));
        }
        assertThat(failureOf(
                        () -> gateway.reader(us("ws"), new ApiKey("foreign")).trash()))
                .isEqualTo(new RoboflowFailure.NotFound("GET /:workspace/trash"));
        assertThat(failureOf(() -> gateway.reader(us("nowhere"), FULL).projects()))
                .isEqualTo(new RoboflowFailure.NotFound("GET /:workspace"));
    }

    @Test
    void aDeletionThatIsCutOffAfterItsEffectIsSentOnceAndTold() throws Exception {
        control("faults", "{\"route\":\"DELETE /:workspace/:project\",\"count\":1,\"drop\":\"after\"}");
        assertThat(failureOf(() -> trash(ItemKey.project("det"))))
                .isEqualTo(new RoboflowFailure.Unavailable("DELETE /:workspace/:project", Trouble.CONNECTION_RESET));
        assertThat(reader.trash().entries()).hasSize(1);
        assertThat(control("requests", "")).contains("\"DELETE /:workspace/:project\":1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"status\":503,\"retryAfter\":0 | Unavailable | http-503",
                "\"status\":429,\"retryAfter\":2 | RateLimited | http-429",
                "\"status\":423 | AccountBlocked | http-423",
                "\"status\":403 | Refused | http-403",
                "\"status\":302,\"location\":\"/login\" | Refused | http-302",
                "\"body\":\"html\" | Malformed | malformed",
                "\"body\":\"torn\" | Malformed | malformed",
                "\"body\":\"errorIn200\" | Malformed | malformed",
                "\"body\":\"empty\" | Malformed | malformed",
                "\"delay\":\"PT20S\" | Unavailable | timeout",
                "\"drip\":true | Unavailable | timeout",
                "\"drop\":\"before\" | Unavailable | connection-reset"
            })
    void everyFaultOfTheListingIsOneRequestAndOneFailure(String fault, String failure, String cause) throws Exception {
        control("faults", "{\"route\":\"GET /:workspace/trash\",\"count\":1," + fault + "}");
        RoboflowFailure told = failureOf(reader::trash);
        assertThat(told.getClass().getSimpleName()).isEqualTo(failure);
        assertThat(told.cause().word()).isEqualTo(cause);
        assertThat(control("requests", "")).contains("\"GET /:workspace/trash\":1");
    }

    private Optional<InternalId> trash(ItemKey item) throws Exception {
        TrashAnswer answer = gateway.trasher(us("ws"), FULL, item).orElseThrow().trash();
        assertThat(answer.contradictions()).isEmpty();
        return answer.id();
    }

    private void restore(RestoreTarget target) throws Exception {
        assertThat(gateway.restorer(us("ws"), FULL).orElseThrow().restore(target))
                .isEmpty();
    }

    private static RoboflowFailure failureOf(ThrowingCallable call) {
        return RoboflowFixture.failureOf(call);
    }

    /** A control route of the sandbox: GET without, POST with a body. */
    private String control(String route, String body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(sandbox.uri() + "/_sandbox/" + route));
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        body.isEmpty()
                                ? request.build()
                                : request.POST(HttpRequest.BodyPublishers.ofString(body))
                                        .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isBetween(200, 299);
        return answer.body();
    }
}
