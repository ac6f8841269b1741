package dev.trashops.workspace.fake;

import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.TrashEntry;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** How the Trash shows things. Roboflow's answers are known to vary; of the same thing they say the same every time. */
public final class FakeListing {
    private static final int SOME = 3;

    private Set<Oddity> oddities = EnumSet.noneOf(Oddity.class);

    /** What may be unlike the documented form, for some things. */
    public enum Oddity {
        /** A project or workflow is listed without its slug. */
        NO_URL,
        /** A version is listed without the internal id of its project. */
        NO_PARENT_ID,
        /** A version is listed without the slug of its project. */
        NO_PARENT_URL,
        /** The id of a version reads {@code acme/p/3}. */
        PATH_AS_ID,
        /** A training is listed with the internal id of its project. */
        TRAINING_WITH_PARENT_ID,
        /** It is not said when something will be purged. */
        NO_CLEANUP,
        /** It is not said when something was trashed. */
        NO_DELETION,
        /** Things in the Trash keep the names under which they were trashed; all of them. */
        OLD_NAMES
    }

    public void show(Set<Oddity> odd) {
        oddities = odd.isEmpty() ? EnumSet.noneOf(Oddity.class) : EnumSet.copyOf(odd);
    }

    boolean followsNames() {
        return !oddities.contains(Oddity.OLD_NAMES);
    }

    private boolean is(FakeItem thing, Oddity oddity) {
        return oddities.contains(oddity)
                && Math.floorMod((thing.id() + thing.key().version() + oddity.name()).hashCode(), SOME) == 0;
    }

    TrashEntry entry(FakeItem thing, boolean parentInTrash) {
        boolean version = thing.is(ItemType.VERSION);
        boolean training = thing.is(ItemType.TRAINING);
        boolean part = version || training;
        boolean showsParentId =
                training ? is(thing, Oddity.TRAINING_WITH_PARENT_ID) : version && !is(thing, Oddity.NO_PARENT_ID);
        boolean path = version && is(thing, Oddity.PATH_AS_ID);
        boolean showsParentUrl = part && (training || !is(thing, Oddity.NO_PARENT_URL));
        return new TrashEntry(
                thing.key().type().wireName(),
                version
                        ? (path ? "acme/" + thing.listed() + "/" : "")
                                + thing.key().version()
                        : thing.id(),
                Optional.of("Some " + thing.key().type().noun()),
                part || is(thing, Oddity.NO_URL) ? Optional.empty() : Optional.of(thing.listed()),
                showsParentId ? Optional.of(thing.project()) : Optional.empty(),
                showsParentUrl ? Optional.of(thing.listed()) : Optional.empty(),
                part ? Optional.of(parentInTrash) : Optional.empty(),
                thing.deletedAt().filter(at -> !is(thing, Oddity.NO_DELETION)),
                Optional.of(thing.cleanupAt()).filter(at -> !is(thing, Oddity.NO_CLEANUP)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                training ? Optional.of(thing.key().version()) : Optional.empty());
    }
}
