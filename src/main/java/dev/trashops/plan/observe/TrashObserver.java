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
record TrashObserver(ObservedWorkspace workspace, ObservationTimes times) {

    /** The item of that claim, if the Trash lists it or its project. */
    Optional<InTrash> observe(Claim claim) {
        return claim.item().type() == ItemType.VERSION ? version(claim) : itself(claim);
    }

    /** Whether the Trash lists another item under the name of one that it does not list. */
    boolean hasNamesake(Claim claim) {
        return claim.item().type() != ItemType.VERSION
                && !workspace.entries(claim.item()).isEmpty()
                && own(claim.item(), claim.expectedId()).isEmpty();
    }

    private List<TrashEntry> own(ItemKey item, Optional<InternalId> id) {
        return workspace.entries(item).stream()
                .filter(entry -> id.isEmpty() || id.equals(entry.internalId()))
                .toList();
    }

    private Optional<InTrash> itself(Claim claim) {
        List<TrashEntry> own = own(claim.item(), claim.expectedId());
        if (own.isEmpty()) {
            return Optional.empty();
        }
        NameProof name = nameOf(own, claim, claim.item());
        boolean namesake = workspace.entries(claim.item()).size() > own.size();
        return Optional.of(new InTrash(own, Optional.empty(), name, namesake));
    }

    private Optional<InTrash> version(Claim claim) {
        Optional<InternalId> projectId = claim.expectedId();
        ItemKey project = ItemKey.project(claim.item().slug());
        List<TrashEntry> own = workspace.entries(claim.item()).stream()
                .filter(entry -> mayBe(entry.internalId(), projectId))
                .toList();
        List<TrashEntry> parents = own(project, projectId);
        if (!own.isEmpty()) {
            NameProof name = own.size() > 1 ? NameProof.AMBIGUOUS : NameProof.UNIQUE;
            return Optional.of(new InTrash(own, parentOf(own, parents), name, false));
        }
        return parents.stream()
                .findFirst()
                .map(parent -> new InTrash(own, Optional.of(parent), nameOf(parents, claim, project), false));
    }

    private static Optional<TrashEntry> parentOf(List<TrashEntry> own, List<TrashEntry> parents) {
        return parents.stream()
                .filter(parent -> own.size() > 1 || mayBe(own.get(0).internalId(), parent.internalId()))
                .findFirst();
    }

    private static boolean mayBe(Optional<InternalId> seen, Optional<InternalId> expected) {
        return seen.isEmpty() || expected.isEmpty() || seen.equals(expected);
    }

    private NameProof nameOf(List<TrashEntry> entries, Claim claim, ItemKey item) {
        NameProof name = claim.expectedId().isPresent() ? NameProof.UNIQUE : checkName(item);
        return entries.size() > 1 ? NameProof.AMBIGUOUS : name;
    }

    /** Whether an active item has the same name as one in the Trash, so that the name alone identifies neither. */
    private NameProof checkName(ItemKey item) {
        return item.type() == ItemType.PROJECT
                ? checkName(workspace.projects(), item, new ReadTarget.Projects())
                : checkName(workspace.workflows(), item, new ReadTarget.Workflows());
    }

    private <T> NameProof checkName(Optional<ReadResult<Map<String, T>>> read, ItemKey item, ReadTarget target) {
        workspace.requestRegularly(target);
        if (read.isEmpty()) {
            return NameProof.UNREAD;
        }
        boolean active = read.get()
                .found()
                .filter(found -> found.containsKey(item.slug()))
                .isPresent();
        if (!active) {
            return NameProof.UNIQUE;
        }
        Instant listed = times.listedSince().getOrDefault(item, workspace.now());
        if (read.get().begunAt().isBefore(listed)) {
            workspace.request(target, listed);
            return NameProof.UNREAD;
        }
        return NameProof.AMBIGUOUS;
    }
}
