package dev.trashops.plan.observe;

import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.ObservedState;
import dev.trashops.plan.model.TrashFacts;
import dev.trashops.plan.observe.Observation.Fate;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** What became of items that are neither in the Trash nor active: nothing is called gone before two listings agree. */
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
        if (!seenInTrash && (before == ObservedState.UNKNOWN || before == ObservedState.MISSING)) {
            return complete ? Optional.of(Fate.MISSING) : Optional.empty();
        }
        if (!isConfirmed(claim, trash) || !complete || times.clockSkewed()) {
            return Optional.empty();
        }
        if (!seenInTrash) {
            return Optional.of(Fate.MISSING);
        }
        if (isDue(claim)) {
            return Optional.of(Fate.PURGED);
        }
        return vanished.isBelieved(claim, times.furtherListings(claim)) ? Optional.of(Fate.LOST) : Optional.empty();
    }

    /** Whether an active item of that name is taken for one that was in the Trash. */
    boolean isComeBack(Claim claim, Observation.Active present) {
        return vanished.isComeBack(claim, present, times.furtherListings(claim));
    }

    /** Whether the date of its purge has come. */
    boolean isDue(Claim claim) {
        return claim.status()
                .trash()
                .flatMap(TrashFacts::scheduledCleanupAt)
                .filter(date -> !workspace.now().isBefore(date))
                .isPresent();
    }

    /**
     * Whether two listings in a row did not show the item, the second of them begun no earlier than the inventory was read: in
     * between it may have been moved to the Trash. Requests the second one.
     */
    private boolean isConfirmed(Claim claim, TrashSnapshot trash) {
        Instant first = times.lastUnlisted(claim).orElse(trash.begunAt());
        Instant read = inventoryRead(claim).orElse(first);
        if (trash.begunAt().isAfter(first) && !trash.begunAt().isBefore(read)) {
            return true;
        }
        Instant again = first.plus(ReadRequest.LOOK_AGAIN);
        workspace.request(new ReadTarget.Trash(), again.isAfter(read) ? again : read);
        return false;
    }

    /** When the newest read was begun that would show the item of a claim while it is active. */
    private Optional<Instant> inventoryRead(Claim claim) {
        ItemKey name = claim.renamed().orElse(claim.item());
        Optional<Instant> runs = name.type() == ItemType.TRAINING
                ? workspace.trainings(name.slug(), name.version()).map(ReadResult::begunAt)
                : Optional.empty();
        Stream<Optional<Instant>> reads = name.type() == ItemType.WORKFLOW
                ? Stream.of(workspace.workflows().map(ReadResult::begunAt))
                : Stream.of(
                        workspace.projects().map(ReadResult::begunAt),
                        workspace.contents(name.slug()).map(ReadResult::begunAt),
                        runs);
        return reads.flatMap(Optional::stream).max(Instant::compareTo);
    }
}
