package dev.trashops.plan.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
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

    public TrashListing withoutNames() {
        return new TrashListing(entries.stream().map(TrashEntry::withoutName).toList(), complete, serverDate);
    }
}
