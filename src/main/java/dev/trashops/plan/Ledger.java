package dev.trashops.plan;

import dev.trashops.plan.model.ItemKey;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

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

    /** After this operator changed an item, or may have. */
    public Ledger touching(ItemKey item, Instant at) {
        return new Ledger(
                settling,
                noticed,
                listedSince,
                unlistedSince,
                with(touched, item, at),
                deletions,
                setbacks,
                clockSkewed);
    }

    /** After a DELETE that took, or may have taken, effect. */
    public Ledger deleting(Deletion deletion) {
        List<Deletion> more =
                Stream.concat(deletions.stream(), Stream.of(deletion)).toList();
        return new Ledger(settling, noticed, listedSince, unlistedSince, touched, more, setbacks, clockSkewed);
    }

    /** After a listing has told that a DELETE begun then did not take effect. */
    public Ledger sparing(ItemKey item, Instant begun) {
        List<Deletion> fewer = deletions.stream()
                .filter(deletion ->
                        !deletion.item().equals(item) || !deletion.at().equals(begun))
                .toList();
        return new Ledger(settling, noticed, listedSince, unlistedSince, touched, fewer, setbacks, clockSkewed);
    }

    /** After an action for the claim of that uid failed. */
    public Ledger setBack(String uid, Setback setback) {
        return withSetbacks(with(setbacks, uid, setback));
    }

    /** After the claim of that uid is in order again. */
    public Ledger recovered(String uid) {
        if (!setbacks.containsKey(uid)) {
            return this;
        }
        Map<String, Setback> fewer = new HashMap<>(setbacks);
        fewer.remove(uid);
        return withSetbacks(fewer);
    }

    /** After Roboflow's clock was compared with ours. */
    public Ledger skewed(boolean apart) {
        return new Ledger(settling, noticed, listedSince, unlistedSince, touched, deletions, setbacks, apart);
    }

    private Ledger withSetbacks(Map<String, Setback> others) {
        return new Ledger(settling, noticed, listedSince, unlistedSince, touched, deletions, others, clockSkewed);
    }

    private static <K, V> Map<K, V> with(Map<K, V> map, K key, V value) {
        Map<K, V> more = new HashMap<>(map);
        more.put(key, value);
        return more;
    }

    /**
     * When a claim's news was first seen.
     *
     * @param generation its generation then
     * @param requestedAt its request then
     * @param at when
     */
    public record Notice(long generation, Optional<String> requestedAt, Instant at) {}
}
