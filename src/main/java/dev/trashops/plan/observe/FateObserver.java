package dev.trashops.plan.observe;

import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.DesiredState;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.ObservedState;
import dev.trashops.plan.model.TrashFacts;
import dev.trashops.plan.observe.Observation.Fate;
import java.time.Instant;
import java.util.Optional;

/**
 * What became of items that are neither in the Trash nor active: nothing is called gone before two looks agree, each of the inventory and
 * then of the Trash.
 */
record FateObserver(ObservedWorkspace workspace, ObservationTimes times, VanishedEntries vanished) {
    /** What became of an item that is neither in the Trash nor active, once that is certain. */
    Optional<Fate> of(Claim claim, TrashSnapshot trash) {
        ObservedState before = claim.status().observed();
        if (before == ObservedState.PURGED) {
            return Optional.of(Fate.PURGED);
        }
        if (before == ObservedState.LOST) {
            return Optional.of(Fate.LOST);
        }
        boolean complete = trash.listing().complete();
        boolean seenInTrash = claim.status().trash().isPresent();
        if (!seenInTrash && before == ObservedState.MISSING) {
            return complete ? Optional.of(Fate.MISSING) : Optional.empty();
        }
        if (!isConfirmed(claim, trash) || !complete) {
            return Optional.empty();
        }
        if (!seenInTrash && before == ObservedState.UNKNOWN) {
            return Optional.of(Fate.MISSING);
        }
        if (times.clockSkewed()) {
            return Optional.empty();
        }
        if (!seenInTrash) {
            return Optional.of(Fate.MISSING);
        }
        if (isDue(claim)) {
            return Optional.of(Fate.PURGED);
        }
        return vanished.isBelieved(claim, () -> isConfirmedFurther(claim)) ? Optional.of(Fate.LOST) : Optional.empty();
    }

    /** Whether an active item of that name is taken for one that was in the Trash. */
    boolean isComeBack(Claim claim, Observation.Active present) {
        return vanished.isComeBack(claim, present, () -> isConfirmedFurther(claim));
    }

    /** Whether enough further listings agree. Each that comes may be the one that is missing. */
    private boolean isConfirmedFurther(Claim claim) {
        boolean enough = times.furtherListings(claim) >= VanishedEntries.CONFIRMATIONS;
        if (!enough) {
            workspace.reads().awaitNewer(new ReadTarget.Trash());
        }
        return enough;
    }

    /** Whether the date of its purge has come. */
    boolean isDue(Claim claim) {
        return claim.status()
                .trash()
                .flatMap(TrashFacts::scheduledCleanupAt)
                .filter(workspace.moment()::reached)
                .isPresent();
    }

    /** When the first of the reads was begun that do not show the item. */
    Instant missedSince(Claim claim) {
        return times.missedSince(claim)
                .or(() -> inventoryRead(claim))
                .orElse(workspace.moment().stamp());
    }

    /**
     * Whether two listings in a row did not show the item, the second of them begun no earlier than the inventory was read: in
     * between it may have been moved to the Trash. Requests the second one.
     */
    private boolean isConfirmed(Claim claim, TrashSnapshot trash) {
        Instant first = times.lastUnlisted(claim).orElse(trash.begunAt());
        Optional<Instant> inventory = inventoryRead(claim);
        Instant read = inventory.orElse(first);
        if (!isMissedTwice(claim, read)) {
            return false;
        }
        ReadTarget listing = new ReadTarget.Trash();
        boolean second = trash.begunAt().isAfter(first);
        if (second && (inventory.isEmpty() || workspace.reads().isAtLeastAsNew(listing, reader(claim)))) {
            return true;
        }
        workspace.reads().awaitNewer(listing);
        workspace.reads().awaitNewer(reader(claim));
        Instant again = first.plus(ReadRequest.LOOK_AGAIN);
        workspace.request(listing, again.isAfter(read) ? again : read);
        return false;
    }

    /**
     * Whether a second read of the inventory does not show the item either, where a person would be told to do something about it: what
     * has just been restored or renamed may not be shown yet. Requests that read.
     */
    private boolean isMissedTwice(Claim claim, Instant read) {
        boolean asks = claim.wanted() == DesiredState.RESTORED
                || claim.status().trash().isEmpty();
        Instant again = missedSince(claim).plus(ReadRequest.LOOK_AGAIN);
        if (!asks) {
            return true;
        }
        Instant shown = times.lastTouched(claim)
                .map(at -> at.plus(ObservationTimes.UNTIL_SHOWN))
                .filter(any -> !read.isBefore(again))
                .orElse(again);
        ReadTarget reader = reader(claim);
        workspace.reads().isBegunSince(reader, again);
        if (!read.isBefore(shown)) {
            return true;
        }
        workspace.reads().isBegunSince(reader, shown);
        workspace.request(reader, shown);
        return false;
    }

    private Optional<Instant> inventoryRead(Claim claim) {
        return workspace.reads().begun(reader(claim));
    }

    /** The read that would show the item of a claim if it were active, as far as what it lies in is. */
    private ReadTarget reader(Claim claim) {
        ItemKey name = claim.renamed().orElse(claim.item());
        String slug = name.slug();
        return switch (name.type()) {
            case WORKFLOW -> new ReadTarget.Workflows();
            case PROJECT -> new ReadTarget.Projects();
            case VERSION, TRAINING -> {
                if (!name.isAddressable() || !workspace.isProjectActive(name)) {
                    yield new ReadTarget.Projects();
                }
                boolean runs =
                        name.type() == ItemType.TRAINING && workspace.isActive(ItemKey.version(slug, name.version()));
                yield runs ? new ReadTarget.Trainings(slug, name.version()) : new ReadTarget.Project(slug);
            }
        };
    }
}
