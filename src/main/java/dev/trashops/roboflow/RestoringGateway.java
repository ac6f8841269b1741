package dev.trashops.roboflow;

import dev.trashops.plan.model.ItemKey;
import dev.trashops.workspace.port.ApiKey;
import dev.trashops.workspace.port.RoboflowGateway;
import java.util.Optional;

/** Can read and restore, and knows nothing that could trash. */
public final class RestoringGateway implements RoboflowGateway {
    private final Accounts accounts;

    RestoringGateway(Accounts accounts) {
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
        return Optional.empty();
    }
}
