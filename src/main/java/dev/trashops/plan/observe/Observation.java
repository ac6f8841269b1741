package dev.trashops.plan.observe;

import dev.trashops.plan.model.InternalId;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ObservedState;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.TrashEntry;
import dev.trashops.plan.observe.ProjectRenames.Successor;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where an item is, as far as reads prove it. */
public sealed interface Observation {

    ObservedState state();

    /** Its own entry of the Trash, if there is exactly one. */
    default Optional<TrashEntry> entry() {
        return Optional.empty();
    }

    /** The entry of its project, when that is in the Trash. */
    default Optional<TrashEntry> parent() {
        return Optional.empty();
    }

    /** When the active item was created. */
    default Optional<Instant> created() {
        return Optional.empty();
    }

    /** The earliest time at which it may be purged. */
    default Optional<Instant> cleanupAt() {
        return Optional.empty();
    }

    /** Whether the name alone identifies the item. */
    default NameProof name() {
        return NameProof.UNIQUE;
    }

    /** Whether another item of the same name was seen. */
    default boolean namesake() {
        return false;
    }

    /** Whether it is in the Trash only because its project is. */
    default boolean onlyThroughParent() {
        return false;
    }

    /** What Roboflow calls it now, if that is not what the claim calls it. */
    default Optional<ItemKey> renamed() {
        return Optional.empty();
    }

    /** Why nothing is known, when a read failed. */
    default Optional<Readiness> unreadable() {
        return Optional.empty();
    }

    /**
     * It is not in the Trash.
     *
     * @param id its internal id, which only workflows show
     */
    record Active(Optional<Instant> created, Optional<InternalId> id, Optional<ItemKey> renamed)
            implements Observation {
        @Override
        public ObservedState state() {
            return ObservedState.ACTIVE;
        }
    }

    /** Whether a name identifies one item; UNREAD until another read was made. */
    enum NameProof {
        UNIQUE,
        AMBIGUOUS,
        UNREAD
    }

    /**
     * It is in the Trash, by itself or with what it lies in.
     *
     * @param candidates every entry that could be the item
     * @param parents the entries of what it lies in, the nearest first
     * @param projectId the internal id of the project of a version, which a restore of it needs
     */
    record InTrash(
            List<TrashEntry> candidates,
            List<TrashEntry> parents,
            NameProof name,
            boolean namesake,
            Optional<ItemKey> renamed,
            Optional<InternalId> projectId)
            implements Observation {
        @Override
        public ObservedState state() {
            return ObservedState.IN_TRASH;
        }

        @Override
        public Optional<TrashEntry> entry() {
            return candidates.size() == 1 ? Optional.of(candidates.get(0)) : Optional.empty();
        }

        @Override
        public Optional<TrashEntry> parent() {
            return parents.isEmpty() ? Optional.empty() : Optional.of(parents.get(0));
        }

        /** The earliest date of all candidates and of what the item lies in. */
        @Override
        public Optional<Instant> cleanupAt() {
            return TrashEntry.earliest(TrashEntry.earliest(Optional.empty(), candidates), parents);
        }

        /** Whether any of them tells neither when it was trashed nor when it may be purged. */
        public boolean isUndated() {
            return isUndated(candidates) || isUndated(parents);
        }

        private static boolean isUndated(List<TrashEntry> entries) {
            for (TrashEntry entry : entries) {
                if (entry.cleanupEstimated() && entry.deletedAt().isEmpty()) {
                    return true;
                }
            }
            return false;
        }

        /** Whether that date is only likely. */
        public boolean cleanupEstimated() {
            Optional<Instant> earliest = cleanupAt();
            return isEstimated(candidates, earliest) && isEstimated(parents, earliest);
        }

        private static boolean isEstimated(List<TrashEntry> entries, Optional<Instant> date) {
            for (TrashEntry entry : entries) {
                if (!entry.cleanupEstimated() && entry.scheduledCleanupAt().equals(date)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public boolean onlyThroughParent() {
            return candidates.isEmpty();
        }
    }

    /** What became of an item that is neither active nor in the Trash. */
    enum Fate {
        /** Its date had come. */
        PURGED(ObservedState.PURGED),
        /** It left the Trash before its date. */
        LOST(ObservedState.LOST),
        /** It was never seen in the Trash. */
        MISSING(ObservedState.MISSING);

        private final ObservedState state;

        Fate(ObservedState state) {
            this.state = state;
        }
    }

    /**
     * It is neither active nor in the Trash.
     *
     * @param successor what it was probably renamed to
     */
    record Gone(Fate fate, boolean namesake, Optional<Successor> successor) implements Observation {
        @Override
        public ObservedState state() {
            return fate.state;
        }
    }

    /**
     * It was not found, but the Trash lists entries without names, one of which may be it. Nothing is gone for good until that is known.
     *
     * @param candidates the entries that may be the item, or the project it lies in
     */
    record Uncertain(List<TrashEntry> candidates) implements Observation {
        @Override
        public ObservedState state() {
            return ObservedState.UNKNOWN;
        }

        @Override
        public Optional<Instant> cleanupAt() {
            return TrashEntry.earliest(Optional.empty(), candidates);
        }
    }

    /**
     * It is not in the Trash, and no request can look for it among the active items.
     *
     * @param item what it is called now
     */
    record OutOfSight(ItemKey item) implements Observation {
        @Override
        public ObservedState state() {
            return ObservedState.UNKNOWN;
        }
    }

    /**
     * No read shows it, and a second look has yet to agree: it may just be on its way, or Roboflow slow to show it.
     *
     * @param since when the first of the reads was begun that do not show it
     */
    record Unconfirmed(Instant since) implements Observation {
        @Override
        public ObservedState state() {
            return ObservedState.UNKNOWN;
        }
    }

    /** Nothing proves yet where it is, or a read failed. */
    record Unknown(Optional<Readiness> unreadable) implements Observation {
        /** Not read yet, or not recently enough. */
        public static final Unknown UNREAD = new Unknown(Optional.empty());

        @Override
        public ObservedState state() {
            return ObservedState.UNKNOWN;
        }
    }
}
