package dev.trashops.workspace;

import dev.trashops.plan.model.TrashEntry;
import dev.trashops.plan.model.TrashListing;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Gives entries that do not tell when they may be purged a likely date: Roboflow keeps things for 30 days. Where an entry does not
 * even tell when it was trashed, they are counted from when it was first seen.
 */
final class CleanupEstimates {
    private static final Duration KEPT = Duration.ofDays(30);

    private Map<TrashEntry.Identity, Instant> firstSeen = Map.of();

    TrashListing completed(TrashListing listing, Instant now) {
        Map<TrashEntry.Identity, Instant> seen = new HashMap<>();
        listing.entries().stream()
                .filter(entry -> entry.scheduledCleanupAt().isEmpty()
                        && entry.deletedAt().isEmpty())
                .map(TrashEntry::identity)
                .forEach(entry -> seen.put(entry, firstSeen.getOrDefault(entry, now)));
        firstSeen = Map.copyOf(seen);
        return new TrashListing(
                listing.entries().stream()
                        .map(entry -> entry.withLikelyCleanup(entry.deletedAt()
                                .orElseGet(() -> seen.getOrDefault(entry.identity(), now))
                                .plus(KEPT)))
                        .toList(),
                listing.complete(),
                listing.serverDate());
    }
}
