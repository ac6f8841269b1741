package dev.trashops.plan.model;

import java.time.Instant;
import java.util.Optional;

/**
 * A project that is not in the Trash. Reads of active projects never give the internal id.
 *
 * @param created when it was created, whole seconds count
 * @param versions how many versions it has, where the answer says so
 * @param isPublic whether it is on Roboflow Universe, where others use it
 */
public record ActiveProject(
        String slug, Optional<Instant> created, Optional<Integer> versions, Tristate isPublic, ItemDetails details) {
    /** One of which nothing more is told. */
    public ActiveProject(String slug, Optional<Instant> created, Optional<Integer> versions, Tristate isPublic) {
        this(slug, created, versions, isPublic, ItemDetails.NONE);
    }
}
