package dev.trashops.plan.observe;

import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.ObservedState;
import dev.trashops.plan.model.TrashFacts;
import dev.trashops.plan.observe.Observation.Fate;
import dev.trashops.plan.observe.Observation.Gone;
import dev.trashops.plan.observe.Observation.Unknown;
import java.time.Instant;
import java.util.Optional;

/** Works out where an item is, from the listing, the inventory and what is remembered of it. */
public final class ItemObserver {
    private final ObservedWorkspace workspace;
    private final ObservationTimes times;
    private final TrashObserver trashed;
    private final ActiveObserver active;

    public ItemObserver(ObservedWorkspace workspace, ObservationTimes times) {
        this.workspace = workspace;
        this.times = times;
        this.trashed = new TrashObserver(workspace, times);
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
        return trashed.observe(claim).<Observation>map(seen -> seen).orElseGet(() -> outside(claim, trash.get()));
    }

    private Observation outside(Claim claim, TrashSnapshot trash) {
        Observation seen = active.observe(claim);
        if (!(seen instanceof Gone missing)) {
            return seen;
        }
        boolean namesake = missing.namesake() || trashed.hasNamesake(claim);
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
