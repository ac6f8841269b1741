package dev.trashops.plan.model;

import java.time.Instant;
import java.util.Optional;

/**
 * A workflow that is not in the Trash.
 *
 * @param id its internal id; unlike for projects, the list of workflows gives it
 */
public record ActiveWorkflow(String slug, Optional<InternalId> id, Optional<Instant> created, ItemDetails details) {
    /** One of which nothing more is told. */
    public ActiveWorkflow(String slug, Optional<InternalId> id, Optional<Instant> created) {
        this(slug, id, created, ItemDetails.NONE);
    }
}
