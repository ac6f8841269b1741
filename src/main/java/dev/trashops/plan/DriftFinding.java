package dev.trashops.plan;

import dev.trashops.plan.model.Drift;
import java.util.Optional;

/**
 * What others did to an item after it had reached its desired state.
 *
 * @param drift what to remember
 * @param hold why the item is left alone, if it is
 */
record DriftFinding(Drift drift, Optional<Hold> hold) {
    /** Why an item that others changed is left alone. */
    enum Hold {
        REPORTED,
        FIGHT
    }
}
