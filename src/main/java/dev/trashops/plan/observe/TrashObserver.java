package dev.trashops.plan.observe;

import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.InternalId;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.TrashEntry;
import dev.trashops.plan.observe.Observation.InTrash;
import dev.trashops.plan.observe.Observation.NameProof;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds items in the listing of the Trash. */
final class TrashObserver {
    private final ObservedWorkspace workspace;
    private final ReadRequests requests;
    private final ObservationTimes times;

    TrashObserver(ObservedWorkspace workspace, ReadRequests requests, ObservationTimes times) {
        this.workspace = workspace;
        this.requests = requests;
        this.times = times;
    }

    /** The item of that claim, if the Trash lists it or its project. */
    Optional<InTrash> observe(Claim claim) {
        return claim.item().type() == ItemType.VERSION ? version(claim) : itself(claim);
    }

    /** Whether the Trash lists another item under the name of one that it does not list. */
    boolean hasNamesake(Claim claim) {
        return claim.item().type() != ItemType.VERSION
                && !workspace.index().named(claim.item()).isEmpty()
                && own(claim).isEmpty();
    }

    private List<TrashEntry> own(Claim claim) {
        return withId(workspace.index().named(claim.item()), claim.expectedId());
    }

    private static List<TrashEntry> withId(List<TrashEntry> entries, Optional<InternalId> id) {
        return entries.stream()
                .filter(entry -> id.isEmpty() || id.equals(entry.internalId()))
                .toList();
    }

    private Optional<InTrash> itself(Claim claim) {
        List<TrashEntry> named = workspace.index().named(claim.item());
        List<TrashEntry> own = own(claim);
        if (own.isEmpty()) {
            return Optional.empty();
        }
        NameProof name = claim.expectedId().isPresent() ? NameProof.UNIQUE : checkName(claim.item());
        return Optional.of(new InTrash(
                own, Optional.empty(), own.size() > 1 ? NameProof.AMBIGUOUS : name, named.size() > own.size()));
    }

    private Optional<InTrash> version(Claim claim) {
        Optional<InternalId> parentId = claim.expectedId();
        ItemKey project = ItemKey.project(claim.item().slug());
        List<TrashEntry> own = workspace.index().named(claim.item()).stream()
                .filter(entry -> mayBe(entry.internalId(), parentId))
                .toList();
        List<TrashEntry> parents = withId(workspace.index().named(project), parentId);
        if (!own.isEmpty()) {
            NameProof name = own.size() > 1 ? NameProof.AMBIGUOUS : NameProof.UNIQUE;
            return Optional.of(new InTrash(own, parentOf(own, parents), name, false));
        }
        if (parents.isEmpty()) {
            return Optional.empty();
        }
        NameProof name = parentId.isPresent() ? NameProof.UNIQUE : checkName(project);
        return Optional.of(
                new InTrash(own, parents.stream().findFirst(), parents.size() > 1 ? NameProof.AMBIGUOUS : name, false));
    }

    private static Optional<TrashEntry> parentOf(List<TrashEntry> own, List<TrashEntry> parents) {
        return parents.stream()
                .filter(parent -> own.size() > 1 || mayBe(own.get(0).internalId(), parent.internalId()))
                .findFirst();
    }

    private static boolean mayBe(Optional<InternalId> seen, Optional<InternalId> expected) {
        return seen.isEmpty() || expected.isEmpty() || seen.equals(expected);
    }

    /** Whether an active item bears the name of one in the Trash too, so that the name alone tells nothing. */
    private NameProof checkName(ItemKey item) {
        return switch (item.type()) {
            case PROJECT -> {
                requests.wantRegularly(new ReadTarget.Projects());
                yield checkName(workspace.projects(), item, new ReadTarget.Projects());
            }
            case WORKFLOW -> {
                requests.wantRegularly(new ReadTarget.Workflows());
                yield checkName(workspace.workflows(), item, new ReadTarget.Workflows());
            }
            case VERSION -> NameProof.UNIQUE;
        };
    }

    private <T> NameProof checkName(Optional<ReadResult<Map<String, T>>> read, ItemKey item, ReadTarget what) {
        if (read.isEmpty()) {
            return NameProof.UNREAD;
        }
        if (!(read.get() instanceof ReadResult.Found<Map<String, T>> found)
                || !found.value().containsKey(item.slug())) {
            return NameProof.UNIQUE;
        }
        Instant listed = times.listedSince().getOrDefault(item, workspace.now());
        if (found.begunAt().isBefore(listed)) {
            requests.want(what, listed);
            return NameProof.UNREAD;
        }
        return NameProof.AMBIGUOUS;
    }
}
