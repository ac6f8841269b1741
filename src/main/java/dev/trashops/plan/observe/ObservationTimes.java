package dev.trashops.plan.observe;

import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.ItemKey;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Since when things are as they were observed, which tells whether a read is recent enough to prove anything.
 *
 * @param noticed when each claim's newest generation or request was first seen, by uid
 * @param listedSince when the listing was begun in which an item was first listed, and since which it has been
 * @param unlistedSince when the listing was begun in which an item was first not listed, and since which it has not been
 * @param touched when this operator last changed an item, or may have
 * @param clockSkewed whether Roboflow's clock and ours are too far apart
 */
public record ObservationTimes(
        Map<String, Notice> noticed,
        Map<ItemKey, Instant> listedSince,
        Map<ItemKey, Instant> unlistedSince,
        Map<ItemKey, Instant> touched,
        boolean clockSkewed) {
    /** After a start. */
    public static final ObservationTimes NONE = new ObservationTimes(Map.of(), Map.of(), Map.of(), Map.of(), false);

    private static final Duration TOUCHED_MATTERS = Duration.ofMinutes(30);

    /**
     * When a claim's news was first seen.
     *
     * @param generation its generation then
     * @param requestedAt its request then
     * @param at when
     */
    public record Notice(long generation, Optional<String> requestedAt, Instant at) {}

    /** Brought up to date with claims and a listing; forgets what no longer matters. */
    public ObservationTimes next(List<Claim> claims, Optional<TrashSnapshot> trash, Instant now) {
        return new ObservationTimes(
                noticed(claims, now),
                since(claims, trash, listedSince, true),
                since(claims, trash, unlistedSince, false),
                touched.entrySet().stream()
                        .filter(entry -> entry.getValue().isAfter(now.minus(TOUCHED_MATTERS)))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)),
                clockSkewed);
    }

    private Map<String, Notice> noticed(List<Claim> claims, Instant now) {
        Map<String, Notice> next = new HashMap<>();
        for (Claim claim : claims) {
            Notice known = noticed.get(claim.id().uid());
            boolean same = known != null
                    && known.generation() == claim.spec().generation()
                    && known.requestedAt().equals(claim.spec().requestedAt());
            next.put(
                    claim.id().uid(),
                    same
                            ? known
                            : new Notice(claim.spec().generation(), claim.spec().requestedAt(), now));
        }
        return next;
    }

    private static Map<ItemKey, Instant> since(
            List<Claim> claims, Optional<TrashSnapshot> trash, Map<ItemKey, Instant> before, boolean listed) {
        if (trash.isEmpty()) {
            return before;
        }
        Predicate<ItemKey> isListed = key -> !trash.get().index().named(key).isEmpty();
        Map<ItemKey, Instant> since = new HashMap<>();
        claims.stream()
                .flatMap(claim -> withParent(claim.item()))
                .filter(key -> isListed.test(key) == listed)
                .forEach(key ->
                        since.put(key, before.getOrDefault(key, trash.get().begunAt())));
        return since;
    }

    /** After this operator changed an item, or may have. */
    public ObservationTimes touching(ItemKey item, Instant at) {
        Map<ItemKey, Instant> more = new HashMap<>(touched);
        more.put(item, at);
        return new ObservationTimes(noticed, listedSince, unlistedSince, more, clockSkewed);
    }

    /** After Roboflow's clock was compared with ours. */
    public ObservationTimes skewed(boolean apart) {
        return new ObservationTimes(noticed, listedSince, unlistedSince, touched, apart);
    }

    /** When this operator last changed an item, or its project. */
    Optional<Instant> lastTouched(ItemKey item) {
        return latest(touched, item);
    }

    /** When an item, or its project, left the listing. */
    Optional<Instant> lastUnlisted(ItemKey item) {
        return latest(unlistedSince, item);
    }

    /** From when on a read tells that a claim's item is active: our own changes and its leaving the Trash count. */
    Instant presentSince(Claim claim) {
        return Stream.concat(lastTouched(claim.item()).stream(), lastUnlisted(claim.item()).stream())
                .max(Instant::compareTo)
                .orElse(Instant.MIN);
    }

    /** From when on a read tells that a claim's item is missing: not before the claim was written. */
    Instant absentSince(Claim claim) {
        Instant present = presentSince(claim);
        return Optional.ofNullable(noticed.get(claim.id().uid()))
                .map(Notice::at)
                .filter(present::isBefore)
                .orElse(present);
    }

    private static Optional<Instant> latest(Map<ItemKey, Instant> times, ItemKey item) {
        return withParent(item).map(times::get).filter(Objects::nonNull).max(Instant::compareTo);
    }

    private static Stream<ItemKey> withParent(ItemKey item) {
        return Stream.concat(Stream.of(item), item.parent().stream());
    }
}
