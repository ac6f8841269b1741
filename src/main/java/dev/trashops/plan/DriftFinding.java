package dev.trashops.plan;

import dev.trashops.plan.model.Drift;
import java.util.Optional;

/**
 * What others did to an item after it had reached its desired state.
 *
 * @param drift what to remember
 * @param leftAlone why the item is left alone, if it is
 */
record DriftFinding(Drift drift, Optional<LeftAlone> leftAlone) {
    /** Why an item that others changed is left alone. */
    enum LeftAlone {
        REPORTED,
        FIGHT
    }
}
