package dev.trashops.plan.history;

import dev.trashops.plan.model.LastAction;
import dev.trashops.plan.model.TrashEntry;
import java.util.Optional;

/**
 * What became of the last action for a claim.
 *
 * @param entry the journal entry as it is to be remembered now
 * @param waiting whether the last action is still to be confirmed
 * @param revert the entry of an item that a DELETE hit by mistake and that has to come back
 */
public record JournalState(Optional<LastAction> entry, boolean waiting, Optional<TrashEntry> revert) {
    /** Nothing was begun, or what was begun is decided. */
    static JournalState decided(Optional<LastAction> entry) {
        return new JournalState(entry, false, Optional.empty());
    }

    /** Only a later listing decides it. */
    static JournalState waiting(LastAction last) {
        return new JournalState(Optional.of(last), true, Optional.empty());
    }

    /** The same, but not yet confirmed. */
    public JournalState stillWaiting() {
        return new JournalState(entry, entry.isPresent(), revert);
    }

    /** The same, but the item that a DELETE hit by mistake does not have to come back now. */
    public JournalState withoutRevert() {
        return new JournalState(entry, true, Optional.empty());
    }
}
