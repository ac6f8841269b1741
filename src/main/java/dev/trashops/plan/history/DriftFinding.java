package dev.trashops.plan.history;

import dev.trashops.plan.model.Drift;
import java.util.Optional;

/**
 * What others did to an item after it had reached its desired state.
 *
 * @param drift what to remember
 * @param leftAlone why the item is left alone, if it is
 */
public record DriftFinding(Drift drift, Optional<LeftAlone> leftAlone) {
    /** Why an item that others changed is left alone. */
    public enum LeftAlone {
        REPORTED,
        FIGHT
    }
}
