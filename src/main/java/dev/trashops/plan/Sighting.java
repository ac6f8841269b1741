package dev.trashops.plan;

import dev.trashops.plan.model.ObservedState;
import dev.trashops.plan.model.Standing;
import dev.trashops.plan.model.TrashEntry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where an item was seen.
 *
 * @param state where
 * @param entry its own entry of the Trash
 * @param parent the entry of its project, when that is in the Trash
 * @param candidates every entry that it could be
 * @param created when the active item was created
 * @param activeId the internal id of the active item, which only workflows show
 * @param ambiguous whether the name alone does not tell which item is meant
 * @param unproved whether it is not yet known that the name alone tells which item is meant
 * @param namesake whether an item of the same name, but another one, was seen
 * @param unreadable why nothing is known, when a read failed
 */
record Sighting(
        ObservedState state,
        Optional<TrashEntry> entry,
        Optional<TrashEntry> parent,
        List<TrashEntry> candidates,
        Optional<Instant> created,
        Optional<String> activeId,
        boolean ambiguous,
        boolean unproved,
        boolean namesake,
        Optional<Standing> unreadable) {

    static Sighting of(ObservedState state) {
        return new Sighting(
                state,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                false,
                false,
                false,
                Optional.empty());
    }

    static Sighting unreadable(Standing why) {
        return new Sighting(
                ObservedState.UNKNOWN,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                false,
                false,
                false,
                Optional.of(why));
    }

    static Sighting active(Optional<Instant> created, Optional<String> id) {
        return new Sighting(
                ObservedState.ACTIVE,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                created,
                id,
                false,
                false,
                false,
                Optional.empty());
    }

    static Sighting inTrash(
            List<TrashEntry> own, Optional<TrashEntry> parent, boolean ambiguous, boolean unproved, boolean namesake) {
        return new Sighting(
                ObservedState.IN_TRASH,
                own.size() == 1 ? Optional.of(own.get(0)) : Optional.empty(),
                parent,
                own,
                Optional.empty(),
                Optional.empty(),
                ambiguous,
                unproved,
                namesake,
                Optional.empty());
    }

    Sighting withNamesake() {
        return new Sighting(state, entry, parent, candidates, created, activeId, ambiguous, unproved, true, unreadable);
    }

    /** Whether it is in the Trash only because its project is. */
    boolean onlyThroughParent() {
        return parent.isPresent() && candidates.isEmpty();
    }

    /** From when on it may be purged: the earliest date of everything it could be. */
    Optional<Instant> cleanupAt() {
        return Stream.concat(candidates.stream(), parent.stream())
                .flatMap(seen -> seen.scheduledCleanupAt().stream())
                .min(Instant::compareTo);
    }
}
