package dev.trashops.roboflow;

import static dev.trashops.Workspaces.us;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.plan.model.Region;
import dev.trashops.roboflow.RoboflowFixture.Call;
import dev.trashops.roboflow.http.AccessLevel;
import dev.trashops.roboflow.http.CallListener;
import dev.trashops.roboflow.http.KeyPlacement;
import dev.trashops.roboflow.http.RoboflowConfig;
import dev.trashops.roboflow.http.RoboflowConfigs;
import dev.trashops.workspace.port.RoboflowException;
import dev.trashops.workspace.port.RoboflowGateway;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every failure, with a server that repeats the key wherever it can, and then a search of everything that is said. */
class CanaryKeyTest {
    private static final String SECRET = RoboflowFixture.KEY.reveal();
    private static final String ENCODED = URLEncoder.encode(SECRET, StandardCharsets.UTF_8);

    private final EverythingSaid said = new EverythingSaid();

    @AfterEach
    void stopListening() {
        said.close();
    }

    @ParameterizedTest
    @EnumSource(KeyPlacement.class)
    void theKeyIsInNothingThatIsThrownReturnedOrLogged(KeyPlacement placement) throws Exception {
        List<String> failed = new ArrayList<>();
        try (RoboflowFixture api = RoboflowFixture.open(placement)) {
            CallListener listener =
                    (region, route, statusClass, duration) -> said.add(region + route + statusClass + duration);
            RoboflowConfig hasty = new RoboflowConfig(
                    RoboflowFixture.inTheUs(api.server.uri()),
                    placement,
                    AccessLevel.ALL,
                    Duration.ofMillis(200),
                    Duration.ofMillis(200),
                    1000,
                    1000,
                    10_000,
                    true,
                    api.clock);
            RoboflowGateway gateway = RoboflowGatewayFactory.permitted(hasty, listener);
            faults(api).forEach((name, reply) -> {
                api.server.otherwise(reply);
                for (Call call :
                        name.startsWith("slow") ? new Call[] {Call.TRASH, Call.TRASH_VERSION} : Call.values()) {
                    attempt(name + " " + call, failed, gateway, call);
                }
            });
            for (String elsewhere : List.of("https://roboflow.invalid", "http://127.0.0.1:1", "https://127.0.0.1:1")) {
                RoboflowGateway lost = RoboflowGatewayFactory.permitted(
                        RoboflowConfigs.at(hasty, Region.US, URI.create(elsewhere)), listener);
                attempt(elsewhere, failed, lost, Call.TRASH);
                attempt(elsewhere, failed, lost, Call.TRASH_PROJECT);
            }
            RoboflowGateway limited = RoboflowGatewayFactory.permitted(hasty, listener);
            api.server.otherwise(RawServer.status(429, SECRET, "Retry-After: 30"));
            attempt("429", failed, limited, Call.TRASH);
            attempt("over budget", failed, limited, Call.TRASH);

            said.add(gateway + " " + gateway.reader(us("ws"), RoboflowFixture.KEY) + " " + hasty + " "
                    + RoboflowFixture.KEY);
        }

        assertThat(failed).hasSizeGreaterThan(100);
        assertThat(said.lines()).hasSizeGreaterThan(500);
        assertThat(said.lines()).noneMatch(line -> line.contains(SECRET) || line.contains(ENCODED));
    }

    private Map<String, RawServer.Reply> faults(RoboflowFixture api) {
        String echo = "{\"error\":{\"message\":\"This API key does not exist\",\"type\":\"OAuthException\",\"key\":\""
                + SECRET + "\",\"url\":\"/?api_key=" + ENCODED + "\"}}";
        Map<String, RawServer.Reply> faults = new LinkedHashMap<>();
        for (int status : new int[] {301, 308, 400, 401, 402, 403, 404, 409, 422, 423, 500, 502, 503}) {
            faults.put(
                    status + "",
                    RawServer.status(status, echo, "Location: /?api_key=" + ENCODED, "Retry-After: " + SECRET));
        }
        faults.put("error in 200", RawServer.json(echo));
        faults.put("html", RawServer.json("<html>" + SECRET));
        faults.put("torn json", RawServer.json("{\"items\":[\"" + SECRET));
        faults.put("odd entry", RawServer.json("{\"items\":[\"" + SECRET + "\"]}"));
        faults.put(
                "echo",
                RawServer.json("{\"workspace\":\"" + SECRET + "\",\"projectId\":\"" + SECRET
                        + "\",\"items\":[{\"type\":\"project\",\"id\":\"" + SECRET + "\"}]}"));
        faults.put("cut", RawServer.cut());
        faults.put("torn", RawServer.torn(SECRET));
        faults.put("no http", (seen, out) -> out.write((SECRET + "\r\n\r\n").getBytes(StandardCharsets.UTF_8)));
        faults.put("bad header", RawServer.status(200, "{}", SECRET));
        faults.put("too large", RawServer.json(SECRET.repeat(1000)));
        faults.put("slow drip", api.server.drip());
        faults.put("slow hang", api.server.hang());
        return faults;
    }

    private void attempt(String name, List<String> failed, RoboflowGateway gateway, Call call) {
        try {
            said.add(String.valueOf(call.by(gateway)));
        } catch (RoboflowException e) {
            failed.add(name);
            said.add(e);
            said.add(e.failure().toString());
            assertThat(e).as(name).hasNoCause().hasNoSuppressedExceptions();
        }
    }
}
