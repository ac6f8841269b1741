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
 * not be acted on. Only time counts in which the operator was awake and had a listing: a process that was frozen for three
 * days has yet to hear of what happened meanwhile.
 *
 * @param set what claims ask to have trashed
 * @param quiet for how long the set has stayed the same
 * @param burst how long the current series of changes has lasted
 * @param seenAt when it was last looked at
 * @param listed whether there was a listing then
 */
public record SettlingWindow(Set<Trashing> set, Duration quiet, Duration burst, Instant seenAt, boolean listed) {
    private static final int LONGEST_BURST = 10;
    /** The longest time between two looks of an operator that is awake, with slow answers in between. */
    private static final Duration ASLEEP = Duration.ofMinutes(5);

    /** One claim that asks to have its item trashed. */
    public record Trashing(ClaimId claim, ItemKey item) {}

    public SettlingWindow {
        set = Set.copyOf(set);
    }

    /** After the claims were observed again, or for the first time. */
    public static SettlingWindow next(
            Optional<SettlingWindow> before, List<Claim> claims, boolean seeing, Duration settle, Instant now) {
        Set<Trashing> set = claims.stream()
                .filter(claim -> claim.spec().desired() == DesiredState.TRASHED)
                .map(claim -> new Trashing(claim.id(), claim.item()))
                .collect(Collectors.toSet());
        return before.filter(known -> known.isAwake(now))
                .map(known -> known.next(set, seeing, settle, now))
                .orElseGet(() -> new SettlingWindow(set, Duration.ZERO, Duration.ZERO, now, seeing));
    }

    private boolean isAwake(Instant now) {
        Duration since = Duration.between(seenAt, now);
        return !since.isNegative() && since.compareTo(ASLEEP) <= 0;
    }

    private SettlingWindow next(Set<Trashing> seen, boolean seeing, Duration settle, Instant now) {
        Duration since = seeing && listed ? Duration.between(seenAt, now) : Duration.ZERO;
        if (seen.equals(set)) {
            return new SettlingWindow(set, quiet.plus(since), burst.plus(since), now, seeing);
        }
        Duration series = isSettled(settle) ? Duration.ZERO : burst.plus(since);
        return new SettlingWindow(seen, Duration.ZERO, series, now, seeing);
    }

    /** Whether actions are released: after the settle time without a change, but after ten times that at the latest. */
    public boolean isSettled(Duration settle) {
        return remaining(settle).compareTo(Duration.ZERO) <= 0;
    }

    /** How long it takes until then if nothing changes; zero or negative once it has come to rest. */
    public Duration remaining(Duration settle) {
        Duration untilQuiet = settle.minus(quiet);
        Duration untilLongest = settle.multipliedBy(LONGEST_BURST).minus(burst);
        return untilQuiet.compareTo(untilLongest) < 0 ? untilQuiet : untilLongest;
    }
}
