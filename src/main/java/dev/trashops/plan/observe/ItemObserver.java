package dev.trashops.plan.observe;

import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.InternalId;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.ObservedState;
import dev.trashops.plan.model.TrashEntry;
import dev.trashops.plan.observe.Observation.Active;
import dev.trashops.plan.observe.Observation.Fate;
import dev.trashops.plan.observe.Observation.Gone;
import dev.trashops.plan.observe.Observation.InTrash;
import dev.trashops.plan.observe.Observation.NameProof;
import dev.trashops.plan.observe.Observation.OutOfSight;
import dev.trashops.plan.observe.Observation.Uncertain;
import dev.trashops.plan.observe.Observation.Unconfirmed;
import dev.trashops.plan.observe.Observation.Unknown;
import dev.trashops.plan.observe.ProjectRenames.Successor;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Works out where an item is, from the listing, the inventory and what is remembered of it. */
public final class ItemObserver {
    private final ObservedWorkspace workspace;
    private final ObservationTimes times;
    private final ProjectRenames renames;
    private final ActiveObserver active;
    private final UnplacedVersions unplaced;
    private final FateObserver fates;

    /**
     * An observer of the items of these claims.
     *
     * @param claims all of the workspace, as an entry that tells little may be the item of any of them
     */
    public ItemObserver(
            ObservedWorkspace workspace, ObservationTimes times, ProjectRenames renames, List<Claim> claims) {
        this.workspace = workspace;
        this.times = times;
        this.renames = renames;
        this.active = new ActiveObserver(workspace, times, renames);
        this.unplaced = new UnplacedVersions(claims);
        this.fates = new FateObserver(workspace, times, VanishedEntries.of(claims, workspace));
    }

    /** Where the item of that claim is. */
    public Observation observe(Claim claim) {
        Optional<TrashSnapshot> trash = workspace.trash();
        Optional<Instant> touched = times.lastTouched(claim);
        if (trash.isEmpty()) {
            return Unknown.UNREAD;
        }
        ReadTarget listing = new ReadTarget.Trash();
        if (touched.isPresent() && !workspace.reads().isBegunAfter(listing, touched.get())) {
            workspace.request(listing, touched.get().plusMillis(1));
            return Unknown.UNREAD;
        }
        TrashMatch match =
                times.isUnlisted(claim) ? TrashMatch.unlisted(claim, trash.get()) : TrashMatch.of(claim, trash.get());
        if (!match.isListed()) {
            return outside(claim, match, trash.get());
        }
        return elsewhere(claim, match, trash.get()).orElseGet(() -> inTrash(claim, match, trash.get()));
    }

    /**
     * What only has the name that the item had before it was renamed is not the item, nor does it hold it, unless the item has vanished
     * under its present name. Nor is a training in what merely has the name of its project while the list of an active version shows it.
     */
    private Optional<Observation> elsewhere(Claim claim, TrashMatch match, TrashSnapshot trash) {
        boolean former = claim.itemId().isPresent()
                && claim.renamed().isPresent()
                && Stream.concat(match.own().stream(), match.parents().stream())
                        .allMatch(entry -> isOnlyOfFormerName(claim, entry, trash));
        boolean unproved = claim.item().type() == ItemType.TRAINING
                && match.own().isEmpty()
                && match.parents().stream().noneMatch(entry -> isKnown(claim, entry));
        return former || unproved
                ? Optional.of(active.observe(claim)).filter(ItemObserver::isElsewhere)
                : Optional.empty();
    }

    private static boolean isOnlyOfFormerName(Claim claim, TrashEntry entry, TrashSnapshot trash) {
        return !isKnown(claim, entry)
                && trash.key(entry)
                        .filter(name -> name.slug().equals(claim.item().slug()))
                        .isPresent();
    }

    private static boolean isKnown(Claim claim, TrashEntry entry) {
        return entry.itemId().equals(claim.itemId())
                || (entry.projectId().isPresent() && entry.projectId().equals(claim.projectId()));
    }

    /** Active under its present name or shown by its id, or not known yet. */
    private static boolean isElsewhere(Observation seen) {
        return seen instanceof Unknown
                || (seen instanceof Active present
                        && (present.renamed().isPresent() || present.id().isPresent()));
    }

    /** The item of that claim, which the Trash lists, or lists what it lies in. */
    private Observation inTrash(Claim claim, TrashMatch match, TrashSnapshot trash) {
        List<TrashEntry> own = match.own();
        List<TrashEntry> parents = parentsOf(own, match.parents());
        return new InTrash(
                own,
                parents,
                nameOf(claim, match, trash),
                !claim.item().isPart() && match.namesake(),
                renamed(claim, own.isEmpty() ? parents : own, trash),
                projectId(claim, own, trash));
    }

    /** What a restore of a version needs: as its entry tells it, else as it is known, else as other entries tell it. */
    private static Optional<InternalId> projectId(Claim claim, List<TrashEntry> own, TrashSnapshot trash) {
        Optional<TrashEntry> entry = own.isEmpty() ? Optional.empty() : Optional.of(own.get(0));
        Optional<InternalId> told = entry.flatMap(TrashEntry::projectId);
        Optional<InternalId> known = told.isPresent() ? told : claim.projectId();
        return known.isPresent() ? known : listedProjectId(claim, entry, trash);
    }

    private static Optional<InternalId> listedProjectId(Claim claim, Optional<TrashEntry> entry, TrashSnapshot trash) {
        Set<InternalId> listed = entry.flatMap(trash::key)
                .map(name -> trash.projectIds(name.slug()))
                .filter(ids -> !ids.isEmpty())
                .orElseGet(() -> claim.names().stream()
                        .flatMap(name -> trash.projectIds(name.slug()).stream())
                        .collect(Collectors.toSet()));
        return listed.size() == 1 ? listed.stream().findFirst() : Optional.empty();
    }

    private static List<TrashEntry> parentsOf(List<TrashEntry> own, List<TrashEntry> parents) {
        return parents.isEmpty() || own.size() != 1
                ? parents
                : parents.stream()
                        .filter(parent -> TrashMatch.mayBe(own.get(0).projectId(), parent.projectId()))
                        .toList();
    }

    /** The name by which the listing shows the item of a claim, or what it lies in, if it is another one. */
    private static Optional<ItemKey> renamed(Claim claim, List<TrashEntry> entries, TrashSnapshot trash) {
        if (entries.isEmpty()) {
            return Optional.empty();
        }
        TrashEntry entry = entries.get(0);
        ItemKey placed = TrashMatch.placed(claim.item(), entry);
        Optional<ItemKey> listed = trash.key(entry);
        ItemKey name = listed.isPresent() ? placed.withSlug(listed.get().slug()) : placed;
        return name.equals(claim.item()) ? Optional.empty() : Optional.of(name);
    }

    private NameProof nameOf(Claim claim, TrashMatch match, TrashSnapshot trash) {
        boolean itself = !match.own().isEmpty();
        List<TrashEntry> entries = itself ? match.own() : match.parents();
        if (hasTwins(entries)) {
            return NameProof.AMBIGUOUS;
        }
        boolean known = claim.item().type() == ItemType.TRAINING
                ? claim.projectId().isPresent()
                : claim.expectedId().isPresent();
        boolean part = claim.item().isPart();
        // A version is told by the name of its project alone.
        TrashEntry named = entries.get(entries.size() - 1);
        return known || (part && itself) || named.is(ItemType.VERSION)
                ? NameProof.UNIQUE
                : checkName(trash.key(named).orElseThrow(), named);
    }

    /** Whether two entries may be the same thing. */
    private static boolean hasTwins(List<TrashEntry> entries) {
        return entries.size() > 1
                && entries.stream().map(TrashEntry::type).distinct().count() < entries.size();
    }

    /** Whether an active item has the same name as one in the Trash, so that the name alone identifies neither. */
    private NameProof checkName(ItemKey item, TrashEntry entry) {
        return item.type() == ItemType.PROJECT
                ? checkName(workspace.projects(), item, entry, new ReadTarget.Projects())
                : checkName(workspace.workflows(), item, entry, new ReadTarget.Workflows());
    }

    private <T> NameProof checkName(
            Optional<ReadResult<Map<String, T>>> read, ItemKey item, TrashEntry entry, ReadTarget target) {
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
        Instant listed = times.listedSince(entry).orElse(workspace.moment().stamp());
        if (!workspace.reads().isBegunSince(target, listed)) {
            workspace.request(target, listed);
            return NameProof.UNREAD;
        }
        return NameProof.AMBIGUOUS;
    }

    private Observation outside(Claim claim, TrashMatch match, TrashSnapshot trash) {
        Observation seen = active.observe(claim);
        if (seen instanceof Active present && !fates.isComeBack(claim, present)) {
            return Unknown.UNREAD;
        }
        if (!(seen instanceof Gone || seen instanceof OutOfSight)) {
            return seen;
        }
        List<TrashEntry> candidates = trash.withoutOwnName().stream()
                .filter(entry -> TrashMatch.mayBe(claim, entry))
                .toList();
        if (!candidates.isEmpty()) {
            return unplaced.isMeant(claim, candidates, trash)
                    ? new InTrash(candidates, List.of(), NameProof.UNIQUE, false, Optional.empty(), claim.projectId())
                    : new Uncertain(candidates);
        }
        return seen instanceof Gone missing ? gone(claim, missing, match, trash) : outOfSight(claim, seen, trash);
    }

    /** Of an item that no read shows, all that is certain is that it left the Trash, and whether its date had come. */
    private Observation outOfSight(Claim claim, Observation seen, TrashSnapshot trash) {
        boolean over = fates.isDue(claim) || claim.status().observed() == ObservedState.PURGED;
        if (over) {
            return fates.of(claim, trash)
                    .<Observation>map(fate -> new Gone(fate, false, Optional.empty()))
                    .orElseGet(() -> unconfirmed(claim));
        }
        return trash.listing().complete() ? seen : Unknown.UNREAD;
    }

    private Observation gone(Claim claim, Gone missing, TrashMatch match, TrashSnapshot trash) {
        boolean namesake = missing.namesake() || (!claim.item().isPart() && match.namesake());
        Optional<Fate> fate = fates.of(claim, trash);
        Optional<Successor> successor = fate.flatMap(known -> successor(claim, known));
        boolean unread = successor.map(Successor::item).filter(this::isUnread).isPresent();
        if (fate.isEmpty() || unread) {
            return unconfirmed(claim);
        }
        return successor
                .flatMap(present -> movedAlong(claim, present, trash))
                .orElseGet(() -> new Gone(fate.get(), namesake, successor));
    }

    private Observation unconfirmed(Claim claim) {
        return new Unconfirmed(fates.missedSince(claim));
    }

    /** A version or training that is in the Trash under the name that its project has just been seen to have. */
    private Optional<Observation> movedAlong(Claim claim, Successor present, TrashSnapshot trash) {
        boolean part = claim.item().isPart();
        return Optional.of(present)
                .filter(known -> part && known.witnessed() && !known.active())
                .map(known -> TrashMatch.under(known.item(), claim, trash))
                .filter(TrashMatch::isListed)
                .map(match -> inTrash(claim, match, trash));
    }

    /** A version or training that was purged did not move along with its project. */
    private Optional<Successor> successor(Claim claim, Fate fate) {
        boolean purged = claim.item().isPart() && fate == Fate.PURGED;
        return purged ? Optional.empty() : renames.successor(claim, workspace);
    }

    /** Whether a version or training may turn out to be there once the project that it lies in now was read. Requests that. */
    private boolean isUnread(ItemKey part) {
        if (!part.isPart()) {
            return false;
        }
        workspace.requestRegularly(new ReadTarget.Project(part.slug()));
        boolean runs =
                part.type() == ItemType.TRAINING && workspace.isActive(ItemKey.version(part.slug(), part.version()));
        if (runs) {
            workspace.requestRegularly(new ReadTarget.Trainings(part.slug(), part.version()));
        }
        return workspace.contents(part.slug()).isEmpty()
                || (runs && workspace.trainings(part.slug(), part.version()).isEmpty());
    }
}
