package dev.trashops.plan.observe;

import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.TrashListing;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The slugs of all projects, or of all workflows, that a workspace shows, active or in the Trash.
 *
 * @param active those that were read; empty as long as they were not
 * @param listed the names of everything in the Trash
 * @param workflows whether it is about workflows
 * @param whole whether nothing is missing, so that another slug is certainly not there
 * @param pending whether a read that is under way may make it whole
 */
public record KnownSlugs(Set<String> active, Set<ItemKey> listed, boolean workflows, boolean whole, boolean pending) {

    public static KnownSlugs ofProjects(ObservedWorkspace workspace) {
        return of(workspace, workspace.projects(), new ReadTarget.Projects(), false);
    }

    public static KnownSlugs ofWorkflows(ObservedWorkspace workspace) {
        return of(workspace, workspace.workflows(), new ReadTarget.Workflows(), true);
    }

    private static <T> KnownSlugs of(
            ObservedWorkspace workspace,
            Optional<ReadResult<Map<String, T>>> read,
            ReadTarget list,
            boolean workflows) {
        Optional<Map<String, T>> found = read.flatMap(ReadResult::found);
        Optional<TrashSnapshot> trash = workspace.trash();
        boolean told = trash.filter(seen -> isTold(seen, workflows)).isPresent();
        return new KnownSlugs(
                found.map(Map::keySet).orElse(Set.of()),
                trash.map(TrashSnapshot::names).orElse(Set.of()),
                workflows,
                found.isPresent() && told,
                trash.isEmpty() || (found.isEmpty() && workspace.isRequested(list) && isPassing(read)));
    }

    /** Whether the Trash lists everything, and everything of that kind with its name. */
    private static boolean isTold(TrashSnapshot trash, boolean workflows) {
        TrashListing listing = trash.listing();
        return listing.complete()
                && trash.nameless().stream().noneMatch(entry -> entry.is(ItemType.WORKFLOW) == workflows);
    }

    private static <T> boolean isPassing(Optional<ReadResult<T>> read) {
        return !(read.orElse(null) instanceof ReadResult.Unreadable<T> failed)
                || failed.why().kind() == Readiness.Kind.RECONCILING;
    }

    /** Each of them, some perhaps twice. */
    public Stream<String> stream() {
        return Stream.concat(
                active.stream(),
                listed.stream()
                        .filter(item -> (item.type() == ItemType.WORKFLOW) == workflows)
                        .map(ItemKey::slug));
    }
}
