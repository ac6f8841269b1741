package dev.trashops.plan.model;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A training run of an active version, as {@code GET /:workspace/:project/:version/v2/trainings} lists it. A version may have
 * several, and each may have made several models.
 *
 * @param id its own id; old ones hold slashes
 * @param started when it began
 * @param trained whether it has made a model
 * @param running whether it is under way, which includes every status that is not known to be an end
 * @param models the ids of its models, as far as they can be read
 */
public record ActiveTraining(
        String id, Optional<Instant> started, Tristate trained, Tristate running, Set<String> models) {
    public ActiveTraining {
        models = Set.copyOf(models);
    }
}
