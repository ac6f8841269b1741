package dev.trashops.plan.observe;

import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.InternalId;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.ObservedState;
import dev.trashops.plan.model.TrashEntry;
import dev.trashops.plan.model.TrashFacts;
import dev.trashops.plan.observe.Observation.Fate;
import dev.trashops.plan.observe.Observation.Gone;
import dev.trashops.plan.observe.Observation.InTrash;
import dev.trashops.plan.observe.Observation.NameProof;
import dev.trashops.plan.observe.Observation.Unknown;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Works out where an item is, from the listing, the inventory and what is remembered of it. */
public final class ItemObserver {
    private final ObservedWorkspace workspace;
    private final ObservationTimes times;
    private final ActiveObserver active;

    public ItemObserver(ObservedWorkspace workspace, ObservationTimes times) {
        this.workspace = workspace;
        this.times = times;
        this.active = new ActiveObserver(workspace, times);
    }

    /** Where the item of that claim is. */
    public Observation observe(Claim claim) {
        Optional<TrashSnapshot> trash = workspace.trash();
        Optional<Instant> touched = times.lastTouched(claim.item());
        if (trash.isEmpty()) {
            return Unknown.UNREAD;
        }
        if (touched.isPresent() && !trash.get().begunAt().isAfter(touched.get())) {
            workspace.request(new ReadTarget.Trash(), touched.get().plusMillis(1));
            return Unknown.UNREAD;
        }
        return inTrash(claim).<Observation>map(seen -> seen).orElseGet(() -> outside(claim, trash.get()));
    }

    /** The item of that claim, if the Trash lists it or its project. */
    private Optional<InTrash> inTrash(Claim claim) {
        return switch (claim.item().type()) {
            case PROJECT, WORKFLOW -> itself(claim);
            case VERSION -> version(claim);
            case TRAINING -> training(claim);
        };
    }

    /** Whether the Trash lists another item under the name of one that it does not list. */
    private boolean hasNamesake(Claim claim) {
        return claim.item().parent().isEmpty()
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

    /** Its id tells a training, whatever its project is called now. */
    private Optional<InTrash> training(Claim claim) {
        ItemKey item = claim.item();
        List<TrashEntry> own = workspace.entries().stream()
                .filter(entry -> entry.is(ItemType.TRAINING) && entry.id().equals(item.training()))
                .filter(entry ->
                        entry.version().map(number -> number == item.version()).orElse(true))
                .toList();
        List<TrashEntry> projects = workspace.entries(ItemKey.project(item.slug()));
        List<TrashEntry> versions = workspace.entries(ItemKey.version(item.slug(), item.version()));
        Optional<TrashEntry> parent =
                Stream.concat(projects.stream(), versions.stream()).findFirst();
        if (!own.isEmpty()) {
            NameProof name = own.size() > 1 ? NameProof.AMBIGUOUS : NameProof.UNIQUE;
            return Optional.of(new InTrash(own, parent, name, false));
        }
        return parent.map(found -> {
            boolean several = projects.size() > 1 || versions.size() > 1;
            NameProof name = projects.isEmpty() ? NameProof.UNIQUE : checkName(ItemKey.project(item.slug()));
            return new InTrash(own, parent, several ? NameProof.AMBIGUOUS : name, false);
        });
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

    private Observation outside(Claim claim, TrashSnapshot trash) {
        Observation seen = active.observe(claim);
        if (!(seen instanceof Gone missing)) {
            return seen;
        }
        boolean namesake = missing.namesake() || hasNamesake(claim);
        return fate(claim, trash)
                .<Observation>map(fate -> new Gone(fate, namesake))
                .orElse(Unknown.UNREAD);
    }

    /** What became of an item that is neither in the Trash nor active, once that is certain. */
    private Optional<Fate> fate(Claim claim, TrashSnapshot trash) {
        ObservedState before = claim.status().observed();
        if (before == ObservedState.PURGED) {
            return Optional.of(Fate.PURGED);
        }
        if (before == ObservedState.LOST) {
            return Optional.of(Fate.LOST);
        }
        boolean complete = trash.listing().complete();
        boolean seenInTrash = claim.status().trash().isPresent();
        if (!seenInTrash && (before == ObservedState.UNKNOWN || before == ObservedState.MISSING)) {
            return complete ? Optional.of(Fate.MISSING) : Optional.empty();
        }
        if (!isConfirmed(claim, trash) || !complete || times.clockSkewed()) {
            return Optional.empty();
        }
        if (!seenInTrash) {
            return Optional.of(Fate.MISSING);
        }
        boolean due = claim.status()
                .trash()
                .flatMap(TrashFacts::scheduledCleanupAt)
                .filter(date -> !workspace.now().isBefore(date))
                .isPresent();
        return Optional.of(due ? Fate.PURGED : Fate.LOST);
    }

    /** Whether two listings in a row did not show the item; requests the second one. */
    private boolean isConfirmed(Claim claim, TrashSnapshot trash) {
        Instant first = times.lastUnlisted(claim.item()).orElse(trash.begunAt());
        if (trash.begunAt().isAfter(first)) {
            return true;
        }
        workspace.request(new ReadTarget.Trash(), first.plus(ReadRequest.LOOK_AGAIN));
        return false;
    }
}
