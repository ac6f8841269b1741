package dev.trashops.plan.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What others did to an item after it had reached its desired state.
 *
 * @param reachedState the state it had reached, until somebody changed it
 * @param reversals when it was found changed, oldest first, at most three
 * @param trashedBy who had moved it to the Trash when it was last found there; empty if it was found elsewhere
 */
public record Drift(Optional<ObservedState> reachedState, List<Instant> reversals, Optional<TrashedBy> trashedBy) {
    public static final int REMEMBERED = 3;

    /** Nothing reached, nothing reversed. */
    public static final Drift NONE = new Drift(Optional.empty(), List.of());

    public Drift {
        reversals = List.copyOf(reversals);
    }

    /** Nobody is known to have moved it to the Trash. */
    public Drift(Optional<ObservedState> reachedState, List<Instant> reversals) {
        this(reachedState, reversals, Optional.empty());
    }

    public Drift withoutName() {
        return new Drift(reachedState, reversals, trashedBy.map(TrashedBy::withoutName));
    }
}
