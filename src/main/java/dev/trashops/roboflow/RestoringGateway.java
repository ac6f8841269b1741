package dev.trashops.roboflow;

import dev.trashops.roboflow.http.ApiClients;
import dev.trashops.workspace.port.ApiKey;
import java.util.Optional;

/** Can read and restore, and knows nothing that could trash. */
public final class RestoringGateway extends ReadingGateway {
    RestoringGateway(ApiClients clients) {
        super(clients);
    }

    @Override
    public Optional<Restorer> restorer(String workspace, ApiKey key) {
        return Optional.of(new TrashRestorer(session(workspace, key)));
    }
}
