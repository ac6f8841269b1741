package dev.trashops.plan.checks;

import dev.trashops.plan.model.ClaimId;
import dev.trashops.plan.model.ItemKey;
import java.util.List;
import java.util.Optional;

/**
 * What is known that may help to find an item that is not there.
 *
 * @param similar projects or workflows with almost the same slug, the nearest first
 * @param parent what it would lie in, if that is active
 * @param heir a resource of the same namespace that asks the same for what the item was probably renamed to
 */
public record GoneHints(List<ItemKey> similar, Optional<ItemKey> parent, Optional<ClaimId> heir) {
    /** Nothing. */
    public static final GoneHints NONE = new GoneHints(List.of(), Optional.empty(), Optional.empty());

    public GoneHints {
        similar = List.copyOf(similar);
    }
}
