package dev.trashops.roboflow;

import static dev.trashops.Workspaces.us;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.trashops.ManualClock;
import dev.trashops.plan.model.InternalId;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.Region;
import dev.trashops.plan.model.RestoreTarget;
import dev.trashops.plan.model.WorkspaceId;
import dev.trashops.roboflow.http.AccessLevel;
import dev.trashops.roboflow.http.CallListener;
import dev.trashops.roboflow.http.KeyPlacement;
import dev.trashops.roboflow.http.RoboflowConfig;
import dev.trashops.workspace.port.ApiKey;
import dev.trashops.workspace.port.RoboflowException;
import dev.trashops.workspace.port.RoboflowFailure;
import dev.trashops.workspace.port.RoboflowGateway;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** A scripted server and the client of the workspace {@code ws} in front of it. */
final class RoboflowFixture implements AutoCloseable {
    static final CallListener UNHEARD = (region, route, statusClass, duration) -> {};
    static final ApiKey KEY = new ApiKey("CANARYcanary+/=&0123456789");

    /** Where nobody listens. */
    private static final URI EU = URI.create("http://127.0.0.1:2");

    /** A call of each documented route. */
    enum Call {
        KEY("GET /", "GET /", "-"),
        WORKSPACE("GET /:workspace", "GET /ws", "workspace:read"),
        PROJECT("GET /:workspace/:project", "GET /ws/my-detector", "project:read"),
        VERSION("GET /:workspace/:project/:version", "GET /ws/my-detector/3", "version:read"),
        TRAININGS(
                "GET /:workspace/:project/:version/v2/trainings", "GET /ws/my-detector/3/v2/trainings", "version:read"),
        WORKFLOWS("GET /:workspace/workflows", "GET /ws/workflows", "workflow:read"),
        WORKFLOW("GET /:workspace/workflows/:workflowUrl", "GET /ws/workflows/flow", "workflow:read"),
        TRASH("GET /:workspace/trash", "GET /ws/trash", "project:read"),
        RESTORE_PROJECT("POST /:workspace/trash/restore", "POST /ws/trash/restore", "project:update"),
        RESTORE_VERSION("POST /:workspace/trash/restore", "POST /ws/trash/restore", "version:update"),
        RESTORE_WORKFLOW("POST /:workspace/trash/restore", "POST /ws/trash/restore", "workflow:update"),
        TRASH_PROJECT("DELETE /:workspace/:project", "DELETE /ws/my-detector", "project:update"),
        TRASH_VERSION("DELETE /:workspace/:project/:version", "DELETE /ws/my-detector/3", "version:update"),
        RESTORE_TRAINING("POST /:workspace/trash/restore", "POST /ws/trash/restore", "version:update"),
        TRASH_WORKFLOW("DELETE /:workspace/workflows/:workflowUrl", "DELETE /ws/workflows/flow", "workflow:update"),
        TRASH_TRAINING(
                "DELETE /:workspace/:project/:version/v2/trainings/:trainingId",
                "DELETE /ws/my-detector/3/v2/trainings/ws%2Fmy-detector%2F3",
                "version:update");

        final String documented;
        final String sent;
        final String scope;

        Call(String documented, String sent, String scope) {
            this.documented = documented;
            this.sent = sent;
            this.scope = scope;
        }

        boolean isRead() {
            return sent.startsWith("GET");
        }

        boolean isAboutWorkspace() {
            return this == WORKSPACE || this == WORKFLOWS || this == TRASH;
        }

        Object by(RoboflowGateway gateway) throws RoboflowException {
            return by(gateway, us("ws"));
        }

        Object by(RoboflowGateway gateway, WorkspaceId workspace) throws RoboflowException {
            RoboflowGateway.Reader reader = gateway.reader(workspace, RoboflowFixture.KEY);
            return switch (this) {
                case KEY -> reader.workspaceOfKey();
                case WORKSPACE -> reader.projects();
                case PROJECT -> reader.project("my-detector");
                case VERSION -> reader.version("my-detector", 3);
                case TRAININGS -> reader.trainings("my-detector", 3);
                case WORKFLOWS -> reader.workflows();
                case WORKFLOW -> reader.workflow("flow");
                case TRASH -> reader.trash();
                case RESTORE_PROJECT -> restore(gateway, workspace, ItemType.PROJECT, "d_1", Optional.empty());
                case RESTORE_VERSION ->
                    restore(gateway, workspace, ItemType.VERSION, "3", Optional.of(new InternalId("d_1")));
                case RESTORE_WORKFLOW -> restore(gateway, workspace, ItemType.WORKFLOW, "wf_1", Optional.empty());
                case RESTORE_TRAINING ->
                    restore(gateway, workspace, ItemType.TRAINING, "ws/my-detector/3", Optional.empty());
                case TRASH_PROJECT -> trash(gateway, workspace, ItemKey.project("my-detector"));
                case TRASH_VERSION -> trash(gateway, workspace, ItemKey.version("my-detector", 3));
                case TRASH_WORKFLOW -> trash(gateway, workspace, ItemKey.workflow("flow"));
                case TRASH_TRAINING ->
                    trash(gateway, workspace, ItemKey.training("my-detector", 3, "ws/my-detector/3"));
            };
        }

        private static Object restore(
                RoboflowGateway gateway, WorkspaceId workspace, ItemType type, String id, Optional<InternalId> parent)
                throws RoboflowException {
            gateway.restorer(workspace, RoboflowFixture.KEY).orElseThrow().restore(new RestoreTarget(type, id, parent));
            return "restored";
        }

        private static Object trash(RoboflowGateway gateway, WorkspaceId workspace, ItemKey item)
                throws RoboflowException {
            return gateway.trasher(workspace, RoboflowFixture.KEY, item)
                    .orElseThrow()
                    .trash()
                    .id();
        }
    }

    final RawServer server = new RawServer();
    final ManualClock clock = new ManualClock(Instant.parse("2026-11-23T12:00:00Z"));
    final RoboflowConfig config;
    final RoboflowGateway gateway;

    private RoboflowFixture(KeyPlacement placement, Duration callTimeout, double rate, int burst, int maxBytes)
            throws IOException {
        config = new RoboflowConfig(
                inTheUs(server.uri()),
                placement,
                AccessLevel.ALL,
                callTimeout,
                callTimeout,
                rate,
                burst,
                maxBytes,
                true,
                clock);
        gateway = gateway(config);
    }

    static Map<Region, URI> inTheUs(URI uri) {
        return Map.of(Region.US, uri, Region.EU, EU);
    }

    /** With nobody listening. */
    static RoboflowGateway gateway(RoboflowConfig config) {
        return RoboflowGatewayFactory.permitted(config, UNHEARD);
    }

    /** With a budget that does not matter. */
    static RoboflowFixture open() throws IOException {
        return open(KeyPlacement.QUERY);
    }

    static RoboflowFixture open(KeyPlacement placement) throws IOException {
        return new RoboflowFixture(placement, Duration.ofSeconds(10), 1000, 1000, 1 << 20);
    }

    static RoboflowFixture withDeadline(Duration deadline) throws IOException {
        return new RoboflowFixture(KeyPlacement.QUERY, deadline, 1000, 1000, 1 << 20);
    }

    static RoboflowFixture withLimit(int maxBytes) throws IOException {
        return new RoboflowFixture(KeyPlacement.QUERY, Duration.ofSeconds(10), 1000, 1000, maxBytes);
    }

    static RoboflowFixture withBudget(double rate, int burst) throws IOException {
        return new RoboflowFixture(KeyPlacement.QUERY, Duration.ofSeconds(10), rate, burst, 1 << 20);
    }

    RoboflowGateway.Reader reader() {
        return gateway.reader(us("ws"), KEY);
    }

    RoboflowFailure failureOf(Call call) {
        return failureOf(() -> call.by(gateway));
    }

    static RoboflowFailure failureOf(ThrowingCallable call) {
        return catchThrowableOfType(RoboflowException.class, call).failure();
    }

    List<String> routesSeen() {
        return server.seen().stream().map(RawServer.Seen::route).toList();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
