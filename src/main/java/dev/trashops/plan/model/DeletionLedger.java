package dev.trashops.plan.model;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a policy has ever sent a DELETE for, entered before each was sent, so that it outlives resources and restarts: what
 * people bring back is not trashed again, no approval runs twice, and limits count what was undone.
 *
 * @param entries the newest one of each item
 */
public record DeletionLedger(Map<ItemKey, Entry> entries) {
    public static final DeletionLedger EMPTY = new DeletionLedger(Map.of());

    /**
     * One DELETE.
     *
     * @param created when the item was created, as far as known; whole seconds
     * @param at when it was begun; whole milliseconds
     * @param uid the uid of the claim it was done for
     * @param digest the digest of the approved plan that released it
     * @param earlier the digests of the plans that released a DELETE of the item before this one
     */
    public record Entry(
            ItemKey item,
            Optional<Instant> created,
            Instant at,
            String uid,
            Optional<String> rule,
            Optional<String> digest,
            List<String> earlier) {
        public Entry {
            created = created.map(exact -> exact.truncatedTo(ChronoUnit.SECONDS));
            earlier = List.copyOf(earlier);
        }

        /** The first one of an item. */
        public Entry(
                ItemKey item,
                Optional<Instant> created,
                Instant at,
                String uid,
                Optional<String> rule,
                Optional<String> digest) {
            this(item, created, at, uid, rule, digest, List.of());
        }

        /** Whether it is about the item that was created then, to the second and as far as both are known. */
        public boolean isOf(Optional<Instant> creation) {
            return created.isEmpty()
                    || creation.isEmpty()
                    || created.equals(creation.map(at -> at.truncatedTo(ChronoUnit.SECONDS)));
        }

        private Entry after(Entry before) {
            if (!before.isOf(created)) {
                return this;
            }
            // What the same plan releases again had no effect before.
            List<String> digests = Stream.concat(before.earlier.stream(), before.digest.stream())
                    .filter(known -> !digest.equals(Optional.of(known)))
                    .distinct()
                    .toList();
            return new Entry(item, created, at, uid, rule, digest, digests);
        }
    }

    public DeletionLedger {
        entries = Map.copyOf(entries);
    }

    /** A ledger of those entries; of several of one item the newest counts. */
    public static DeletionLedger of(Collection<Entry> entries) {
        Map<ItemKey, Entry> newest = new HashMap<>();
        entries.forEach(entry ->
                newest.merge(entry.item(), entry, (one, other) -> one.at().isAfter(other.at()) ? one : other));
        return new DeletionLedger(newest);
    }

    public Optional<Entry> of(ItemKey item) {
        return Optional.ofNullable(entries.get(item));
    }

    /** An entry that is to be made, with what the ledger must not forget for it: no approval ever runs twice for an item. */
    public Entry next(Entry entry) {
        return of(entry.item()).map(entry::after).orElse(entry);
    }

    public DeletionLedger without(Set<ItemKey> items) {
        Map<ItemKey, Entry> fewer = new HashMap<>(entries);
        fewer.keySet().removeAll(items);
        return new DeletionLedger(fewer);
    }

    public DeletionLedger with(Entry entry) {
        Map<ItemKey, Entry> more = new HashMap<>(entries);
        more.put(entry.item(), entry);
        return new DeletionLedger(more);
    }
}
