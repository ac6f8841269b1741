package dev.trashops.plan.history;

import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.DesiredState;
import dev.trashops.plan.model.Drift;
import dev.trashops.plan.model.InternalId;
import dev.trashops.plan.model.LastAction;
import dev.trashops.plan.model.LastAction.Outcome;
import dev.trashops.plan.model.ObservedState;
import dev.trashops.plan.model.TrashEntry;
import dev.trashops.plan.model.TrashFacts;
import dev.trashops.plan.model.TrashListing;
import dev.trashops.plan.observe.ObservationTimes;
import dev.trashops.plan.observe.ObservedWorkspace;
import dev.trashops.plan.observe.ReadRequest;
import dev.trashops.plan.observe.ReadTarget;
import dev.trashops.plan.observe.TrashMatch;
import dev.trashops.plan.observe.TrashSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Verifies the last action of a claim: what became of an action that was started, perhaps before a crash, is decided by a
 * listing begun later, and nothing else is done for the claim until then.
 */
public final class ActionVerifier {
    public static final Duration GRACE = ObservationTimes.UNTIL_SHOWN;

    /** The message of a journal entry for a DELETE that hit another item. */
    public static final String REVERTED =
            "The DELETE hit another item of that name than the one this resource means, and that item is restored.";

    private static final ReadTarget LISTING = new ReadTarget.Trash();
    private static final String MOVED = "Moved to the Trash.";

    private final Claim claim;
    private final LastAction last;
    private final Instant begun;
    private final ObservationTimes times;
    private final TrashSnapshot trash;
    private final TrashMatch match;
    private final ObservedWorkspace workspace;

    private ActionVerifier(
            Claim claim, LastAction last, ObservationTimes times, TrashSnapshot trash, ObservedWorkspace workspace) {
        this.claim = claim;
        this.last = last;
        this.begun = times.begunAt(claim.id(), last);
        this.times = times;
        this.trash = trash;
        this.match = TrashMatch.of(claim, trash);
        this.workspace = workspace;
    }

    /**
     * What became of the last action for a claim.
     *
     * @param entry the journal entry with the outcome known now
     * @param waiting whether the last action is still to be confirmed
     * @param revert the entry of an item that a DELETE hit by mistake and that has to be restored
     */
    public record JournalState(Optional<LastAction> entry, boolean waiting, Optional<TrashEntry> revert) {
        /** Of a claim for which nothing was ever done. */
        public static final JournalState NOTHING = new JournalState(Optional.empty(), false, Optional.empty());

        private static JournalState decided(LastAction last) {
            return new JournalState(Optional.of(last), false, Optional.empty());
        }
    }

    /**
     * What became of the last action for that claim; requests a listing that decides it.
     *
     * @param times when the action was begun, if the clock was wrong that wrote it down
     */
    public static JournalState verify(Claim claim, ObservationTimes times, ObservedWorkspace workspace) {
        Optional<LastAction> last = claim.status().lastAction();
        if (last.isEmpty()) {
            return JournalState.NOTHING;
        }
        if (workspace.trash().isEmpty()) {
            return new JournalState(last, last.get().outcome() == Outcome.STARTED, Optional.empty());
        }
        ActionVerifier verifier =
                new ActionVerifier(claim, last.get(), times, workspace.trash().get(), workspace);
        return last.get().action() == ActionKind.TRASH ? verifier.deletion() : verifier.restore();
    }

    private JournalState deletion() {
        return switch (last.outcome()) {
            case REVERTED ->
                new JournalState(Optional.of(last), false, foreign().filter(this::isOurs));
            case STARTED -> startedDeletion();
            case DONE -> doneDeletion();
            case FAILED ->
                JournalState.decided(
                        last.isUnshown() && isHit()
                                ? last.ended(Outcome.DONE, MOVED).withUnconfirmed(0)
                                : failed());
        };
    }

    /** A person who changed the spec, or asked for a reconcile, wants it tried anew; whoever put it in order has ended the row. */
    private LastAction failed() {
        ObservedState effect = last.action() == ActionKind.TRASH ? ObservedState.IN_TRASH : ObservedState.ACTIVE;
        return claim.hasChanged() || claim.status().observed() == effect ? last.withUnconfirmed(0) : last;
    }

    private JournalState doneDeletion() {
        if (last.unconfirmed() == 0 || isHit() || wasSeen(ObservedState.IN_TRASH)) {
            return JournalState.decided(last.withUnconfirmed(0));
        }
        return refutes()
                ? JournalState.decided(last.ended(
                        Outcome.FAILED,
                        "Roboflow answered that it was moved to the Trash, but the Trash does not list it."))
                : waiting();
    }

    /** Whether it would be listed by now. An incomplete listing refutes nothing. */
    private boolean refutes() {
        return isOver() && trash.listing().complete();
    }

    private JournalState startedDeletion() {
        if (!isLater()) {
            return waiting();
        }
        if (isHit()) {
            return JournalState.decided(last.ended(Outcome.DONE, MOVED).withUnconfirmed(0));
        }
        Optional<TrashEntry> foreign = foreign();
        if (foreign.isPresent()) {
            return new JournalState(Optional.of(last.ended(Outcome.REVERTED, REVERTED)), false, foreign);
        }
        return refutes()
                ? JournalState.decided(
                        last.ended(Outcome.FAILED, "The Trash does not show it: it did not take effect."))
                : waiting();
    }

    private JournalState restore() {
        if (last.outcome() == Outcome.FAILED) {
            return JournalState.decided(failed());
        }
        boolean started = last.outcome() == Outcome.STARTED;
        boolean listed = match.isListedItself(claim, trash);
        // An incomplete listing does not prove that the item has left the Trash.
        boolean unproved = started && !listed && !trash.listing().complete();
        if (!isLater() || unproved) {
            return waiting();
        }
        if (!listed) {
            LastAction done = started ? last.ended(Outcome.DONE, "Restored from the Trash.") : last;
            return JournalState.decided(done.withUnconfirmed(0));
        }
        if (!started && (last.unconfirmed() == 0 || wasSeen(ObservedState.ACTIVE) || wasTrashedAgain())) {
            return JournalState.decided(last.withUnconfirmed(0));
        }
        if (!isOver()) {
            return waiting();
        }
        return JournalState.decided(last.ended(
                Outcome.FAILED,
                started
                        ? "It is still in the Trash: it did not take effect."
                        : "Roboflow answered that it was restored, but the Trash still lists it."));
    }

    /** Whether the entry is another one than that which was restored: somebody has trashed it since. */
    private boolean wasTrashedAgain() {
        Optional<Instant> restored = claim.status().trash().flatMap(TrashFacts::deletedAt);
        return match.own().size() == 1
                && restored.isPresent()
                && match.own()
                        .get(0)
                        .deletedAt()
                        .filter(at -> !at.truncatedTo(ChronoUnit.SECONDS)
                                .equals(restored.get().truncatedTo(ChronoUnit.SECONDS)))
                        .isPresent();
    }

    /** The entries of the item, and of its name, that may have been trashed since the action began. */
    private Stream<TrashEntry> trashedSince() {
        return Stream.concat(trash.named(claim.item()).stream(), match.own().stream())
                .distinct()
                .filter(this::isSince);
    }

    private boolean isSince(TrashEntry entry) {
        Instant earliest = begun.minus(TrashListing.CLOCK_TOLERANCE);
        return trashedBy(entry).filter(earliest::isAfter).isEmpty();
    }

    /** When it was trashed, or, if it does not tell that, by when. */
    private Optional<Instant> trashedBy(TrashEntry entry) {
        return entry.deletedAt().or(() -> times.listedSince(entry));
    }

    /** Whether the DELETE took the item that was meant. */
    private boolean isHit() {
        return trashedSince().anyMatch(entry -> isExpected(entry, last.expectedId()))
                || trash.nameless().stream().anyMatch(this::mayBeHit);
    }

    /** An entry without a name from that time is taken for the item: if somebody restores it, it is not trashed again. */
    private boolean mayBeHit(TrashEntry entry) {
        return entry.is(claim.item().type()) && TrashMatch.mayBe(claim, entry) && isSince(entry) && isOurs(entry);
    }

    /** What the DELETE took instead of the item that was meant. */
    private Optional<TrashEntry> foreign() {
        return trashedSince()
                .filter(entry -> !isExpected(entry, last.expectedId()))
                .max(Comparator.comparing(entry -> trashedBy(entry).orElse(Instant.MAX)));
    }

    private static boolean isExpected(TrashEntry entry, Optional<InternalId> expected) {
        return expected.isEmpty() || entry.internalId().isEmpty() || expected.equals(entry.internalId());
    }

    /** An item of that name that somebody else trashes later is not ours to restore. */
    private boolean isOurs(TrashEntry entry) {
        Instant end = begun.plus(GRACE).plus(TrashListing.CLOCK_TOLERANCE);
        return entry.deletedAt().map(end::isAfter).orElse(true);
    }

    /** An effect seen once is not doubted again: if it is gone now, somebody else has undone it. */
    private boolean wasSeen(ObservedState effect) {
        return last.outcome() == Outcome.DONE
                && (claim.status().observed() == effect || wasReversed(effect))
                && isLater();
    }

    /** Whether an earlier pass noticed that somebody undid it. */
    private boolean wasReversed(ObservedState effect) {
        DesiredState desired = effect == ObservedState.ACTIVE ? DesiredState.RESTORED : DesiredState.TRASHED;
        Drift drift = claim.status().drift();
        return claim.wanted() == desired
                && !claim.hasChanged()
                && (drift.reachedState().equals(Optional.of(effect))
                        || drift.reversals().stream().anyMatch(at -> at.isAfter(begun)));
    }

    private boolean isLater() {
        return workspace.reads().isBegunAfter(LISTING, begun);
    }

    private boolean isOver() {
        return workspace.reads().isBegunAfter(LISTING, begun.plus(GRACE));
    }

    private JournalState waiting() {
        if (!isOver()) {
            workspace.request(LISTING, begun.plusMillis(1));
            workspace.request(LISTING, ReadRequest.LOOK_AGAIN);
        }
        return new JournalState(Optional.of(last), true, Optional.empty());
    }
}
