package dev.trashops.roboflow;

import static dev.trashops.Workspaces.eu;
import static dev.trashops.Workspaces.us;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.trashops.ManualClock;
import dev.trashops.plan.model.Region;
import dev.trashops.plan.model.WorkspaceId;
import dev.trashops.roboflow.RoboflowFixture.Call;
import dev.trashops.roboflow.http.AccessLevel;
import dev.trashops.roboflow.http.KeyPlacement;
import dev.trashops.roboflow.http.RoboflowConfig;
import dev.trashops.workspace.port.ApiKey;
import dev.trashops.workspace.port.RoboflowException;
import dev.trashops.workspace.port.RoboflowFailure;
import dev.trashops.workspace.port.RoboflowGateway;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A key is sent to the region of its workspace and nowhere else. */
class RegionsTest {
    private static final ApiKey KEY = RoboflowFixture.KEY;

    private final List<Region> called = new ArrayList<>();
    private final ManualClock clock = new ManualClock();

    @SuppressWarnings("NullAway.Init")
    private RawServer american;

    @SuppressWarnings("NullAway.Init")
    private RawServer european;

    @BeforeEach
    void start() throws IOException {
        american = server();
        european = server();
    }

    private static RawServer server() throws IOException {
        return new RawServer()
                .when("GET /", RawServer.json("{\"workspace\":\"ws\"}"))
                .when("GET /ws/trash", RawServer.json("{\"items\":[]}"));
    }

    @AfterEach
    void stop() throws IOException {
        american.close();
        european.close();
    }

    @ParameterizedTest
    @EnumSource(KeyPlacement.class)
    void everythingForAWorkspaceInTheEuGoesThereAlone(KeyPlacement placement) throws Exception {
        doEverything(gateway(placement, 1000), eu("ws"));
        assertThat(european.seen())
                .hasSizeGreaterThanOrEqualTo(Call.values().length)
                .allMatch(RegionsTest::hasKey);
        assertThat(american.seen()).isEmpty();
        assertThat(called).isNotEmpty().containsOnly(Region.EU);
    }

    @ParameterizedTest
    @EnumSource(KeyPlacement.class)
    void everythingForAWorkspaceInTheUsGoesThereAlone(KeyPlacement placement) throws Exception {
        doEverything(gateway(placement, 1000), us("ws"));
        assertThat(american.seen())
                .hasSizeGreaterThanOrEqualTo(Call.values().length)
                .allMatch(RegionsTest::hasKey);
        assertThat(european.seen()).isEmpty();
        assertThat(called).isNotEmpty().containsOnly(Region.US);
    }

    /** The second request that tells why the first failed, as well. */
    @Test
    void aKeyThatOneRegionRejectsIsNotTriedInTheOther() {
        european.otherwise(RawServer.status(401, "")).when("GET /", RawServer.status(401, ""));
        european.when("GET /ws/trash", RawServer.status(401, ""));
        RoboflowGateway gateway = gateway(KeyPlacement.QUERY, 1000);
        assertThat(RoboflowFixture.failureOf(() -> gateway.reader(eu("ws"), KEY).trash()))
                .isInstanceOf(RoboflowFailure.Unauthorized.class);
        assertThat(RoboflowFixture.failureOf(() -> gateway.reader(eu("ws"), KEY).workspaceOfKey()))
                .isInstanceOf(RoboflowFailure.Unauthorized.class);
        assertThat(european.seen()).hasSize(3);
        assertThat(american.seen()).isEmpty();
    }

    @Test
    void aRedirectFromOneRegionToTheOtherIsNotFollowed() {
        european.when("GET /ws/trash", RawServer.status(302, "", "Location: " + american.uri() + "/ws/trash"));
        assertThat(RoboflowFixture.failureOf(() ->
                        gateway(KeyPlacement.QUERY, 1000).reader(eu("ws"), KEY).trash()))
                .isInstanceOf(RoboflowFailure.Refused.class);
        assertThat(american.seen()).isEmpty();
    }

    @Test
    void theSameTextIsAKeyWithABudgetOfItsOwnInEachRegion() throws Exception {
        RoboflowGateway gateway = gateway(KeyPlacement.QUERY, 3);
        for (int i = 0; i < 3; i++) {
            gateway.reader(us("ws"), KEY).trash();
        }
        assertThat(RoboflowFixture.failureOf(() -> gateway.reader(us("ws"), KEY).trash()))
                .isInstanceOf(RoboflowFailure.OverBudget.class);
        for (int i = 0; i < 3; i++) {
            gateway.reader(eu("ws"), KEY).trash();
        }
        assertThat(american.seen()).hasSize(3);
        assertThat(european.seen()).hasSize(3);
    }

    private RoboflowGateway gateway(KeyPlacement placement, int burst) {
        RoboflowConfig config = new RoboflowConfig(
                Map.of(Region.US, american.uri(), Region.EU, european.uri()),
                placement,
                AccessLevel.ALL,
                Duration.ofSeconds(10),
                Duration.ofSeconds(10),
                1,
                burst,
                1 << 20,
                false,
                clock);
        return RoboflowGatewayFactory.permitted(config, (region, route, statusClass, duration) -> called.add(region));
    }

    /** Whatever comes of it. */
    private static void doEverything(RoboflowGateway gateway, WorkspaceId workspace) {
        for (Call call : Call.values()) {
            Throwable failure = catchThrowable(() -> call.by(gateway, workspace));
            assertThat(failure == null || failure instanceof RoboflowException).isTrue();
        }
    }

    private static boolean hasKey(RawServer.Seen seen) {
        return seen.query().contains("api_key=CANARY")
                || seen.headers().values().stream().anyMatch(value -> value.startsWith("Bearer CANARY"));
    }
}
