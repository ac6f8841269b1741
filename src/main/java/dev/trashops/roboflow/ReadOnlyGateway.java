package dev.trashops.roboflow;

import dev.trashops.plan.model.ItemKey;
import dev.trashops.workspace.port.ApiKey;
import dev.trashops.workspace.port.RoboflowGateway;
import java.util.Optional;

/** Can read, and knows nothing that could write. */
public final class ReadOnlyGateway implements RoboflowGateway {
    private final Accounts accounts;

    ReadOnlyGateway(Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public Reader reader(String workspace, ApiKey key) {
        return new WorkspaceReader(new Session(accounts, workspace, key));
    }

    @Override
    public Optional<Restorer> restorer(String workspace, ApiKey key) {
        return Optional.empty();
    }

    @Override
    public Optional<Trasher> trasher(String workspace, ApiKey key, ItemKey released) {
        return Optional.empty();
    }
}
