package dev.trashops.workspace;

import dev.trashops.plan.model.ActionKind;
import java.time.Duration;
import java.util.Set;

/**
 * How loops run.
 *
 * @param allowed which actions the operator was started for
 * @param inventoryInterval how often what is active is read
 */
public record LoopSettings(Set<ActionKind> allowed, Duration inventoryInterval) {
    public LoopSettings {
        allowed = Set.copyOf(allowed);
    }
}
