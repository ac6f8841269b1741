package dev.trashops.roboflow;

import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.WorkspaceId;
import dev.trashops.roboflow.http.ApiClients;
import dev.trashops.roboflow.http.ApiSession;
import dev.trashops.roboflow.http.CallListener;
import dev.trashops.roboflow.http.PathSegment;
import dev.trashops.roboflow.http.RoboflowConfig;
import dev.trashops.workspace.port.ApiKey;
import dev.trashops.workspace.port.RoboflowGateway;
import java.util.Optional;

/** Creates gateways to Roboflow: one class for each access level, which has no code for what its level does not allow. */
public final class RoboflowGatewayFactory {
    private RoboflowGatewayFactory() {}

    /** The gateway of the configured access level. Does not connect yet. */
    public static RoboflowGateway permitted(RoboflowConfig config, CallListener listener) {
        ApiClients clients = new ApiClients(config, listener);
        return switch (config.power()) {
            case OBSERVE -> new ReadingGateway(clients);
            case RESTORE -> new RestoringGateway(clients);
            case ALL -> new FullGateway(clients);
        };
    }

    /** Can only read, unless a subclass adds more. */
    static class ReadingGateway implements RoboflowGateway {
        private final ApiClients clients;

        ReadingGateway(ApiClients clients) {
            this.clients = clients;
        }

        @Override
        public final Reader reader(WorkspaceId workspace, ApiKey key) {
            return new WorkspaceReader(session(workspace, key));
        }

        @Override
        public Optional<Restorer> restorer(WorkspaceId workspace, ApiKey key) {
            return Optional.empty();
        }

        @Override
        public Optional<Trasher> trasher(WorkspaceId workspace, ApiKey key, ItemKey released) {
            return Optional.empty();
        }

        final ApiSession session(WorkspaceId workspace, ApiKey key) {
            return new ApiSession(clients, workspace.region(), PathSegment.ofWorkspace(workspace.slug()), key);
        }
    }

    /** Can read and restore. */
    static class RestoringGateway extends ReadingGateway {
        RestoringGateway(ApiClients clients) {
            super(clients);
        }

        @Override
        public final Optional<Restorer> restorer(WorkspaceId workspace, ApiKey key) {
            return Optional.of(new TrashRestorer(session(workspace, key)));
        }
    }

    /** Can read, restore and trash. */
    static final class FullGateway extends RestoringGateway {
        FullGateway(ApiClients clients) {
            super(clients);
        }

        @Override
        public Optional<Trasher> trasher(WorkspaceId workspace, ApiKey key, ItemKey released) {
            return Optional.of(new ItemTrasher(session(workspace, key), released));
        }
    }
}
