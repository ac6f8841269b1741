package dev.trashops.plan.release;

import dev.trashops.plan.model.InternalId;
import dev.trashops.plan.model.ItemKey;
import java.time.Instant;
import java.util.Optional;

/**
 * A DELETE that this operator sent and that took, or may have taken, effect.
 *
 * @param item what it named
 * @param id the internal id of the answer (for a version its project's), where there was one
 * @param at when it was sent
 */
public record SentDeletion(ItemKey item, Optional<InternalId> id, Instant at) {
    /** Whether both are about the same call, whatever was answered. */
    public boolean isSameCall(SentDeletion other) {
        return item.equals(other.item) && at.equals(other.at);
    }
}
