package dev.trashops.plan.model;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One answer to "what is in the Trash".
 *
 * @param entries every entry, {@code items} and {@code sections} merged, in no particular order
 * @param complete whether nothing in the answer hints at further pages; an incomplete listing proves no absence
 * @param serverDate what Roboflow's {@code Date} header said
 */
public record TrashListing(List<TrashEntry> entries, boolean complete, Optional<Instant> serverDate) {
    /** How far Roboflow's clock and ours may be apart for the dates in a listing to be trusted. */
    public static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(5);

    public TrashListing {
        entries = List.copyOf(entries);
    }

    /** Whether both list the same, in whatever order. */
    public boolean showsAs(TrashListing other) {
        return complete == other.complete
                && entries.size() == other.entries.size()
                && (entries.equals(other.entries) || counted().equals(other.counted()));
    }

    private Map<TrashEntry, Integer> counted() {
        Map<TrashEntry, Integer> counted = new HashMap<>();
        entries.forEach(entry -> counted.merge(entry, 1, Integer::sum));
        return counted;
    }
}
