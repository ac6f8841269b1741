package dev.trashops.workspace.simulation;

import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.DesiredState;
import dev.trashops.workspace.fake.FakeItem;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** How often the rare things happened, over all histories of a run: what never happens proves nothing. */
final class SimCounts {
    private final Map<Rarity, Integer> counts = new EnumMap<>(Rarity.class);

    enum Rarity {
        RENAME,
        RENAME_IN_TRASH,
        NAMESAKE,
        PINNED_ID,
        FORGED_ID,
        NEW_MODEL,
        ODD_LISTING,
        LISTING_WITH_OLD_NAMES,
        UNSHOWN_CHANGE,
        UNDONE_DELETION,
        RESTORE_UNDER_ANOTHER_NAME,
        ACKNOWLEDGED_LOSS,
        FOREIGN_KEY,
        LET_GO,
        ORPHANED,
        RENAMED_MANIFEST,
        CLOCK_SET,
        SLOW_ANSWERS,
        CUT_LISTING,
        MOVED_CLUSTER
    }

    void add(Rarity rarity) {
        counts.merge(rarity, 1, Integer::sum);
    }

    /** A thing was restored for a claim. */
    void restored(Claim claim, FakeItem thing) {
        if (claim.wanted() == DesiredState.TRASHED) {
            add(Rarity.UNDONE_DELETION);
        } else if (!claim.item().equals(thing.key())) {
            add(Rarity.RESTORE_UNDER_ANOTHER_NAME);
        }
    }

    @Override
    public String toString() {
        return counts.entrySet().stream()
                .map(entry -> entry.getKey().name().toLowerCase(Locale.ROOT).replace('_', ' ') + " " + entry.getValue())
                .collect(Collectors.joining(", "));
    }
}
