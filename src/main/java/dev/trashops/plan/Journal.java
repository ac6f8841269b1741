package dev.trashops.plan;

import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.DesiredState;
import dev.trashops.plan.model.Drift;
import dev.trashops.plan.model.LastAction;
import dev.trashops.plan.model.LastAction.Outcome;
import dev.trashops.plan.model.ObservedState;
import dev.trashops.plan.model.TrashEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Reads the journal entry of a claim against the newest listing: an action that was begun, perhaps before a crash, is
 * decided by what a listing begun later shows, and nothing else is done for the claim until it is.
 *
 * @param entry the journal entry as it is to be remembered now
 * @param waiting whether the last action is still to be confirmed
 * @param revert the entry of an item that a DELETE hit by mistake and that has to come back
 */
record Journal(Optional<LastAction> entry, boolean waiting, Optional<TrashEntry> revert) {
    /** Longer than a call may take plus the time Roboflow may need until its listing shows the effect. */
    static final Duration GRACE = Duration.ofSeconds(30);

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);
    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(5);

    static Journal read(Claim claim, World world) {
        Optional<LastAction> last = claim.memory().lastAction();
        if (last.isEmpty() || last.get().outcome() == Outcome.FAILED) {
            return new Journal(last, false, Optional.empty());
        }
        if (world.trash().isEmpty()) {
            return new Journal(last, last.get().outcome() == Outcome.STARTED, Optional.empty());
        }
        return last.get().action() == ActionKind.TRASH
                ? readTrash(claim, last.get(), world)
                : readRestore(claim, last.get(), world);
    }

    private static Journal readTrash(Claim claim, LastAction last, World world) {
        List<TrashEntry> own = world.index().named(claim.item()).stream()
                .filter(entry -> isSince(entry, last.at()))
                .toList();
        Optional<TrashEntry> foreign = own.stream()
                .filter(entry -> last.expectedId().isPresent() && !isExpected(entry, last.expectedId()))
                .findFirst();
        boolean hit = own.stream().anyMatch(entry -> isExpected(entry, last.expectedId()));
        return switch (last.outcome()) {
            case REVERTED -> new Journal(Optional.of(last), false, foreign.filter(entry -> isOurs(entry, last.at())));
            case STARTED -> {
                if (!isLater(world, last)) {
                    yield waiting(last, world);
                }
                if (hit) {
                    yield decided(last.ended(Outcome.DONE, "Moved to the Trash."));
                }
                if (foreign.isPresent()) {
                    yield new Journal(Optional.of(last.ended(Outcome.REVERTED, REVERTED)), false, foreign);
                }
                yield isOver(world, last) && showsAll(world)
                        ? decided(last.ended(Outcome.FAILED, "The Trash does not show it: it did not take effect."))
                        : waiting(last, world);
            }
            case DONE ->
                hit || isOver(world, last) || wasSeen(claim, ObservedState.IN_TRASH, world, last)
                        ? decided(last)
                        : waiting(last, world);
            case FAILED -> decided(last);
        };
    }

    private static Journal readRestore(Claim claim, LastAction last, World world) {
        Optional<String> expected = Observer.expectedId(claim);
        boolean listed = world.index().named(claim.item()).stream().anyMatch(entry -> isExpected(entry, expected));
        boolean doubtful = listed && !isOver(world, last) && !wasSeen(claim, ObservedState.ACTIVE, world, last);
        boolean open = last.outcome() == Outcome.STARTED && !listed && !showsAll(world);
        if (!isLater(world, last) || doubtful || open) {
            return waiting(last, world);
        }
        if (last.outcome() != Outcome.STARTED) {
            return decided(last);
        }
        return decided(
                listed
                        ? last.ended(Outcome.FAILED, "It is still in the Trash: it did not take effect.")
                        : last.ended(Outcome.DONE, "Restored from the Trash."));
    }

    /** What a journal entry says of a DELETE that hit another item. */
    static final String REVERTED =
            "The DELETE hit another item of that name than the one this resource means, and that item is restored.";

    /** An effect that was seen once is not doubted any more: what shows now, somebody else has done. */
    private static boolean wasSeen(Claim claim, ObservedState effect, World world, LastAction last) {
        return last.outcome() == Outcome.DONE
                && (claim.memory().observed() == effect || wasReversed(claim, effect, last))
                && isLater(world, last);
    }

    /** Whether a pass before has noticed already that somebody undid it. */
    private static boolean wasReversed(Claim claim, ObservedState effect, LastAction last) {
        boolean wanted =
                claim.wanted() == (effect == ObservedState.ACTIVE ? DesiredState.RESTORED : DesiredState.TRASHED);
        Drift drift = claim.memory().drift();
        return wanted
                && !claim.isNews()
                && (drift.reachedState().equals(Optional.of(effect))
                        || drift.reversals().stream().anyMatch(at -> at.isAfter(last.at())));
    }

    private static boolean isLater(World world, LastAction last) {
        return world.trash().orElseThrow().begunAt().isAfter(last.at());
    }

    private static boolean isOver(World world, LastAction last) {
        return world.trash().orElseThrow().begunAt().isAfter(last.at().plus(GRACE));
    }

    /** What a listing does not show proves something only if it shows all there is. */
    private static boolean showsAll(World world) {
        return world.trash().orElseThrow().listing().complete();
    }

    private static boolean isSince(TrashEntry entry, Instant at) {
        return entry.deletedAt()
                .map(deleted -> !deleted.isBefore(at.minus(CLOCK_TOLERANCE)))
                .orElse(true);
    }

    /** What somebody else trashes later under that name is none of our business. */
    private static boolean isOurs(TrashEntry entry, Instant at) {
        return entry.deletedAt()
                .map(deleted -> deleted.isBefore(at.plus(GRACE).plus(CLOCK_TOLERANCE)))
                .orElse(true);
    }

    private static boolean isExpected(TrashEntry entry, Optional<String> expected) {
        Optional<String> seen = entry.parentId().isPresent() ? entry.parentId() : Optional.of(entry.id());
        return expected.isEmpty() || expected.equals(seen);
    }

    /** The same, but not yet confirmed. */
    Journal stillWaiting() {
        return new Journal(entry, entry.isPresent(), revert);
    }

    private static Journal decided(LastAction last) {
        return new Journal(Optional.of(last), false, Optional.empty());
    }

    private static Journal waiting(LastAction last, World world) {
        Instant listed = world.trash().orElseThrow().begunAt();
        if (!isOver(world, last)) {
            world.want(
                    new Read.Trash(),
                    listed.isAfter(last.at())
                            ? listed.plus(LOOK_AGAIN)
                            : last.at().plusMillis(1));
        }
        return new Journal(Optional.of(last), true, Optional.empty());
    }
}
