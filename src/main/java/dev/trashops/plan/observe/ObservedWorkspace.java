package dev.trashops.plan.observe;

import dev.trashops.plan.model.ActiveProject;
import dev.trashops.plan.model.ActiveTraining;
import dev.trashops.plan.model.ActiveVersion;
import dev.trashops.plan.model.ActiveWorkflow;
import dev.trashops.plan.model.InternalId;
import dev.trashops.plan.model.ItemDetails;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.Moment;
import dev.trashops.plan.model.ProjectContents;
import dev.trashops.plan.model.TrashEntry;
import dev.trashops.plan.model.WorkflowSpecification;
import dev.trashops.plan.model.WorkspaceId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What was read of a workspace, and the reads that a plan requests, in the order of the first request for each. Looking at
 * it requests nothing: whatever relies on a read also requests it.
 */
public final class ObservedWorkspace {
    private static final Duration RETRY_UNREADABLE = Duration.ofMinutes(1);
    /** Reads that only tell what a DELETE would destroy may be older: they are repeated right before it. */
    private static final int RARELY = 12;

    private final WorkspaceId id;
    private final Optional<TrashSnapshot> trash;
    private final Inventory inventory;
    private final Duration interval;
    private final Moment now;
    private final Optional<Instant> listedAt;
    private final Map<ReadTarget, ReadRequest> requests = new LinkedHashMap<>();
    private final ReadTimes reads = new ReadTimes(this::begun);
    private Optional<Map<InternalId, ActiveWorkflow>> workflowsById = Optional.empty();

    /**
     * No request yet.
     *
     * @param interval how old the inventory may become
     */
    public ObservedWorkspace(
            WorkspaceId id, Optional<TrashSnapshot> trash, Inventory inventory, Duration interval, Moment now) {
        this.id = id;
        this.trash = trash;
        this.inventory = inventory;
        this.interval = interval;
        this.now = now;
        this.listedAt = trash.map(TrashSnapshot::begunAt);
    }

    /** The same workspace for whom nothing of it may be told. */
    public ObservedWorkspace unread() {
        return new ObservedWorkspace(id, Optional.empty(), Inventory.NOTHING, interval, now);
    }

    public WorkspaceId id() {
        return id;
    }

    public Moment moment() {
        return now;
    }

    public Optional<TrashSnapshot> trash() {
        return trash;
    }

    /** The listed entries; none before a listing was read. */
    public List<TrashEntry> entries() {
        return trash.map(seen -> seen.listing().entries()).orElse(List.of());
    }

    /** The listed entries of that name. A project whose name only its parts tell is not among them: limits and rules rest on this. */
    public List<TrashEntry> entries(ItemKey item) {
        return trash.stream()
                .flatMap(seen -> seen.named(item).stream())
                .filter(entry -> !entry.is(ItemType.PROJECT) || entry.url().isPresent())
                .toList();
    }

    /** Whether neither the Trash nor the active projects or workflows have that name, or that of what it lies in. */
    public boolean isNowhere(ItemKey item) {
        Optional<Set<String>> active = item.type() == ItemType.WORKFLOW
                ? workflows().flatMap(ReadResult::found).map(Map::keySet)
                : projects().flatMap(ReadResult::found).map(Map::keySet);
        return active.filter(slugs -> !slugs.contains(item.slug())).isPresent()
                && entries(item).isEmpty()
                && item.ancestors().stream().allMatch(whole -> entries(whole).isEmpty());
    }

    /** When everything was read. */
    public ReadTimes reads() {
        return reads;
    }

    private Optional<Instant> begun(ReadTarget read) {
        return read instanceof ReadTarget.Trash
                ? listedAt
                : inventory.last(read).map(ReadResult::begunAt);
    }

    /** Whether a project, or the one that a version or training lies in, is certainly active. */
    boolean isProjectActive(ItemKey item) {
        return projects()
                .flatMap(ReadResult::found)
                .filter(found -> found.containsKey(item.slug()))
                .isPresent();
    }

    /** Whether a project, version or training is certainly active. */
    public boolean isActive(ItemKey item) {
        return isProjectActive(item)
                && switch (item.type()) {
                    case PROJECT -> true;
                    case WORKFLOW -> false;
                    case VERSION, TRAINING ->
                        contents(item.slug())
                                        .flatMap(ReadResult::found)
                                        .flatMap(found -> found.version(item.version()))
                                        .isPresent()
                                && (item.type() == ItemType.VERSION
                                        || training(item)
                                                .flatMap(ReadResult::found)
                                                .isPresent());
                };
    }

    public Optional<ReadResult<Map<String, ActiveProject>>> projects() {
        return inventory.projects();
    }

    public Optional<ReadResult<Map<String, ActiveWorkflow>>> workflows() {
        return inventory.workflows();
    }

    /** The active workflow of that id, whatever it is called. */
    Optional<ActiveWorkflow> workflow(InternalId id) {
        if (workflowsById.isEmpty()) {
            Map<InternalId, ActiveWorkflow> byId = new HashMap<>();
            workflows()
                    .flatMap(ReadResult::found)
                    .ifPresent(found -> found.values()
                            .forEach(workflow -> workflow.id().ifPresent(known -> byId.put(known, workflow))));
            workflowsById = Optional.of(byId);
        }
        return Optional.ofNullable(workflowsById.get().get(id));
    }

    /** What else is known of an active item, by whatever was read. */
    public ItemDetails details(ItemKey item) {
        return switch (item.type()) {
            case PROJECT -> found(projects(), item).map(ActiveProject::details).orElse(ItemDetails.NONE);
            case WORKFLOW ->
                found(workflows(), item).map(ActiveWorkflow::details).orElse(ItemDetails.NONE);
            case VERSION ->
                contents(item.slug())
                        .flatMap(ReadResult::found)
                        .flatMap(project -> project.version(item.version()))
                        .map(ActiveVersion::details)
                        .orElse(ItemDetails.NONE);
            case TRAINING -> ItemDetails.NONE;
        };
    }

    /** The id of an active workflow. No other active item tells its own. */
    public Optional<InternalId> activeId(ItemKey item) {
        return item.type() == ItemType.WORKFLOW
                ? found(workflows(), item).flatMap(ActiveWorkflow::id)
                : Optional.empty();
    }

    private static <T> Optional<T> found(Optional<ReadResult<Map<String, T>>> read, ItemKey item) {
        return read.flatMap(ReadResult::found).map(all -> all.get(item.slug()));
    }

    /** A project with its versions. */
    public Optional<ReadResult<ProjectContents>> contents(String project) {
        return Optional.ofNullable(inventory.contents().get(project));
    }

    /** A version in full. */
    public Optional<ReadResult<ActiveVersion>> version(String project, int number) {
        return Optional.ofNullable(inventory.versions().get(ItemKey.version(project, number)));
    }

    /** The training runs of a version. */
    public Optional<ReadResult<List<ActiveTraining>>> trainings(String project, int number) {
        return Optional.ofNullable(inventory.trainings().get(ItemKey.version(project, number)));
    }

    /** One training, from the list of its version: absent if that does not show it. */
    public Optional<ReadResult<ActiveTraining>> training(ItemKey item) {
        return trainings(item.slug(), item.version()).map(read -> one(read, item.training()));
    }

    private static ReadResult<ActiveTraining> one(ReadResult<List<ActiveTraining>> read, String id) {
        if (read instanceof ReadResult.Unreadable<List<ActiveTraining>> failed) {
            return new ReadResult.Unreadable<>(failed.why(), failed.begunAt());
        }
        return read.found().stream()
                .flatMap(List::stream)
                .filter(run -> run.id().equals(id))
                .findFirst()
                .<ReadResult<ActiveTraining>>map(run -> new ReadResult.Found<>(run, read.begunAt()))
                .orElseGet(() -> new ReadResult.Absent<>(read.begunAt()));
    }

    /** What a workflow is made of. */
    public Optional<ReadResult<WorkflowSpecification>> specification(String workflow) {
        return Optional.ofNullable(inventory.specifications().get(workflow));
    }

    /**
     * How many active trainings have been read. Roboflow lists them version by version, so there may be many more: good for a
     * limit, which is never too high then.
     */
    public int knownTrainings() {
        Set<String> present =
                projects().flatMap(ReadResult::found).map(Map::keySet).orElse(Set.of());
        // What was read under the former name of a project counts once.
        return (int) inventory.trainings().entrySet().stream()
                .filter(entry -> present.contains(entry.getKey().slug()))
                .flatMap(entry -> entry.getValue().found().stream())
                .flatMap(List::stream)
                .map(ActiveTraining::id)
                .distinct()
                .count();
    }

    /** Requests a read begun at that time or later; of several such times the latest counts. */
    public void request(ReadTarget read, Instant begunAfter) {
        request(ReadRequest.begunAfter(read, begunAfter));
    }

    private void request(ReadRequest request) {
        requests.merge(request.read(), request, ReadRequest::and);
    }

    /** Requests that the last read of that be no older. */
    public void request(ReadTarget read, Duration maxAge) {
        request(ReadRequest.within(read, maxAge));
    }

    /** Requests that a part of the inventory be no older than the inventory may become. */
    public void requestRegularly(ReadTarget read) {
        requestInventory(read, interval);
    }

    /** Requests a part of the inventory that may be much older. */
    public void requestRarely(ReadTarget read) {
        requestInventory(read, interval.multipliedBy(RARELY));
    }

    private void requestInventory(ReadTarget read, Duration oldest) {
        ReadRequest before = requests.get(read);
        if (before != null && before.isWithin(oldest)) {
            return;
        }
        boolean unreadable = inventory.last(read).orElse(null) instanceof ReadResult.Unreadable<?>;
        Duration retry = interval.compareTo(RETRY_UNREADABLE) < 0 ? interval : RETRY_UNREADABLE;
        request(read, unreadable ? retry : oldest);
    }

    /** Whether that part of the inventory is kept up to date, as far as is known in this pass. */
    boolean isRequested(ReadTarget read) {
        return requests.containsKey(read);
    }

    /** All requested reads. */
    public List<ReadRequest> requests() {
        return List.copyOf(requests.values());
    }
}
