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
import dev.trashops.plan.model.TrashListing;
import dev.trashops.plan.observe.ObservedWorkspace;
import dev.trashops.plan.observe.ReadRequest;
import dev.trashops.plan.observe.ReadRequests;
import dev.trashops.plan.observe.ReadTarget;
import dev.trashops.plan.observe.TrashSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Reads the journal entry of a claim against the newest listing: an action that was begun, perhaps before a crash, is
 * decided by what a listing begun later shows, and nothing else is done for the claim until it is.
 */
public final class ActionJournal {
    /** Longer than a call may take plus the time Roboflow may need until its listing shows the effect. */
    public static final Duration GRACE = Duration.ofSeconds(30);

    /** What a journal entry says of a DELETE that hit another item. */
    public static final String REVERTED =
            "The DELETE hit another item of that name than the one this resource means, and that item is restored.";

    private final Claim claim;
    private final LastAction last;
    private final TrashSnapshot trash;
    private final ReadRequests requests;

    private ActionJournal(Claim claim, LastAction last, TrashSnapshot trash, ReadRequests requests) {
        this.claim = claim;
        this.last = last;
        this.trash = trash;
        this.requests = requests;
    }

    /** What became of the last action for that claim; requests a listing that decides it. */
    public static JournalState read(Claim claim, ObservedWorkspace workspace, ReadRequests requests) {
        Optional<LastAction> last = claim.status().lastAction();
        if (last.isEmpty() || last.get().outcome() == Outcome.FAILED) {
            return JournalState.decided(last);
        }
        if (workspace.trash().isEmpty()) {
            return new JournalState(last, last.get().outcome() == Outcome.STARTED, Optional.empty());
        }
        ActionJournal journal =
                new ActionJournal(claim, last.get(), workspace.trash().get(), requests);
        return last.get().action() == ActionKind.TRASH ? journal.readTrash() : journal.readRestore();
    }

    private JournalState readTrash() {
        return switch (last.outcome()) {
            case REVERTED ->
                new JournalState(Optional.of(last), false, foreign().filter(this::isOurs));
            case STARTED -> startedTrash();
            case DONE -> doneTrash();
            case FAILED -> decided(last);
        };
    }

    private JournalState startedTrash() {
        if (!isLater()) {
            return waiting();
        }
        if (isHit()) {
            return decided(last.ended(Outcome.DONE, "Moved to the Trash."));
        }
        Optional<TrashEntry> foreign = foreign();
        if (foreign.isPresent()) {
            return new JournalState(Optional.of(last.ended(Outcome.REVERTED, REVERTED)), false, foreign);
        }
        return isOver() && showsAll()
                ? decided(last.ended(Outcome.FAILED, "The Trash does not show it: it did not take effect."))
                : waiting();
    }

    private JournalState doneTrash() {
        return isHit() || isOver() || wasSeen(ObservedState.IN_TRASH) ? decided(last) : waiting();
    }

    private JournalState readRestore() {
        Optional<InternalId> expected = claim.expectedId();
        boolean listed = named().stream().anyMatch(entry -> isExpected(entry, expected));
        boolean doubtful = listed && !isOver() && !wasSeen(ObservedState.ACTIVE);
        boolean open = last.outcome() == Outcome.STARTED && !listed && !showsAll();
        if (!isLater() || doubtful || open) {
            return waiting();
        }
        if (last.outcome() != Outcome.STARTED) {
            return decided(last);
        }
        return decided(
                listed
                        ? last.ended(Outcome.FAILED, "It is still in the Trash: it did not take effect.")
                        : last.ended(Outcome.DONE, "Restored from the Trash."));
    }

    private List<TrashEntry> named() {
        return trash.index().named(claim.item());
    }

    private List<TrashEntry> namedSince() {
        return named().stream().filter(this::isSince).toList();
    }

    /** Whether the DELETE took the item that was meant. */
    private boolean isHit() {
        return namedSince().stream().anyMatch(entry -> isExpected(entry, last.expectedId()));
    }

    /** What the DELETE took instead of the item that was meant. */
    private Optional<TrashEntry> foreign() {
        return namedSince().stream()
                .filter(entry -> last.expectedId().isPresent() && !isExpected(entry, last.expectedId()))
                .findFirst();
    }

    /** An effect that was seen once is not doubted any more: what shows now, somebody else has done. */
    private boolean wasSeen(ObservedState effect) {
        return last.outcome() == Outcome.DONE
                && (claim.status().observed() == effect || wasReversed(effect))
                && isLater();
    }

    /** Whether a pass before has noticed already that somebody undid it. */
    private boolean wasReversed(ObservedState effect) {
        boolean wanted =
                claim.wanted() == (effect == ObservedState.ACTIVE ? DesiredState.RESTORED : DesiredState.TRASHED);
        Drift drift = claim.status().drift();
        return wanted
                && !claim.hasChanged()
                && (drift.reachedState().equals(Optional.of(effect))
                        || drift.reversals().stream().anyMatch(at -> at.isAfter(last.at())));
    }

    private boolean isLater() {
        return trash.begunAt().isAfter(last.at());
    }

    private boolean isOver() {
        return trash.begunAt().isAfter(last.at().plus(GRACE));
    }

    /** What a listing does not show proves something only if it shows all there is. */
    private boolean showsAll() {
        return trash.listing().complete();
    }

    private boolean isSince(TrashEntry entry) {
        return entry.deletedAt()
                .map(deleted -> !deleted.isBefore(last.at().minus(TrashListing.CLOCK_TOLERANCE)))
                .orElse(true);
    }

    /** What somebody else trashes later under that name is none of our business. */
    private boolean isOurs(TrashEntry entry) {
        return entry.deletedAt()
                .map(deleted -> deleted.isBefore(last.at().plus(GRACE).plus(TrashListing.CLOCK_TOLERANCE)))
                .orElse(true);
    }

    private static boolean isExpected(TrashEntry entry, Optional<InternalId> expected) {
        return expected.isEmpty() || expected.equals(entry.internalId());
    }

    private static JournalState decided(LastAction last) {
        return JournalState.decided(Optional.of(last));
    }

    private JournalState waiting() {
        Instant listed = trash.begunAt();
        if (!isOver()) {
            requests.want(
                    new ReadTarget.Trash(),
                    listed.isAfter(last.at())
                            ? listed.plus(ReadRequest.LOOK_AGAIN)
                            : last.at().plusMillis(1));
        }
        return JournalState.waiting(last);
    }
}
