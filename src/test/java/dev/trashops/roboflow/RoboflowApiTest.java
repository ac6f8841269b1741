package dev.trashops.roboflow;

import static dev.trashops.Workspaces.us;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trashops.plan.model.InternalId;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.Region;
import dev.trashops.plan.model.RestoreTarget;
import dev.trashops.roboflow.RoboflowFixture.Call;
import dev.trashops.roboflow.http.ApiRoute;
import dev.trashops.roboflow.http.KeyPlacement;
import dev.trashops.roboflow.http.RoboflowApi;
import dev.trashops.roboflow.http.RoboflowConfigs;
import dev.trashops.workspace.port.RoboflowGateway;
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
        {"workspace": "ws", "items": [], "projects": [], "workflows": [], "trainings": [], "workflow": {"config": "{}"}, "project": {"id": "ws/my-detector"},
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
                    .hasMessageStartingWith("Unaddressable");
            assertThatThrownBy(() -> restorer.restore(new RestoreTarget(ItemType.PROJECT, " ", Optional.empty())))
                    .hasMessageStartingWith("Unaddressable");
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

    @Test
    void noRequestLeavesThatDoesNotHaveTheShapeOfItsRoute() {
        Map<ApiRoute, String> paths = Map.ofEntries(
                Map.entry(ApiRoute.KEY, "GET /"),
                Map.entry(ApiRoute.WORKSPACE, "GET /ws"),
                Map.entry(ApiRoute.PROJECT, "GET /ws/p"),
                Map.entry(ApiRoute.VERSION, "GET /ws/p/3"),
                Map.entry(ApiRoute.TRAININGS, "GET /ws/p/3/v2/trainings"),
                Map.entry(ApiRoute.WORKFLOWS, "GET /ws/workflows"),
                Map.entry(ApiRoute.WORKFLOW, "GET /ws/workflows/w"),
                Map.entry(ApiRoute.TRASH, "GET /ws/trash"),
                Map.entry(ApiRoute.RESTORE, "POST /ws/trash/restore"),
                Map.entry(ApiRoute.TRASH_PROJECT, "DELETE /ws/p"),
                Map.entry(ApiRoute.TRASH_VERSION, "DELETE /ws/p/3"),
                Map.entry(ApiRoute.TRASH_WORKFLOW, "DELETE /ws/workflows/w"),
                Map.entry(ApiRoute.TRASH_TRAINING, "DELETE /ws/p/3/v2/trainings/ws%2Fp%2F3"));
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
        for (String id : List.of("", ".", "..", "a/b", "a%2fb", "a%252Fb", "a%5Cb", "a?b", "%2e%2e", "a b")) {
            assertThatThrownBy(() -> ApiRoute.TRASH_TRAINING.check("DELETE", "/ws/p/3/v2/trainings/" + id))
                    .as(id)
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

    private static void script(RoboflowFixture api) {
        api.server.otherwise(RawServer.json("{}"));
        Stream.of(
                        "GET /",
                        "GET /ws",
                        "GET /ws/my-detector",
                        "GET /ws/my-detector/3",
                        "GET /ws/my-detector/3/v2/trainings",
                        "GET /ws/workflows",
                        "GET /ws/workflows/flow",
                        "GET /ws/trash")
                .forEach(route -> api.server.when(route, RawServer.json(GOOD)));
    }
}
