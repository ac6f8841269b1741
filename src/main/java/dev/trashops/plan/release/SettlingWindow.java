package dev.trashops.plan.release;

import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.ClaimId;
import dev.trashops.plan.model.DesiredState;
import dev.trashops.plan.model.ItemKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

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

    /** After the claims were observed again, or for the first time. */
    public static SettlingWindow next(
            Optional<SettlingWindow> before, List<Claim> claims, Duration settle, Instant now) {
        Set<Trashing> set = claims.stream()
                .filter(claim -> claim.spec().desired() == DesiredState.TRASHED)
                .map(claim -> new Trashing(claim.id(), claim.item()))
                .collect(Collectors.toSet());
        return before.map(known -> known.next(set, settle, now)).orElseGet(() -> new SettlingWindow(set, now, now));
    }

    private SettlingWindow next(Set<Trashing> seen, Duration settle, Instant now) {
        return seen.equals(set)
                ? this
                : new SettlingWindow(seen, now, settledAt(settle).isAfter(now) ? burstBeganAt : now);
    }

    /** When actions are released: after the settle time without a change, but after ten times that at the latest. */
    public Instant settledAt(Duration settle) {
        Instant quiet = changedAt.plus(settle);
        Instant longest = burstBeganAt.plus(settle.multipliedBy(LONGEST_BURST));
        return quiet.isBefore(longest) ? quiet : longest;
    }
}
