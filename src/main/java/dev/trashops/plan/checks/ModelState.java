package dev.trashops.plan.checks;

import dev.trashops.plan.model.Tristate;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a version, or all versions of a project, have of models and trainings.
 *
 * @param pending whether something has not been read yet; the rest is about what has been
 * @param trained whether there is a trained model
 * @param running whether something is being trained or generated
 * @param models the ids of the models, as far as they are known
 * @param unnamed whether there is, or may be, a model of which nobody says what workflows call it
 */
record ModelState(boolean pending, Tristate trained, Tristate running, Set<String> models, boolean unnamed) {
    /** Nothing is known yet. */
    static final ModelState UNREAD = new ModelState(true, Tristate.NO, Tristate.NO, Set.of(), false);

    /** It could not be read. */
    static final ModelState UNREADABLE = new ModelState(false, Tristate.UNKNOWN, Tristate.UNKNOWN, Set.of(), true);

    /** As an answer tells it. Workflows call a model {@code workspace/name}: an id of another form is not its name. */
    static ModelState read(Tristate trained, Tristate running, Set<String> models) {
        boolean named = !models.isEmpty() && models.stream().allMatch(id -> id.contains("/"));
        return new ModelState(false, trained, running, models, trained != Tristate.NO && !named);
    }

    static ModelState all(Collection<ModelState> parts) {
        return new ModelState(
                parts.stream().anyMatch(ModelState::pending),
                Tristate.anyOf(parts.stream().map(ModelState::trained).toList()),
                Tristate.anyOf(parts.stream().map(ModelState::running).toList()),
                parts.stream().flatMap(part -> part.models().stream()).collect(Collectors.toUnmodifiableSet()),
                parts.stream().anyMatch(ModelState::unnamed));
    }
}
