package dev.trashops.roboflow;

import dev.trashops.plan.model.ItemKey;
import dev.trashops.roboflow.http.ApiClients;
import dev.trashops.workspace.port.ApiKey;
import java.util.Optional;

/** Can read, restore and trash. */
public final class FullGateway extends ReadingGateway {
    FullGateway(ApiClients clients) {
        super(clients);
    }

    @Override
    public Optional<Restorer> restorer(String workspace, ApiKey key) {
        return Optional.of(new TrashRestorer(session(workspace, key)));
    }

    @Override
    public Optional<Trasher> trasher(String workspace, ApiKey key, ItemKey released) {
        return Optional.of(new ItemTrasher(session(workspace, key), released));
    }
}
