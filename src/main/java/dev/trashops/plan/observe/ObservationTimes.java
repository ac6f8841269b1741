package dev.trashops.plan.observe;

import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.ClaimId;
import dev.trashops.plan.model.ItemKey;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * When things were first observed as they are now, which tells whether a read is recent enough to prove anything.
 *
 * @param noticed when each claim's newest generation or request was first seen
 * @param listedSince when the first of the latest unbroken series of listings that show an item was begun
 * @param unlistedSince the same for listings that do not show it
 * @param touched when this operator last changed an item, or may have
 * @param clockSkewed whether Roboflow's clock and ours are too far apart
 */
public record ObservationTimes(
        Map<ClaimId, Notice> noticed,
        Map<ItemKey, Instant> listedSince,
        Map<ItemKey, Instant> unlistedSince,
        Map<ItemKey, Instant> touched,
        boolean clockSkewed) {
    /** After a start. */
    public static final ObservationTimes NONE = new ObservationTimes(Map.of(), Map.of(), Map.of(), Map.of(), false);

    private static final Duration TOUCHED_MATTERS = Duration.ofMinutes(30);

    /** When a claim was first seen with that generation and request. */
    public record Notice(long generation, Optional<String> requestedAt, Instant at) {
        private boolean isOf(Claim claim) {
            return generation == claim.spec().generation()
                    && requestedAt.equals(claim.spec().requestedAt());
        }
    }

    /** Brought up to date with claims and a listing; forgets what no longer matters. */
    public ObservationTimes next(List<Claim> claims, Optional<TrashSnapshot> trash, Instant now) {
        Map<ClaimId, Notice> notices = new HashMap<>();
        claims.forEach(claim -> notices.put(
                claim.id(),
                Optional.ofNullable(noticed.get(claim.id()))
                        .filter(known -> known.isOf(claim))
                        .orElseGet(() -> new Notice(
                                claim.spec().generation(), claim.spec().requestedAt(), now))));
        return new ObservationTimes(
                notices,
                trash.map(seen -> since(claims, seen, listedSince, true)).orElse(listedSince),
                trash.map(seen -> since(claims, seen, unlistedSince, false)).orElse(unlistedSince),
                touched.entrySet().stream()
                        .filter(entry -> entry.getValue().isAfter(now.minus(TOUCHED_MATTERS)))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)),
                clockSkewed);
    }

    private static Map<ItemKey, Instant> since(
            List<Claim> claims, TrashSnapshot trash, Map<ItemKey, Instant> before, boolean listed) {
        return claims.stream()
                .flatMap(claim -> withParents(claim.item()))
                .distinct()
                .filter(key -> trash.named(key).isEmpty() != listed)
                .collect(Collectors.toMap(key -> key, key -> before.getOrDefault(key, trash.begunAt())));
    }

    /** Whether nothing new was noticed of a claim since an earlier pass. */
    public boolean isUnchanged(ClaimId claim, ObservationTimes before) {
        return noticed.containsKey(claim) && Objects.equals(noticed.get(claim), before.noticed.get(claim));
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

    /** The earliest begin of a read that can prove an item active: after our own changes and its leaving the Trash. */
    Instant presentSince(Claim claim) {
        return Stream.concat(lastTouched(claim.item()).stream(), lastUnlisted(claim.item()).stream())
                .max(Instant::compareTo)
                .orElse(Instant.MIN);
    }

    /** The earliest begin of a read that can prove an item missing: also not before the claim was written. */
    Instant absentSince(Claim claim) {
        Instant present = presentSince(claim);
        return Optional.ofNullable(noticed.get(claim.id()))
                .map(Notice::at)
                .filter(present::isBefore)
                .orElse(present);
    }

    private static Optional<Instant> latest(Map<ItemKey, Instant> times, ItemKey item) {
        return withParents(item).map(times::get).filter(Objects::nonNull).max(Instant::compareTo);
    }

    private static Stream<ItemKey> withParents(ItemKey item) {
        return Stream.concat(Stream.of(item), item.ancestors().stream());
    }
}
