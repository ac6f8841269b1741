package dev.trashops.plan;

import dev.trashops.plan.model.ItemKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a loop remembers from pass to pass and may lose in a crash.
 *
 * @param settling whether the set of Trashed claims has come to rest
 * @param noticed when each claim's newest generation or request was first seen, by uid
 * @param listedSince when the listing was begun in which an item was first listed, and since which it has been
 * @param unlistedSince when the listing was begun in which an item was first not listed, and since which it has not been
 * @param touched when this operator last changed an item, or may have
 * @param deletions what this operator has trashed within the longest window
 * @param setbacks failed actions by uid
 * @param clockSkewed whether Roboflow's clock and ours are too far apart
 */
public record Ledger(
        Optional<Settling> settling,
        Map<String, Notice> noticed,
        Map<ItemKey, Instant> listedSince,
        Map<ItemKey, Instant> unlistedSince,
        Map<ItemKey, Instant> touched,
        List<Deletion> deletions,
        Map<String, Setback> setbacks,
        boolean clockSkewed) {
    /** After a start. */
    public static final Ledger EMPTY =
            new Ledger(Optional.empty(), Map.of(), Map.of(), Map.of(), Map.of(), List.of(), Map.of(), false);

    /**
     * When a claim's news was first seen.
     *
     * @param generation its generation then
     * @param requestedAt its request then
     * @param at when
     */
    public record Notice(long generation, Optional<String> requestedAt, Instant at) {}
}
