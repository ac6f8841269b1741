package dev.trashops.roboflow;

import static dev.trashops.Workspaces.us;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trashops.plan.model.InternalId;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.Region;
import dev.trashops.roboflow.RoboflowFixture.Call;
import dev.trashops.roboflow.http.ApiRoute;
import dev.trashops.roboflow.http.KeyPlacement;
import dev.trashops.roboflow.http.RoboflowApi;
import dev.trashops.roboflow.http.RoboflowConfigs;
import dev.trashops.workspace.port.RoboflowGateway;
import dev.trashops.workspace.port.RoboflowGateway.RestoreTarget;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoboflowApiTest {
    private static final String GOOD = """
        {"workspace": "ws", "items": [], "projects": [], "workflows": [], "project": {"id": "ws/my-detector"},
         "versions": [], "version": {"id": "ws/my-detector/3"}}\
        """;

    @ParameterizedTest
    @EnumSource(Call.class)
    void everyCallIsOneRequestOfItsRoute(Call call) throws Exception {
        try (RoboflowFixture api = RoboflowFixture.open()) {
            script(api);
            call.by(api.gateway);

            assertThat(api.routesSeen()).containsExactly(call.sent);
            RawServer.Seen seen = api.server.seen().get(0);
            assertThat(seen.query())
                    .isEqualTo((call.isRead() ? "nocache=true&" : "") + "api_key=CANARYcanary%2B%2F%3D%260123456789");
            assertThat(seen.headers())
                    .containsEntry("accept", "application/json")
                    .doesNotContainKey("authorization");
            assertThat(seen.headers().get("user-agent")).startsWith("roboflow-trash-operator/");
        }
    }

    @ParameterizedTest
    @EnumSource(Call.class)
    void theKeyCanStandInTheHeaderInstead(Call call) throws Exception {
        try (RoboflowFixture api = RoboflowFixture.open(KeyPlacement.BEARER)) {
            script(api);
            call.by(api.gateway);

            RawServer.Seen seen = api.server.seen().get(0);
            assertThat(seen.query()).isEqualTo(call.isRead() ? "nocache=true" : "");
            assertThat(seen.headers()).containsEntry("authorization", "Bearer " + RoboflowFixture.KEY.reveal());
        }
    }

    @Test
    void aRestoreSaysTypeAndIdAndForAVersionItsProject() throws Exception {
        try (RoboflowFixture api = RoboflowFixture.open()) {
            Call.RESTORE_PROJECT.by(api.gateway);
            Call.RESTORE_VERSION.by(api.gateway);
            RoboflowGateway.Restorer restorer =
                    api.gateway.restorer(us("ws"), RoboflowFixture.KEY).orElseThrow();
            restorer.restore(new RestoreTarget(ItemType.WORKFLOW, "wf{1}\"", Optional.of(new InternalId("d_1"))));

            assertThat(api.server.seen())
                    .extracting(RawServer.Seen::body)
                    .containsExactly(
                            "{\"type\":\"project\",\"id\":\"d_1\"}",
                            "{\"type\":\"version\",\"id\":\"3\",\"parentId\":\"d_1\"}",
                            "{\"type\":\"workflow\",\"id\":\"wf{1}\\\"\"}");
            assertThat(api.server.seen().get(0).headers()).containsEntry("content-type", "application/json");

            assertThatThrownBy(() -> restorer.restore(new RestoreTarget(ItemType.VERSION, "3", Optional.empty())))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> restorer.restore(new RestoreTarget(ItemType.PROJECT, " ", Optional.empty())))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(api.server.seen()).hasSize(3);
        }
    }

    @Test
    void aDeletionGivesTheInternalIdWhereTheAnswerHasIt() throws Exception {
        try (RoboflowFixture api = RoboflowFixture.open()) {
            api.server.otherwise(RawServer.json("""
                {"deleted":true,"type":"project","workspace":"ws","project":"my-detector","projectId":"d_1","trash":true}\
                """));
            assertThat(Call.TRASH_PROJECT.by(api.gateway)).isEqualTo(Optional.of(new InternalId("d_1")));
            api.server.otherwise(RawServer.json("""
                {"deleted":true,"type":"version","project":"my-detector","projectId":"d_1","version":"3","trash":true}\
                """));
            assertThat(Call.TRASH_VERSION.by(api.gateway)).isEqualTo(Optional.of(new InternalId("d_1")));
            api.server.otherwise(RawServer.json(
                    "{\"deleted\":true,\"type\":\"workflow\",\"workflow\":\"flow\",\"workflowId\":\"wf_1\"}"));
            assertThat(Call.TRASH_WORKFLOW.by(api.gateway)).isEqualTo(Optional.of(new InternalId("wf_1")));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 202, 204})
    void aChangeThatAnswersNothingButSuccessSucceeded(int status) throws Exception {
        try (RoboflowFixture api = RoboflowFixture.open()) {
            api.server.otherwise(RawServer.status(status, ""));
            for (Call call : Call.values()) {
                if (!call.isRead()) {
                    call.by(api.gateway);
                }
            }
            assertThat(Call.TRASH_PROJECT.by(api.gateway)).isEqualTo(Optional.empty());
        }
    }

    @Test
    void aPathOfTheBaseUrlIsKept() throws Exception {
        for (String end : List.of("/robo/flow", "/robo/flow/")) {
            try (RoboflowFixture api = RoboflowFixture.open()) {
                api.server.otherwise(RawServer.json(GOOD));
                RoboflowGateway gateway = RoboflowFixture.gateway(
                        RoboflowConfigs.at(api.config, Region.US, URI.create(api.server.uri() + end)));
                gateway.reader(us("ws"), RoboflowFixture.KEY).trash();
                gateway.reader(us("ws"), RoboflowFixture.KEY).workspaceOfKey();
                Call.TRASH_VERSION.by(gateway);

                assertThat(api.routesSeen())
                        .containsExactly(
                                "GET /robo/flow/ws/trash", "GET /robo/flow/", "DELETE /robo/flow/ws/my-detector/3");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", " ", ".", "..", "a/b", "a%2Fb", "%2e", "a?b", "a#b", "a b", "-a", "_a", "a\n", "{a}", "ä", "a;b"
            })
    void anIllegalSlugIsRefusedBeforeAnythingIsSent(String slug) throws Exception {
        try (RoboflowFixture api = RoboflowFixture.open()) {
            RoboflowGateway gateway = api.gateway;
            assertIllegal(() -> gateway.reader(us(slug), RoboflowFixture.KEY).trash());
            assertIllegal(() -> gateway.restorer(us(slug), RoboflowFixture.KEY));
            assertIllegal(() -> gateway.trasher(us(slug), RoboflowFixture.KEY, ItemKey.project("a")));
            assertIllegal(() -> api.reader().project(slug));
            assertIllegal(() -> api.reader().version(slug, 1));
            assertIllegal(() -> gateway.trasher(us("ws"), RoboflowFixture.KEY, ItemKey.project(slug)));
            assertIllegal(() -> gateway.trasher(us("ws"), RoboflowFixture.KEY, ItemKey.version(slug, 1)));
            assertIllegal(() -> gateway.trasher(us("ws"), RoboflowFixture.KEY, ItemKey.workflow(slug)));
            assertThat(api.server.seen()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ws/trash", "/ws/Trash", "/ws/WORKFLOWS"})
    void aRequestForAProjectNeverLeavesForARouteOfItsOwn(String path) {
        assertThatThrownBy(() -> ApiRoute.PROJECT.check("GET", path)).isInstanceOf(IllegalStateException.class);
        ApiRoute.PROJECT.check("GET", path + "-cans");
    }

    @Test
    void reservedWordsAreNoProjectsAndLongSlugsEndAt128() throws Exception {
        try (RoboflowFixture api = RoboflowFixture.open()) {
            for (String reserved : List.of("trash", "workflows", "Trash", "WORKFLOWS")) {
                assertIllegal(() -> api.reader().project(reserved));
                assertIllegal(() -> api.reader().version(reserved, 1));
                assertIllegal(() -> api.gateway.trasher(us("ws"), RoboflowFixture.KEY, ItemKey.project(reserved)));
                assertIllegal(() -> api.gateway.trasher(us("ws"), RoboflowFixture.KEY, ItemKey.version(reserved, 1)));
            }
            assertIllegal(() -> api.reader().version("a", 0));
            assertIllegal(() -> api.reader().project("a".repeat(129)));
            assertThat(api.server.seen()).isEmpty();

            api.gateway
                    .trasher(us("ws"), RoboflowFixture.KEY, ItemKey.project("a".repeat(128)))
                    .orElseThrow()
                    .trash();
            api.gateway
                    .trasher(us("ws"), RoboflowFixture.KEY, ItemKey.project("trash-cans"))
                    .orElseThrow()
                    .trash();
            api.gateway
                    .trasher(us("ws"), RoboflowFixture.KEY, ItemKey.workflow("trash"))
                    .orElseThrow()
                    .trash();
            assertThat(api.routesSeen())
                    .containsExactly(
                            "DELETE /ws/" + "a".repeat(128), "DELETE /ws/trash-cans", "DELETE /ws/workflows/trash");
        }
    }

    @Test
    void noRequestLeavesThatDoesNotHaveTheShapeOfItsRoute() {
        Map<ApiRoute, String> paths = Map.of(
                ApiRoute.KEY, "GET /",
                ApiRoute.WORKSPACE, "GET /ws",
                ApiRoute.PROJECT, "GET /ws/p",
                ApiRoute.VERSION, "GET /ws/p/3",
                ApiRoute.WORKFLOWS, "GET /ws/workflows",
                ApiRoute.TRASH, "GET /ws/trash",
                ApiRoute.RESTORE, "POST /ws/trash/restore",
                ApiRoute.TRASH_PROJECT, "DELETE /ws/p",
                ApiRoute.TRASH_VERSION, "DELETE /ws/p/3",
                ApiRoute.TRASH_WORKFLOW, "DELETE /ws/workflows/w");
        assertThat(paths).hasSameSizeAs(ApiRoute.values());
        paths.forEach((route, own) -> paths.values().forEach(other -> {
            String[] request = other.split(" ", -1);
            if (own.equals(other)) {
                route.check(request[0], request[1]);
            } else {
                assertThatThrownBy(() -> route.check(request[0], request[1]))
                        .as("%s sent to %s", route, other)
                        .isInstanceOf(IllegalStateException.class);
            }
        }));
        for (String path : List.of("/ws/p/", "/ws/p", "/ws/p/0", "/ws/p/x", "/ws//3", "/ws/p/../3", "/ws/trash/3")) {
            assertThatThrownBy(() -> ApiRoute.TRASH_VERSION.check("DELETE", path))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void eachDocumentedRouteHasExactlyOneMethod() {
        assertThat(Stream.of(RoboflowApi.class.getDeclaredClasses())
                        .flatMap(api -> Arrays.stream(api.getDeclaredMethods()))
                        .map(method -> method.getAnnotation(ApiRoute.Of.class).value()))
                .containsExactlyInAnyOrder(ApiRoute.values());
    }

    private static void assertIllegal(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class);
    }

    private static void script(RoboflowFixture api) {
        api.server.otherwise(RawServer.json("{}"));
        Stream.of(
                        "GET /",
                        "GET /ws",
                        "GET /ws/my-detector",
                        "GET /ws/my-detector/3",
                        "GET /ws/workflows",
                        "GET /ws/trash")
                .forEach(route -> api.server.when(route, RawServer.json(GOOD)));
    }
}
