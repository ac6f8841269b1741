package dev.trashops.plan.observe;

import dev.trashops.plan.model.ActiveProject;
import dev.trashops.plan.model.ActiveVersion;
import dev.trashops.plan.model.ActiveWorkflow;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ProjectContents;
import dev.trashops.plan.model.TrashEntry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was read of a workspace. Looking at it asks for nothing: whatever relies on a read requests it by {@link ReadRequests}. */
public final class ObservedWorkspace {
    private final Optional<TrashSnapshot> trash;
    private final Inventory inventory;
    private final Instant now;

    public ObservedWorkspace(Optional<TrashSnapshot> trash, Inventory inventory, Instant now) {
        this.trash = trash;
        this.inventory = inventory;
        this.now = now;
    }

    public Instant now() {
        return now;
    }

    public Optional<TrashSnapshot> trash() {
        return trash;
    }

    /** The listed entries; none before a listing was read. */
    public List<TrashEntry> entries() {
        return trash.map(seen -> seen.listing().entries()).orElse(List.of());
    }

    /** The listed entries by name. */
    public TrashIndex index() {
        return trash.map(TrashSnapshot::index).orElse(TrashIndex.EMPTY);
    }

    public Optional<ReadResult<Map<String, ActiveProject>>> projects() {
        return inventory.projects();
    }

    public Optional<ReadResult<Map<String, ActiveWorkflow>>> workflows() {
        return inventory.workflows();
    }

    /** A project with its versions. */
    public Optional<ReadResult<ProjectContents>> contents(String project) {
        return Optional.ofNullable(inventory.contents().get(project));
    }

    /** A project with its versions, if that was read later than the list of projects. */
    Optional<ReadResult<ProjectContents>> newerContents(String project) {
        Optional<Instant> listed = projects().map(ReadResult::begunAt);
        return contents(project)
                .filter(read -> listed.isPresent() && read.begunAt().isAfter(listed.get()));
    }

    /** A version in full. */
    public Optional<ReadResult<ActiveVersion>> version(String project, int number) {
        return Optional.ofNullable(inventory.versions().get(ItemKey.version(project, number)));
    }
}
