package dev.trashops.plan.release;

import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.ClaimId;
import dev.trashops.plan.model.DesiredState;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether the set of Trashed claims has come to rest. Applying many files takes seconds, and the first files alone must
 * not be acted on.
 *
 * @param set what claims ask to have trashed
 * @param quietSince since when the set has stayed the same
 * @param burstSince when the current series of changes began
 */
public record SettlingWindow(Set<Trashing> set, Instant quietSince, Instant burstSince) {
    private static final int LONGEST_BURST = 10;

    /** One claim that asks to have its item trashed. */
    public record Trashing(ClaimId claim, ItemKey item) {}

    public SettlingWindow {
        set = Set.copyOf(set);
    }

    /** After the claims were observed again, or for the first time. */
    public static SettlingWindow next(
            Optional<SettlingWindow> before, List<Claim> claims, Duration settle, Moment now) {
        Set<Trashing> set = new HashSet<>();
        for (Claim claim : claims) {
            if (claim.spec().desired() == DesiredState.TRASHED) {
                set.add(new Trashing(claim.id(), claim.item()));
            }
        }
        return before.map(known -> known.next(set, settle, now))
                .orElseGet(() -> new SettlingWindow(set, now.stamp(), now.stamp()));
    }

    private SettlingWindow next(Set<Trashing> seen, Duration settle, Moment now) {
        if (seen.equals(set)) {
            return this;
        }
        return new SettlingWindow(seen, now.stamp(), isSettled(settle, now) ? now.stamp() : burstSince);
    }

    /** Whether actions are released: after the settle time without a change, but after ten times that at the latest. */
    public boolean isSettled(Duration settle, Moment now) {
        return now.reached(quietSince.plus(settle)) || now.reached(burstSince.plus(settle.multipliedBy(LONGEST_BURST)));
    }
}
