package dev.trashops.plan.model;

import java.time.Instant;
import java.util.Optional;

/**
 * A dataset version that is not in the Trash.
 *
 * @param trained whether it has a trained model; the list of a project's versions can only say yes or not tell
 * @param running whether it is being trained or generated
 * @param usable whether it is generated and has images
 */
public record ActiveVersion(
        int number, Optional<Instant> created, Tristate trained, Tristate running, Tristate usable) {}
