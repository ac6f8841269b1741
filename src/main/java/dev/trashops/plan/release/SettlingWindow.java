package dev.trashops.plan.release;

import dev.trashops.plan.model.ClaimId;
import dev.trashops.plan.model.ItemKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * Whether the set of Trashed claims has come to rest. Applying many files takes seconds, and the first files alone must
 * not be acted on.
 *
 * @param set what claims ask to have trashed
 * @param changedAt when the set last changed
 * @param burstBeganAt when the current series of changes began
 */
public record SettlingWindow(Set<Trashing> set, Instant changedAt, Instant burstBeganAt) {
    private static final int LONGEST_BURST = 10;

    /** One claim that asks to have its item trashed. */
    public record Trashing(ClaimId claim, ItemKey item) {}

    public SettlingWindow {
        set = Set.copyOf(set);
    }

    /** Nothing seen yet. */
    static SettlingWindow begin(Set<Trashing> set, Instant now) {
        return new SettlingWindow(set, now, now);
    }

    /** After the set was observed again. */
    SettlingWindow next(Set<Trashing> seen, Duration settle, Instant now) {
        if (seen.equals(set)) {
            return this;
        }
        return new SettlingWindow(seen, now, settledAt(settle).isAfter(now) ? burstBeganAt : now);
    }

    /** When actions are released: after the settle time without a change, but after ten times that at the latest. */
    Instant settledAt(Duration settle) {
        Instant quiet = changedAt.plus(settle);
        Instant longest = burstBeganAt.plus(settle.multipliedBy(LONGEST_BURST));
        return quiet.isBefore(longest) ? quiet : longest;
    }
}
