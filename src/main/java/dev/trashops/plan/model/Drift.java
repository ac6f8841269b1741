package dev.trashops.plan.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What others did to an item after it had reached its desired state.
 *
 * @param reachedState the state it had reached, until somebody changed it
 * @param reversals when somebody changed it, oldest first, at most three
 */
public record Drift(Optional<ObservedState> reachedState, List<Instant> reversals) {
    public static final int REMEMBERED = 3;

    /** Nothing reached, nothing reversed. */
    public static final Drift NONE = new Drift(Optional.empty(), List.of());

    public Drift {
        reversals = List.copyOf(reversals);
    }
}
