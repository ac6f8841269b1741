package dev.trashops.roboflow;

import dev.trashops.plan.model.ItemKey;
import dev.trashops.workspace.port.ApiKey;
import dev.trashops.workspace.port.RoboflowGateway;
import java.util.Optional;

/** Can read, restore and trash. */
public final class FullGateway implements RoboflowGateway {
    private final Accounts accounts;

    FullGateway(Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public Reader reader(String workspace, ApiKey key) {
        return new WorkspaceReader(new Session(accounts, workspace, key));
    }

    @Override
    public Optional<Restorer> restorer(String workspace, ApiKey key) {
        return Optional.of(new TrashRestorer(new Session(accounts, workspace, key)));
    }

    @Override
    public Optional<Trasher> trasher(String workspace, ApiKey key, ItemKey released) {
        return Optional.of(new ItemTrasher(new Session(accounts, workspace, key), released));
    }
}
