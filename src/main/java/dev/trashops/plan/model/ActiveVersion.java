package dev.trashops.plan.model;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A dataset version that is not in the Trash.
 *
 * @param trained whether it has a trained model; the list of a project's versions can only say yes or not tell
 * @param running whether it is being trained or generated
 * @param usable whether it is generated and has images
 * @param models the ids of its models, as far as the answer gives any
 */
public record ActiveVersion(
        int number,
        Optional<Instant> created,
        Tristate trained,
        Tristate running,
        Tristate usable,
        Set<String> models,
        ItemDetails details) {
    public ActiveVersion {
        models = Set.copyOf(models);
    }

    /** One that gives no ids of models. */
    public ActiveVersion(int number, Optional<Instant> created, Tristate trained, Tristate running, Tristate usable) {
        this(number, created, trained, running, usable, Set.of());
    }

    /** One of which nothing more is told. */
    public ActiveVersion(
            int number,
            Optional<Instant> created,
            Tristate trained,
            Tristate running,
            Tristate usable,
            Set<String> models) {
        this(number, created, trained, running, usable, models, ItemDetails.NONE);
    }
}
