package dev.trashops.workspace.simulation;

import dev.trashops.plan.model.TrashEntry;
import dev.trashops.plan.model.WorkspaceId;
import dev.trashops.workspace.fake.FakeRoboflowGateway;
import dev.trashops.workspace.port.LoopListener;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Since when one process has listed without a break what is in the Trash, by its own clock. */
final class SimListings extends ForwardingLoopListener {
    private final FakeRoboflowGateway roboflow;
    private Map<TrashEntry.Identity, Instant> since = Map.of();

    SimListings(LoopListener listener, FakeRoboflowGateway roboflow) {
        super(listener);
        this.roboflow = roboflow;
    }

    @Override
    public void listed(WorkspaceId workspace, int entries, Instant at) {
        super.listed(workspace, entries, at);
        Map<TrashEntry.Identity, Instant> shown = new HashMap<>();
        roboflow.lastListing()
                .orElseThrow()
                .entries()
                .forEach(entry -> shown.put(entry.identity(), since.getOrDefault(entry.identity(), at)));
        since = shown;
    }

    @Override
    public void clockSet(WorkspaceId workspace, Duration by) {
        super.clockSet(workspace, by);
        since = Map.of();
    }

    Optional<Instant> since(TrashEntry entry) {
        return Optional.ofNullable(since.get(entry.identity()));
    }
}
