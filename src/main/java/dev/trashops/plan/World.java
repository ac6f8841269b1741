package dev.trashops.plan;

import dev.trashops.plan.model.ActiveProject;
import dev.trashops.plan.model.ActiveVersion;
import dev.trashops.plan.model.ActiveWorkflow;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemType;
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

    private final PlanInput input;
    private final TrashIndex index;
    private final Instant refresh;
    private final Map<Read, Instant> wanted = new LinkedHashMap<>();

    World(PlanInput input) {
        this.input = input;
        this.index = new TrashIndex(
                input.trash().map(seen -> seen.listing().entries()).orElse(List.of()));
        this.refresh = input.now().minus(input.inventoryInterval());
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
        return contents(project, true);
    }

    /** A project with its versions, as far as it was read; asks for it only if told so. */
    Optional<ReadResult<ProjectContents>> contents(String project, boolean ask) {
        Optional<ReadResult<ProjectContents>> seen =
                Optional.ofNullable(input.inventory().contents().get(project));
        return ask ? regular(new Read.Project(project), seen) : seen;
    }

    /** A version in full, as far as it was read; asks for it only if told so. */
    Optional<ReadResult<ActiveVersion>> version(String project, int number, boolean ask) {
        Optional<ReadResult<ActiveVersion>> seen =
                Optional.ofNullable(input.inventory().versions().get(ItemKey.version(project, number)));
        return ask ? regular(new Read.Version(project, number), seen) : seen;
    }

    /** A project with its versions, if that was read later than the list of projects; asks for nothing. */
    Optional<ReadResult<ProjectContents>> newerContents(String project) {
        Optional<Instant> listed = projects().map(ReadResult::begunAt);
        return Optional.ofNullable(input.inventory().contents().get(project))
                .filter(read -> listed.isPresent() && read.begunAt().isAfter(listed.get()));
    }

    /** Whether a project with its versions, or a version in full, was ever read; asks for nothing. */
    boolean hasRead(ItemKey item) {
        return input.inventory().versions().containsKey(item)
                || (item.type() == ItemType.PROJECT
                        && input.inventory().contents().containsKey(item.slug()));
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

    private Instant shorter(Instant retry) {
        return retry.isAfter(refresh) ? retry : refresh;
    }
}
