package dev.trashops.plan;

import dev.trashops.plan.model.ActiveProject;
import dev.trashops.plan.model.ActiveVersion;
import dev.trashops.plan.model.ActiveWorkflow;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ProjectContents;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was seen of a workspace, and a note of everything the planner would have liked to see. */
final class World {
    private static final Duration RETRY_UNREADABLE = Duration.ofMinutes(1);
    /** What is read only to say what would be lost may be older: right before a DELETE it is read again. */
    private static final int PATIENCE = 12;

    private final PlanInput input;
    private final TrashIndex index;
    private final Instant refresh;
    private final Instant patientRefresh;
    private final Map<Read, Instant> wanted = new LinkedHashMap<>();

    World(PlanInput input) {
        this.input = input;
        this.index = new TrashIndex(
                input.trash().map(seen -> seen.listing().entries()).orElse(List.of()));
        this.refresh = input.now().minus(input.inventoryInterval());
        this.patientRefresh = input.now().minus(input.inventoryInterval().multipliedBy(PATIENCE));
    }

    Instant now() {
        return input.now();
    }

    Optional<Snapshot> trash() {
        return input.trash();
    }

    TrashIndex index() {
        return index;
    }

    Optional<ReadResult<Map<String, ActiveProject>>> projects() {
        return regular(new Read.Projects(), input.inventory().projects());
    }

    Optional<ReadResult<Map<String, ActiveWorkflow>>> workflows() {
        return regular(new Read.Workflows(), input.inventory().workflows());
    }

    Optional<ReadResult<ProjectContents>> contents(String project) {
        return regular(new Read.Project(project), knownContents(project));
    }

    /** A project with its versions, as far as it was read; asks for nothing. */
    Optional<ReadResult<ProjectContents>> knownContents(String project) {
        return Optional.ofNullable(input.inventory().contents().get(project));
    }

    /** A version in full, as far as it was read; asks for nothing. */
    Optional<ReadResult<ActiveVersion>> knownVersion(String project, int number) {
        return Optional.ofNullable(input.inventory().versions().get(ItemKey.version(project, number)));
    }

    /** Asks for a project with its versions, in its own time. */
    void wantContents(String project) {
        patiently(new Read.Project(project), knownContents(project));
    }

    /** Asks for a version in full; for one that is being trained sooner than for one at rest. */
    void wantVersion(String project, int number, boolean running) {
        Optional<ReadResult<ActiveVersion>> seen = knownVersion(project, number);
        if (running) {
            regular(new Read.Version(project, number), seen);
        } else {
            patiently(new Read.Version(project, number), seen);
        }
    }

    /** A project with its versions, if that was read later than the list of projects; asks for nothing. */
    Optional<ReadResult<ProjectContents>> newerContents(String project) {
        Optional<Instant> listed = projects().map(ReadResult::begunAt);
        return Optional.ofNullable(input.inventory().contents().get(project))
                .filter(read -> listed.isPresent() && read.begunAt().isAfter(listed.get()));
    }

    /** Notes that a read begun at that time or later is wanted; of several such times the latest counts. */
    void want(Read read, Instant begunAfter) {
        wanted.merge(read, begunAfter, (one, other) -> one.isAfter(other) ? one : other);
    }

    List<ReadNeed> wanted() {
        return wanted.entrySet().stream()
                .map(entry -> new ReadNeed(entry.getKey(), entry.getValue()))
                .toList();
    }

    private <T> Optional<ReadResult<T>> regular(Read read, Optional<ReadResult<T>> seen) {
        boolean unreadable = seen.orElse(null) instanceof ReadResult.Unreadable<T>;
        want(read, unreadable ? shorter(now().minus(RETRY_UNREADABLE)) : refresh);
        return seen;
    }

    private <T> void patiently(Read read, Optional<ReadResult<T>> seen) {
        boolean unreadable = seen.orElse(null) instanceof ReadResult.Unreadable<T>;
        want(read, unreadable ? shorter(now().minus(RETRY_UNREADABLE)) : patientRefresh);
    }

    private Instant shorter(Instant retry) {
        return retry.isAfter(refresh) ? retry : refresh;
    }
}
