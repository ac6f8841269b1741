package dev.trashops.roboflow;

import static dev.trashops.Workspaces.us;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.plan.model.Region;
import dev.trashops.roboflow.RoboflowFixture.Call;
import dev.trashops.roboflow.http.CallListener;
import dev.trashops.roboflow.http.KeyPlacement;
import dev.trashops.workspace.port.ApiKey;
import dev.trashops.workspace.port.FailureCause;
import dev.trashops.workspace.port.FailureCause.Trouble;
import dev.trashops.workspace.port.RoboflowFailure;
import dev.trashops.workspace.port.RoboflowGateway;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FailuresTest {
    private static final String NOT_FOUND =
            "{\"error\":{\"message\":\"Unsupported request\",\"type\":\"GraphMethodException\",\"status\":404}}";

    @ParameterizedTest
    @EnumSource(Call.class)
    void everyStatusHasItsFailureOnEveryRoute(Call call) throws Exception {
        try (RoboflowFixture api = RoboflowFixture.open()) {
            String route = call.documented;
            for (int status : new int[] {400, 403, 405, 408, 410, 413, 418, 422, 300, 301, 302, 303, 304, 307, 308}) {
                assertThat(failure(api, call, status)).isEqualTo(new RoboflowFailure.Refused(route, status));
            }
            for (int status : new int[] {402, 423}) {
                assertThat(failure(api, call, status)).isEqualTo(new RoboflowFailure.AccountBlocked(route, status));
            }
            for (int status : new int[] {500, 502, 503, 504, 599}) {
                assertThat(failure(api, call, status)).isEqualTo(unavailable(route, FailureCause.answered(status)));
            }
            assertThat(failure(api, call, 409)).isEqualTo(new RoboflowFailure.Conflict(route));
            int sent = api.server.seen().size();
            assertThat(failure(api, call, 429)).isEqualTo(new RoboflowFailure.RateLimited(route, Optional.empty()));
            assertThat(api.server.seen()).hasSize(sent + 1);
        }
    }

    @ParameterizedTest
    @EnumSource(Call.class)
    void aKeyThatIsRefusedEverywhereIsUnauthorized(Call call) throws Exception {
        try (RoboflowFixture api = RoboflowFixture.open()) {
            api.server.when("GET /", RawServer.status(401, "{}"));
            assertThat(failure(api, call, 401)).isEqualTo(new RoboflowFailure.Unauthorized(call.documented));
            assertThat(api.server.seen()).hasSize(call == Call.KEY ? 1 : 2);
        }
    }

    @ParameterizedTest
    @EnumSource(value = Call.class, mode = EnumSource.Mode.EXCLUDE, names = "KEY")
    void aKeyThatOpensTheWorkspaceLacksTheScopeOfTheRoute(Call call) throws Exception {
        try (RoboflowFixture api = RoboflowFixture.open()) {
            api.server.when("GET /", RawServer.json("{\"workspace\":\"ws\"}"));
            assertThat(failure(api, call, 401))
                    .isEqualTo(new RoboflowFailure.MissingScope(call.documented, call.scope));
            assertThat(api.routesSeen()).containsExactly(call.sent, "GET /");
        }
    }

    @ParameterizedTest
    @EnumSource(value = Call.class, mode = EnumSource.Mode.EXCLUDE, names = "KEY")
    void a404IsAMissingScopeOnlyWhereItCannotBeAboutAnItem(Call call) throws Exception {
        try (RoboflowFixture api = RoboflowFixture.open()) {
            api.server.when("GET /", RawServer.json("{\"workspace\":\"ws\"}"));
            api.server.when(call.sent, RawServer.status(404, NOT_FOUND));
            RoboflowFailure failure = api.failureOf(call);
            if (call.isAboutWorkspace()) {
                assertThat(failure).isEqualTo(new RoboflowFailure.MissingScope(call.documented, call.scope, 404));
            } else {
                assertThat(failure).isEqualTo(new RoboflowFailure.NotFound(call.documented));
                assertThat(api.routesSeen()).containsExactly(call.sent);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(value = Call.class, mode = EnumSource.Mode.EXCLUDE, names = "KEY")
    void aKeyOfAnotherWorkspaceFindsNothing(Call call) throws Exception {
        try (RoboflowFixture api = RoboflowFixture.open()) {
            api.server.when("GET /", RawServer.json("{\"workspace\":\"another\"}"));
            assertThat(failure(api, call, 404)).isEqualTo(new RoboflowFailure.NotFound(call.documented));
            assertThat(failure(api, call, 401))
                    .isEqualTo(
                            call.isAboutWorkspace()
                                    ? new RoboflowFailure.NotFound(call.documented, 401)
                                    : new RoboflowFailure.Unauthorized(call.documented));
        }
    }

    static Stream<Arguments> unanswered() {
        String route = "GET /:workspace/trash";
        return Stream.of(
                Arguments.of(RawServer.cut(), unavailable(route, Trouble.CONNECTION_RESET)),
                Arguments.of(RawServer.json("<html>"), unavailable(route, Trouble.MALFORMED)),
                Arguments.of(RawServer.json("{}"), unavailable(route, Trouble.MALFORMED)),
                Arguments.of(RawServer.status(500, ""), unavailable(route, FailureCause.answered(500))),
                Arguments.of(RawServer.status(423, ""), new RoboflowFailure.AccountBlocked(route, 423)),
                Arguments.of(
                        RawServer.status(429, "", "Retry-After: 7"),
                        new RoboflowFailure.RateLimited(route, Optional.of(Duration.ofSeconds(7)))));
    }

    @ParameterizedTest
    @MethodSource("unanswered")
    void nobodyIsAccusedWhileTheKeyCannotBeChecked(RawServer.Reply reply, RoboflowFailure expected) throws Exception {
        try (RoboflowFixture api = RoboflowFixture.open()) {
            api.server.when("GET /", reply);
            assertThat(failure(api, Call.TRASH, 401)).isEqualTo(expected);
        }
    }

    @Test
    void theCheckOfTheKeyStaysWithinTheBudgetAndFitsIntoTheNextAttempt() throws Exception {
        try (RoboflowFixture api = RoboflowFixture.withBudget(1, 3)) {
            api.server.when("GET /", RawServer.json("{\"workspace\":\"ws\"}"));
            api.server.when("GET /ws/trash", RawServer.status(401, "{}"));
            Call.KEY.by(api.gateway);
            Call.KEY.by(api.gateway);

            assertThat(api.failureOf(Call.TRASH))
                    .isEqualTo(new RoboflowFailure.OverBudget(
                            "GET /:workspace/trash", Duration.ofSeconds(2), Optional.of(FailureCause.answered(401))));
            assertThat(api.server.seen()).hasSize(3);
            api.clock.advance(Duration.ofSeconds(2));
            assertThat(api.failureOf(Call.TRASH))
                    .isEqualTo(new RoboflowFailure.MissingScope("GET /:workspace/trash", "project:read"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            delimiter = '|',
            value = {
                "0 | PT1S",
                "1 | PT1S",
                "30 | PT30S",
                "899 | PT14M59S",
                "901 | PT15M",
                "99999999999999999999999 | PT15M",
                "Mon, 23 Nov 2026 12:00:20 GMT | PT20S",
                "Mon, 23 Nov 2026 11:00:00 GMT | PT1S",
                "Tue, 24 Nov 2026 12:00:00 GMT | PT15M",
                "-5 | -",
                "1.5 | -",
                "soon | -",
                "Fri, 23 Nov 2026 12:00:20 GMT | -"
            })
    void retryAfterIsReadInSecondsAndAsADate(String header, String wait) throws Exception {
        try (RoboflowFixture api = RoboflowFixture.open()) {
            api.server.otherwise(RawServer.status(429, "", "Retry-After: " + header));
            assertThat(api.failureOf(Call.TRASH_PROJECT))
                    .isEqualTo(new RoboflowFailure.RateLimited(
                            "DELETE /:workspace/:project",
                            Optional.ofNullable(wait).map(Duration::parse)));
        }
    }

    @ParameterizedTest
    @EnumSource(Call.class)
    void anErrorInsideA200IsNoSuccess(Call call) throws Exception {
        try (RoboflowFixture api = RoboflowFixture.open()) {
            for (String body : new String[] {
                "{\"error\":\"Not authorized to view trash\"}", "{\"error\":{\"message\":\"no\",\"status\":401}}"
            }) {
                api.server.otherwise(RawServer.json(body));
                assertThat(api.failureOf(call)).isEqualTo(new RoboflowFailure.Malformed(call.documented));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Call.class)
    void whatIsNotWholeJsonIsMalformed(Call call) throws Exception {
        try (RoboflowFixture api = RoboflowFixture.open()) {
            for (String body : new String[] {
                "<html><body>Bad gateway</body></html>",
                "{\"items\":[",
                "{\"items\":[]} <!-- -->",
                "\"deleted\"",
                "7",
                "[7]"
            }) {
                api.server.otherwise(RawServer.json(body));
                assertThat(api.failureOf(call)).as(body).isEqualTo(new RoboflowFailure.Malformed(call.documented));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Call.class,
            names = {"KEY", "WORKSPACE", "PROJECT", "VERSION", "WORKFLOWS", "TRASH"})
    void anEmptyAnswerToAReadIsMalformed(Call call) throws Exception {
        try (RoboflowFixture api = RoboflowFixture.open()) {
            for (RawServer.Reply reply : new RawServer.Reply[] {
                RawServer.status(200, ""),
                RawServer.status(204, ""),
                RawServer.json("null"),
                RawServer.json("{}"),
                RawServer.status(206, "{\"workspace\":\"ws\",\"items\":[],\"projects\":[],\"workflows\":[]}")
            }) {
                api.server.otherwise(reply);
                assertThat(api.failureOf(call)).isEqualTo(new RoboflowFailure.Malformed(call.documented));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"deleted\":false,\"restored\":false}",
                "{\"deleted\":\"yes\",\"restored\":\"yes\"}",
                "{\"deleted\":1,\"restored\":1,\"type\":\"something\",\"trash\":false}"
            })
    void aChangeThatIsDeniedIsNoSuccess(String body) throws Exception {
        try (RoboflowFixture api = RoboflowFixture.open()) {
            api.server.otherwise(RawServer.json(body));
            for (Call call : Call.values()) {
                if (!call.isRead()) {
                    RoboflowFailure failure = api.failureOf(call);
                    assertThat(failure).isEqualTo(new RoboflowFailure.Malformed(call.documented));
                    assertThat(failure.provesNothingHappened()).isFalse();
                }
            }
        }
    }

    /** Also of calls whose failure the loop only keeps as not read. */
    @ParameterizedTest
    @EnumSource(Call.class)
    void everyFailedCallIsToldOnceWithItsCause(Call call) throws Exception {
        List<String> told = new ArrayList<>();
        CallListener listener = new CallListener() {
            @Override
            public void called(Region region, String route, String statusClass, Duration duration) {}

            @Override
            public void failed(Region region, RoboflowFailure failure) {
                told.add(region + " " + failure.described());
            }
        };
        try (RoboflowFixture api = RoboflowFixture.open()) {
            RoboflowGateway gateway = RoboflowGatewayFactory.permitted(api.config, listener);
            api.server.otherwise(RawServer.status(502, ""));
            RoboflowFixture.failureOf(() -> call.by(gateway));
            api.server.otherwise(RawServer.json("<html>"));
            RoboflowFixture.failureOf(() -> call.by(gateway));
        }
        assertThat(told)
                .containsExactly("US " + call.documented + " (http-502)", "US " + call.documented + " (malformed)");
    }

    @Test
    void aKeyThatNoRequestCouldCarryIsUnauthorizedAtOnce() throws Exception {
        try (RoboflowFixture api = RoboflowFixture.open(KeyPlacement.BEARER)) {
            for (String key : new String[] {"", " ", "a b", "a\n", "a\r\nX: y", "clé", "a\u0000"}) {
                assertThat(RoboflowFixture.failureOf(() ->
                                api.gateway.reader(us("ws"), new ApiKey(key)).trash()))
                        .isEqualTo(new RoboflowFailure.Unauthorized("GET /:workspace/trash"));
            }
            assertThat(api.server.seen()).isEmpty();
        }
    }

    private static RoboflowFailure unavailable(String route, FailureCause cause) {
        return new RoboflowFailure.Unavailable(route, cause);
    }

    private static RoboflowFailure failure(RoboflowFixture api, Call call, int status) {
        api.server.when(call.sent, RawServer.status(status, "{\"error\":\"no\"}", "Location: /elsewhere"));
        return api.failureOf(call);
    }
}
