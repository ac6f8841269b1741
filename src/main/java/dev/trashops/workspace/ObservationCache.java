package dev.trashops.workspace;

import dev.trashops.plan.model.ActiveProject;
import dev.trashops.plan.model.ActiveTraining;
import dev.trashops.plan.model.ActiveVersion;
import dev.trashops.plan.model.ActiveWorkflow;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.Policy;
import dev.trashops.plan.model.ProjectContents;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.TrashEntry;
import dev.trashops.plan.model.TrashListing;
import dev.trashops.plan.model.WorkflowSpecification;
import dev.trashops.plan.observe.Inventory;
import dev.trashops.plan.observe.ReadResult;
import dev.trashops.plan.observe.ReadTarget;
import dev.trashops.plan.observe.TrashSnapshot;
import dev.trashops.workspace.port.RoboflowException;
import dev.trashops.workspace.port.RoboflowFailure;
import dev.trashops.workspace.port.RoboflowGateway.Reader;
import java.time.Instant;
import java.util.Collections;
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

    private final News news;
    private final CleanupEstimates estimates = new CleanupEstimates();
    private Optional<TrashSnapshot> trash = Optional.empty();
    private Optional<Instant> serverDate = Optional.empty();
    private Optional<Set<TrashEntry.Identity>> doubtful = Optional.empty();
    private final ActiveItems<ActiveProject> projects = new ActiveItems<>();
    private final ActiveItems<ActiveWorkflow> workflows = new ActiveItems<>();
    private final Map<String, ReadResult<ProjectContents>> contents = new HashMap<>();
    private final Map<ItemKey, ReadResult<ActiveVersion>> versions = new HashMap<>();
    private final Map<ItemKey, ReadResult<List<ActiveTraining>>> trainings = new HashMap<>();
    private final Map<String, ReadResult<WorkflowSpecification>> specifications = new HashMap<>();
    private final Map<ReadTarget, SteadyReadiness> failing = new HashMap<>();

    /** The active items of one type. */
    private static final class ActiveItems<T> {
        private Optional<ReadResult<Map<String, T>>> believed = Optional.empty();
        private Optional<Integer> found = Optional.empty();
        private Optional<Set<String>> doubtful = Optional.empty();

        /** Whether what is believed is the same as before. */
        private boolean update(ReadResult<Map<String, T>> result) {
            Optional<Set<String>> after = slugs(result);
            boolean doubt = after.isPresent() && isSurprising(found, after.get().size()) && !doubtful.equals(after);
            ReadResult<Map<String, T>> now =
                    doubt ? result : believed.map(result::orSame).orElse(result);
            boolean same = doubt || believed.filter(now::isSame).isPresent();
            believed = doubt ? believed : Optional.of(now);
            found = doubt ? found : after.map(Set::size).or(() -> found);
            doubtful = doubt ? after : Optional.empty();
            return same;
        }

        private static <T> Optional<Set<String>> slugs(ReadResult<Map<String, T>> result) {
            return result instanceof ReadResult.Found<Map<String, T>> found
                    ? Optional.of(found.value().keySet())
                    : Optional.empty();
        }
    }

    /** An empty one. What is read from now on is told there. */
    ObservationCache(News news) {
        this.news = news;
        news.forgotten();
    }

    Optional<TrashSnapshot> trash() {
        return trash;
    }

    /** As it is until the next read. */
    Inventory inventory() {
        return new Inventory(
                projects.believed,
                workflows.believed,
                Collections.unmodifiableMap(contents),
                Collections.unmodifiableMap(versions),
                Collections.unmodifiableMap(trainings),
                Collections.unmodifiableMap(specifications));
    }

    /** Roboflow's clock at the last listing that was believed. */
    Optional<Instant> serverDate() {
        return serverDate;
    }

    int entries() {
        return trash.map(seen -> seen.listing().entries().size()).orElse(0);
    }

    /** Lists the Trash; true if the response is believed. */
    boolean list(Reader reader, Instant now) throws RoboflowException {
        TrashListing listing = estimates.completed(reader.trash(), now);
        Optional<TrashSnapshot> same = trash.filter(known -> known.listing().showsAs(listing));
        if (same.isPresent()) {
            believe(same.get().begunAt(now), listing, true);
            return true;
        }
        Set<TrashEntry.Identity> seen =
                listing.entries().stream().map(TrashEntry::identity).collect(Collectors.toSet());
        Optional<Integer> before = trash.map(known -> known.listing().entries().size());
        if (isSurprising(before, seen.size()) && !doubtful.equals(Optional.of(seen))) {
            doubtful = Optional.of(seen);
            return false;
        }
        believe(new TrashSnapshot(listing, now), listing, false);
        return true;
    }

    private void believe(TrashSnapshot snapshot, TrashListing listing, boolean same) {
        doubtful = Optional.empty();
        trash = Optional.of(snapshot);
        serverDate = listing.serverDate();
        news.read(new ReadTarget.Trash(), snapshot.begunAt(), same);
    }

    /**
     * Makes one read of the inventory and keeps its result.
     *
     * @throws RoboflowException if nothing was sent, or if the key itself was rejected
     */
    void read(ReadTarget what, Reader reader, Policy policy, Instant now) throws RoboflowException {
        news.read(what, now, isSame(what, reader, policy, now));
    }

    private boolean isSame(ReadTarget what, Reader reader, Policy policy, Instant now) throws RoboflowException {
        if (what instanceof ReadTarget.Projects) {
            return projects.update(attempt(what, () -> bySlug(reader.projects(), ActiveProject::slug), policy, now));
        }
        if (what instanceof ReadTarget.Workflows) {
            return workflows.update(attempt(what, () -> bySlug(reader.workflows(), ActiveWorkflow::slug), policy, now));
        }
        if (what instanceof ReadTarget.Project project) {
            return put(contents, project.slug(), attempt(what, () -> reader.project(project.slug()), policy, now));
        }
        if (what instanceof ReadTarget.Version version) {
            return put(
                    versions,
                    ItemKey.version(version.project(), version.number()),
                    attempt(what, () -> reader.version(version.project(), version.number()), policy, now));
        }
        if (what instanceof ReadTarget.Trainings runs) {
            return put(
                    trainings,
                    ItemKey.version(runs.project(), runs.version()),
                    attempt(what, () -> reader.trainings(runs.project(), runs.version()), policy, now));
        }
        return what instanceof ReadTarget.Workflow workflow
                && put(
                        specifications,
                        workflow.slug(),
                        attempt(what, () -> reader.workflow(workflow.slug()), policy, now));
    }

    /** Whether it is the same as before. */
    private static <K, T> boolean put(Map<K, ReadResult<T>> all, K key, ReadResult<T> result) {
        Optional<ReadResult<T>> before = Optional.ofNullable(all.get(key));
        ReadResult<T> now = before.map(result::orSame).orElse(result);
        all.put(key, now);
        return before.filter(now::isSame).isPresent();
    }

    private interface Read<T> {
        T make() throws RoboflowException;
    }

    private <T> ReadResult<T> attempt(ReadTarget what, Read<T> read, Policy policy, Instant now)
            throws RoboflowException {
        try {
            ReadResult<T> found = new ReadResult.Found<>(read.make(), now);
            failing.remove(what);
            return found;
        } catch (RoboflowException e) {
            if (e.failure() instanceof RoboflowFailure.OverBudget
                    || e.failure() instanceof RoboflowFailure.Unauthorized) {
                throw e;
            }
            boolean mayBeAbsent = !(what instanceof ReadTarget.Projects || what instanceof ReadTarget.Workflows);
            if (mayBeAbsent && e.failure() instanceof RoboflowFailure.NotFound) {
                failing.remove(what);
                return new ReadResult.Absent<>(now);
            }
            return new ReadResult.Unreadable<>(failed(what, FailureReadiness.ofRead(e.failure(), policy)), now);
        }
    }

    private Readiness failed(ReadTarget what, Readiness failure) {
        return failing.compute(
                        what, (same, before) -> before == null ? SteadyReadiness.first(failure) : before.next(failure))
                .shown();
    }

    private static <T> Map<String, T> bySlug(List<T> items, Function<T, String> slug) {
        return items.stream().collect(Collectors.toMap(slug, item -> item, (one, other) -> one));
    }

    /** Before the first list, an empty one is no less surprising than one that has suddenly become empty. */
    private static boolean isSurprising(Optional<Integer> before, int after) {
        return before.map(known -> isMuchLess(known, after)).orElse(after == 0);
    }

    /** Whether everything is gone, or more than half and more than ten: that has to be confirmed. */
    private static boolean isMuchLess(int before, int after) {
        int lost = before - after;
        return before > 0 && (after == 0 || (lost > LARGE_LOSS && lost * 2 > before));
    }

    /** When the last read of that was begun; {@link Instant#MIN} if there was none. */
    Instant begunAt(ReadTarget read) {
        return read instanceof ReadTarget.Trash
                ? trash.map(TrashSnapshot::begunAt).orElse(Instant.MIN)
                : inventory().last(read).map(ReadResult::begunAt).orElse(Instant.MIN);
    }

    /** Drops what was not requested lately. */
    void forgetOlderThan(Instant oldest) {
        boolean forgotten = forget(contents, oldest);
        forgotten |= forget(versions, oldest);
        forgotten |= forget(trainings, oldest);
        forgotten |= forget(specifications, oldest);
        if (forgotten) {
            news.forgotten();
        }
        failing.keySet().removeIf(read -> begunAt(read).isBefore(oldest));
    }

    private static <K, T> boolean forget(Map<K, ReadResult<T>> all, Instant oldest) {
        return all.values().removeIf(result -> result.begunAt().isBefore(oldest));
    }
}
