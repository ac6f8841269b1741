package dev.trashops.plan.observe;

import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.ClaimId;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.LastAction;
import dev.trashops.plan.model.Moment;
import dev.trashops.plan.model.TrashEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * When things were first observed as they are now, which tells whether a read is recent enough to prove anything.
 *
 * @param noticed when each claim's newest generation or request was first seen
 * @param listedSince when the first of the latest unbroken series of listings that show an entry was begun
 * @param unlisted the same for listings that show neither the item of a claim nor what it lies in
 * @param deletingSince when each resource that is being deleted was first seen to be
 * @param actions when the last action of each claim was first seen
 * @param touched when this operator last changed an item, or may have
 * @param missed when the first of the reads of the inventory was begun that do not show the item of a claim, until a second one agrees
 * @param clockSkewed whether Roboflow's clock and ours are too far apart
 */
public record ObservationTimes(
        Map<ClaimId, Notice> noticed,
        Map<TrashEntry.Identity, Instant> listedSince,
        Map<ClaimId, Unlisted> unlisted,
        Map<ClaimId, Instant> deletingSince,
        Map<ClaimId, Sighting> actions,
        Map<ItemKey, Instant> touched,
        Map<ClaimId, Instant> missed,
        boolean clockSkewed) {
    /** After a start. */
    public static final ObservationTimes NONE =
            new ObservationTimes(Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), false);

    /** Longer than a call may take plus the time Roboflow may need until its lists show the effect. */
    public static final Duration UNTIL_SHOWN = Duration.ofSeconds(30);

    private static final Duration TOUCHED_MATTERS = Duration.ofMinutes(30);

    /** When a claim was first seen with that generation and request. */
    public record Notice(long generation, Optional<String> requestedAt, Instant at) {
        private boolean isOf(Claim claim) {
            return generation == claim.spec().generation()
                    && requestedAt.equals(claim.spec().requestedAt());
        }
    }

    /** An action that is said to have been begun then, and when that was first seen. */
    public record Sighting(Instant begunAt, Instant seenAt) {}

    /**
     * An unbroken series of listings that do not show something.
     *
     * @param since when the first of them was begun
     * @param counted when the last of them was begun that counts as a further one
     * @param further how many followed the first, each an interval or more after the one before; no more than matter
     */
    public record Unlisted(Instant since, Instant counted, int further) {
        private static Unlisted first(Instant listing) {
            return new Unlisted(listing, listing, 0);
        }

        private Unlisted next(Instant listing, Duration interval) {
            return isFurther(listing, interval) ? new Unlisted(since, listing, further + 1) : this;
        }

        private boolean isFurther(Instant listing, Duration interval) {
            return further < VanishedEntries.CONFIRMATIONS && !listing.isBefore(counted.plus(interval));
        }
    }

    /**
     * Brought up to date with claims and a listing; forgets what no longer matters.
     *
     * @param interval how far apart listings normally are
     */
    public ObservationTimes next(List<Claim> claims, Optional<TrashSnapshot> trash, Duration interval, Moment moment) {
        Instant now = moment.stamp();
        return with(
                ClaimNotes.kept(
                        noticed,
                        claims,
                        claim -> true,
                        (claim, known) -> known.isOf(claim),
                        claim -> notice(claim, now)),
                trash.map(this::seriesUntil).orElse(listedSince),
                trash.map(seen -> unlisted(claims, seen, interval)).orElse(unlisted),
                ClaimNotes.kept(
                        deletingSince, claims, claim -> claim.spec().deleting(), (claim, known) -> true, claim -> now),
                ClaimNotes.kept(
                        actions,
                        claims,
                        claim -> claim.status().lastAction().isPresent(),
                        (claim, known) -> known.begunAt().equals(begun(claim)),
                        claim -> new Sighting(begun(claim), now)),
                without(touched, at -> moment.reached(at.plus(TOUCHED_MATTERS))),
                missed);
    }

    @SuppressWarnings("ReferenceEquality")
    private ObservationTimes with(
            Map<ClaimId, Notice> newNoticed,
            Map<TrashEntry.Identity, Instant> newListedSince,
            Map<ClaimId, Unlisted> newUnlisted,
            Map<ClaimId, Instant> newDeletingSince,
            Map<ClaimId, Sighting> newActions,
            Map<ItemKey, Instant> newTouched,
            Map<ClaimId, Instant> newMissed) {
        boolean same = newNoticed == noticed
                && newListedSince == listedSince
                && newUnlisted == unlisted
                && newDeletingSince == deletingSince
                && newActions == actions
                && newTouched == touched
                && newMissed == missed;
        return same
                ? this
                : new ObservationTimes(
                        newNoticed,
                        newListedSince,
                        newUnlisted,
                        newDeletingSince,
                        newActions,
                        newTouched,
                        newMissed,
                        clockSkewed);
    }

    private static Notice notice(Claim claim, Instant now) {
        return new Notice(claim.spec().generation(), claim.spec().requestedAt(), now);
    }

    private static Instant begun(Claim claim) {
        return claim.status().lastAction().orElseThrow().at();
    }

    private static <K> Map<K, Instant> without(Map<K, Instant> known, Predicate<Instant> outdated) {
        Map<K, Instant> kept = new HashMap<>(known);
        return kept.values().removeIf(outdated) ? kept : known;
    }

    /** After a pass in which no read showed the items of those claims, with the begin of the first such read. */
    public ObservationTimes missing(Map<ClaimId, Instant> unseen) {
        return unseen.equals(missed)
                ? this
                : new ObservationTimes(
                        noticed, listedSince, unlisted, deletingSince, actions, touched, unseen, clockSkewed);
    }

    /**
     * When the last action of a claim was begun: not later than it was first seen, whatever the clock showed that wrote it down.
     */
    public Instant begunAt(ClaimId claim, LastAction last) {
        return Optional.ofNullable(actions.get(claim))
                .map(Sighting::seenAt)
                .filter(last.at()::isAfter)
                .orElse(last.at());
    }

    /** When the first listing was begun since when the Trash has shown that entry without a break. */
    public Optional<Instant> listedSince(TrashEntry entry) {
        return Optional.ofNullable(listedSince.get(entry.identity()));
    }

    private Map<TrashEntry.Identity, Instant> seriesUntil(TrashSnapshot trash) {
        if (listedSince.keySet().equals(trash.identities())) {
            return listedSince;
        }
        Map<TrashEntry.Identity, Instant> series = new HashMap<>();
        trash.identities().forEach(entry -> series.put(entry, listedSince.getOrDefault(entry, trash.begunAt())));
        return series;
    }

    private Map<ClaimId, Unlisted> unlisted(List<Claim> claims, TrashSnapshot trash, Duration interval) {
        return ClaimNotes.kept(
                unlisted,
                claims,
                claim -> !TrashMatch.of(claim, trash).isListed(),
                (claim, before) -> !before.isFurther(trash.begunAt(), interval),
                claim -> Optional.ofNullable(unlisted.get(claim.id()))
                        .map(before -> before.next(trash.begunAt(), interval))
                        .orElseGet(() -> Unlisted.first(trash.begunAt())));
    }

    /** Whether the newest generation and request of a claim had been seen at that time. */
    public boolean isNoticedBy(ClaimId claim, Instant time) {
        return Optional.ofNullable(noticed.get(claim))
                .filter(notice -> !time.isBefore(notice.at()))
                .isPresent();
    }

    /** Whether nothing new was noticed of a claim since an earlier pass. */
    public boolean isUnchanged(ClaimId claim, ObservationTimes before) {
        return noticed.containsKey(claim) && Objects.equals(noticed.get(claim), before.noticed.get(claim));
    }

    /** After this operator changed an item, or may have. */
    public ObservationTimes touching(ItemKey item, Instant at) {
        Map<ItemKey, Instant> more = new HashMap<>(touched);
        more.put(item, at);
        return new ObservationTimes(noticed, listedSince, unlisted, deletingSince, actions, more, missed, clockSkewed);
    }

    /** After Roboflow's clock was compared with ours. */
    public ObservationTimes skewed(boolean apart) {
        return apart == clockSkewed
                ? this
                : new ObservationTimes(noticed, listedSince, unlisted, deletingSince, actions, touched, missed, apart);
    }

    /** When a resource that is being deleted was first seen to be. */
    public Optional<Instant> deletingSince(ClaimId claim) {
        return Optional.ofNullable(deletingSince.get(claim));
    }

    /** How far the last look has come at the item of a resource that is being deleted. */
    public FinalLook finalLook(ClaimId claim, ObservedWorkspace workspace) {
        return deletingSince.isEmpty()
                ? FinalLook.NONE
                : deletingSince(claim)
                        .map(since -> new FinalLook(
                                workspace.reads().isBegunAfter(new ReadTarget.Trash(), since),
                                workspace.moment().reached(since.plus(FinalLook.PATIENCE)),
                                isAnswered(workspace)))
                        .orElse(FinalLook.NONE);
    }

    /** Each listing keeps it so for a while. */
    private static boolean isAnswered(ObservedWorkspace workspace) {
        workspace.reads().awaitNewer(new ReadTarget.Trash());
        return workspace
                .reads()
                .begun(new ReadTarget.Trash())
                .filter(at -> !workspace.moment().reached(at.plus(FinalLook.PATIENCE)))
                .isPresent();
    }

    /** When this operator last changed the item of a claim, or what it lies in, under any of its names. */
    Optional<Instant> lastTouched(Claim claim) {
        return touched.isEmpty() ? Optional.empty() : later(later(Optional.empty(), claim.names()), claim.wholes());
    }

    private Optional<Instant> later(Optional<Instant> known, List<ItemKey> items) {
        Optional<Instant> last = known;
        for (ItemKey item : items) {
            Instant at = touched.get(item);
            if (at != null && (last.isEmpty() || at.isAfter(last.get()))) {
                last = Optional.of(at);
            }
        }
        return last;
    }

    /** Whether the last listing shows neither the item of a claim nor what it lies in. */
    boolean isUnlisted(Claim claim) {
        return unlisted.containsKey(claim.id());
    }

    /** When the item of a claim, or what it lies in, left the listing. */
    Optional<Instant> lastUnlisted(Claim claim) {
        return Optional.ofNullable(unlisted.get(claim.id())).map(Unlisted::since);
    }

    /** When the first read was begun that did not show the item of a claim, while that is still to be confirmed. */
    Optional<Instant> missedSince(Claim claim) {
        return Optional.ofNullable(missed.get(claim.id()));
    }

    /** How many listings have confirmed since that it is not there, an interval apart. */
    int furtherListings(Claim claim) {
        return Optional.ofNullable(unlisted.get(claim.id()))
                .map(Unlisted::further)
                .orElse(0);
    }

    /** The earliest begin of a read that can prove an item active: after our own changes and its leaving the Trash. */
    Instant presentSince(Claim claim) {
        Unlisted series = unlisted.get(claim.id());
        Instant left = series == null ? Instant.MIN : series.since();
        Instant done = lastTouched(claim).orElse(Instant.MIN);
        return done.isAfter(left) ? done : left;
    }

    /** The earliest begin of a read that can prove an item missing: also not before the claim was written. */
    Instant absentSince(Claim claim) {
        Instant present = presentSince(claim);
        Notice notice = noticed.get(claim.id());
        return notice != null && notice.at().isAfter(present) ? notice.at() : present;
    }
}
