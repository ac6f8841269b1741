package dev.trashops.roboflow;

import dev.trashops.plan.model.ItemKey;
import dev.trashops.roboflow.http.ApiClients;
import dev.trashops.roboflow.http.ApiSession;
import dev.trashops.workspace.port.ApiKey;
import dev.trashops.workspace.port.RoboflowGateway;
import java.util.Optional;

/** What every gateway can do. It knows nothing that could write; a gateway that may do more says so itself. */
abstract class ReadingGateway implements RoboflowGateway {
    private final ApiClients clients;

    ReadingGateway(ApiClients clients) {
        this.clients = clients;
    }

    @Override
    public final Reader reader(String workspace, ApiKey key) {
        return new WorkspaceReader(session(workspace, key));
    }

    @Override
    public Optional<Restorer> restorer(String workspace, ApiKey key) {
        return Optional.empty();
    }

    @Override
    public Optional<Trasher> trasher(String workspace, ApiKey key, ItemKey released) {
        return Optional.empty();
    }

    final ApiSession session(String workspace, ApiKey key) {
        return new ApiSession(clients, workspace, key);
    }
}
