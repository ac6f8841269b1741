package dev.trashops.workspace;

import dev.trashops.plan.model.ActiveProject;
import dev.trashops.plan.model.ActiveVersion;
import dev.trashops.plan.model.ActiveWorkflow;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.Policy;
import dev.trashops.plan.model.ProjectContents;
import dev.trashops.plan.model.TrashEntry;
import dev.trashops.plan.model.TrashListing;
import dev.trashops.plan.observe.Inventory;
import dev.trashops.plan.observe.ReadRequest;
import dev.trashops.plan.observe.ReadResult;
import dev.trashops.plan.observe.ReadTarget;
import dev.trashops.plan.observe.TrashSnapshot;
import dev.trashops.workspace.port.RoboflowException;
import dev.trashops.workspace.port.RoboflowFailure;
import dev.trashops.workspace.port.RoboflowGateway.Reader;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The last reads of a workspace. A failed read proves nothing; one that suddenly shows far fewer items than before is
 * believed only when a second one agrees.
 */
final class ObservationCache {
    private static final int LARGE_LOSS = 10;

    private Optional<TrashSnapshot> trash = Optional.empty();
    private Optional<Set<TrashEntry.Identity>> doubtful = Optional.empty();
    private Optional<ReadResult<Map<String, ActiveProject>>> projects = Optional.empty();
    private Optional<Set<String>> doubtfulProjects = Optional.empty();
    private Optional<ReadResult<Map<String, ActiveWorkflow>>> workflows = Optional.empty();
    private Optional<Set<String>> doubtfulWorkflows = Optional.empty();
    private final Map<String, ReadResult<ProjectContents>> contents = new HashMap<>();
    private final Map<ItemKey, ReadResult<ActiveVersion>> versions = new HashMap<>();

    Optional<TrashSnapshot> trash() {
        return trash;
    }

    Inventory inventory() {
        return new Inventory(projects, workflows, Map.copyOf(contents), Map.copyOf(versions));
    }

    /** Roboflow's clock at the last listing that was believed. */
    Optional<Instant> serverDate() {
        return trash.flatMap(seen -> seen.listing().serverDate());
    }

    int entries() {
        return trash.map(seen -> seen.listing().entries().size()).orElse(0);
    }

    /** Lists the Trash; true if the response is believed. */
    boolean list(Reader reader, Instant now) throws RoboflowException {
        TrashListing listing = reader.trash();
        Set<TrashEntry.Identity> seen =
                listing.entries().stream().map(TrashEntry::identity).collect(Collectors.toSet());
        int before = trash.map(known -> known.listing().entries().size()).orElse(0);
        if (isMuchLess(before, seen.size()) && !doubtful.equals(Optional.of(seen))) {
            doubtful = Optional.of(seen);
            return false;
        }
        doubtful = Optional.empty();
        trash = Optional.of(new TrashSnapshot(listing, now));
        return true;
    }

    /**
     * Makes one read of the inventory and keeps its result.
     *
     * @throws RoboflowException if nothing was sent, or if the key itself was rejected
     */
    void read(ReadTarget what, Reader reader, Policy policy, Instant now) throws RoboflowException {
        if (what instanceof ReadTarget.Projects) {
            Optional<ReadResult<Map<String, ActiveProject>>> result =
                    attempt(() -> bySlug(reader.projects(), ActiveProject::slug), policy, now, false);
            projects = believe(projects, result, doubtfulProjects);
            doubtfulProjects = doubt(projects, result);
        } else if (what instanceof ReadTarget.Workflows) {
            Optional<ReadResult<Map<String, ActiveWorkflow>>> result =
                    attempt(() -> bySlug(reader.workflows(), ActiveWorkflow::slug), policy, now, false);
            workflows = believe(workflows, result, doubtfulWorkflows);
            doubtfulWorkflows = doubt(workflows, result);
        } else if (what instanceof ReadTarget.Project project) {
            attempt(() -> reader.project(project.slug()), policy, now, true)
                    .ifPresent(result -> contents.put(project.slug(), result));
        } else if (what instanceof ReadTarget.Version version) {
            attempt(() -> reader.version(version.project(), version.number()), policy, now, true)
                    .ifPresent(result -> versions.put(ItemKey.version(version.project(), version.number()), result));
        }
    }

    private interface Read<T> {
        T make() throws RoboflowException;
    }

    private static <T> Optional<ReadResult<T>> attempt(Read<T> read, Policy policy, Instant now, boolean mayBeAbsent)
            throws RoboflowException {
        try {
            return Optional.of(new ReadResult.Found<>(read.make(), now));
        } catch (RoboflowException e) {
            if (e.failure() instanceof RoboflowFailure.OverBudget
                    || e.failure() instanceof RoboflowFailure.Unauthorized) {
                throw e;
            }
            return Optional.of(
                    mayBeAbsent && e.failure() instanceof RoboflowFailure.NotFound
                            ? new ReadResult.Absent<>(now)
                            : new ReadResult.Unreadable<>(FailureReadiness.ofRead(e.failure(), policy), now));
        }
    }

    private static <T> Map<String, T> bySlug(List<T> items, Function<T, String> slug) {
        return items.stream().collect(Collectors.toMap(slug, item -> item, (one, other) -> one));
    }

    private static <T> Optional<ReadResult<Map<String, T>>> believe(
            Optional<ReadResult<Map<String, T>>> known,
            Optional<ReadResult<Map<String, T>>> result,
            Optional<Set<String>> doubtful) {
        return isDoubtful(known, result) && !doubtful.equals(slugs(result)) ? known : result;
    }

    private static <T> Optional<Set<String>> doubt(
            Optional<ReadResult<Map<String, T>>> believed, Optional<ReadResult<Map<String, T>>> result) {
        return believed.equals(result) ? Optional.empty() : slugs(result);
    }

    private static <T> boolean isDoubtful(
            Optional<ReadResult<Map<String, T>>> known, Optional<ReadResult<Map<String, T>>> result) {
        Optional<Set<String>> before = slugs(known);
        Optional<Set<String>> after = slugs(result);
        return before.isPresent()
                && after.isPresent()
                && isMuchLess(before.get().size(), after.get().size());
    }

    private static <T> Optional<Set<String>> slugs(Optional<ReadResult<Map<String, T>>> result) {
        return result.orElse(null) instanceof ReadResult.Found<Map<String, T>> found
                ? Optional.of(found.value().keySet())
                : Optional.empty();
    }

    /** Whether everything is gone, or more than half and more than ten: that has to be confirmed. */
    private static boolean isMuchLess(int before, int after) {
        int lost = before - after;
        return before > 0 && (after == 0 || (lost > LARGE_LOSS && lost * 2 > before));
    }

    /** Whether a read at least that fresh is still missing. */
    boolean lacks(ReadRequest request) {
        return begunAt(request.read()).isBefore(request.begunAfter());
    }

    private Instant begunAt(ReadTarget read) {
        if (read instanceof ReadTarget.Trash) {
            return trash.map(TrashSnapshot::begunAt).orElse(Instant.MIN);
        }
        Optional<? extends ReadResult<?>> known = Optional.empty();
        if (read instanceof ReadTarget.Projects) {
            known = projects;
        } else if (read instanceof ReadTarget.Workflows) {
            known = workflows;
        } else if (read instanceof ReadTarget.Project project) {
            known = Optional.ofNullable(contents.get(project.slug()));
        } else if (read instanceof ReadTarget.Version version) {
            known = Optional.ofNullable(versions.get(ItemKey.version(version.project(), version.number())));
        }
        return known.map(ReadResult::begunAt).orElse(Instant.MIN);
    }

    /** Drops what was not requested lately. */
    void forgetOlderThan(Instant oldest) {
        contents.values().removeIf(result -> result.begunAt().isBefore(oldest));
        versions.values().removeIf(result -> result.begunAt().isBefore(oldest));
    }
}
