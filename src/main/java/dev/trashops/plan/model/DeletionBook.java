package dev.trashops.plan.model;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a policy has ever sent a DELETE for, entered before each was sent, so that it outlives resources and restarts: what
 * people bring back is not trashed again, no approval runs twice, and limits count what was undone.
 *
 * @param entries the newest one of each item
 */
public record DeletionBook(Map<ItemKey, Entry> entries) {
    /** Nothing was trashed yet. */
    public static final DeletionBook EMPTY = new DeletionBook(Map.of());

    /**
     * One DELETE.
     *
     * @param item the item
     * @param created when the item was created, as far as known; whole seconds
     * @param at when it was begun; whole milliseconds
     * @param uid the uid of the claim it was done for
     * @param rule the rule that asked for it
     * @param digest the digest of the approved plan that released it
     */
    public record Entry(
            ItemKey item,
            Optional<Instant> created,
            Instant at,
            String uid,
            Optional<String> rule,
            Optional<String> digest) {}

    public DeletionBook {
        entries = Map.copyOf(entries);
    }

    /** A book of those entries; of several of one item the newest counts. */
    public static DeletionBook of(Collection<Entry> entries) {
        Map<ItemKey, Entry> newest = new HashMap<>();
        entries.forEach(entry ->
                newest.merge(entry.item(), entry, (one, other) -> one.at().isAfter(other.at()) ? one : other));
        return new DeletionBook(newest);
    }

    /** The entry of that item. */
    public Optional<Entry> of(ItemKey item) {
        return Optional.ofNullable(entries.get(item));
    }

    /** With another entry. */
    public DeletionBook with(Entry entry) {
        Map<ItemKey, Entry> more = new HashMap<>(entries);
        more.put(entry.item(), entry);
        return new DeletionBook(more);
    }
}
