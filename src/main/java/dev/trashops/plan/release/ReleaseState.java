package dev.trashops.plan.release;

import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.DesiredState;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.Policy.Limits;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the release of trashings depends on and what lasts from pass to pass.
 *
 * @param settling whether the set of Trashed claims has come to rest; absent before the first pass
 * @param deletions what this operator has trashed within the longest window
 */
public record ReleaseState(Optional<SettlingWindow> settling, List<SentDeletion> deletions) {
    /** After a start. */
    public static final ReleaseState NONE = new ReleaseState(Optional.empty(), List.of());

    /** The state for the present claims, without deletions outside the window. */
    public ReleaseState next(List<Claim> claims, Limits limits, Instant now) {
        Set<SettlingWindow.Trashing> trashed = claims.stream()
                .filter(claim -> claim.spec().desired() == DesiredState.TRASHED)
                .map(claim -> new SettlingWindow.Trashing(claim.id(), claim.item()))
                .collect(Collectors.toSet());
        return new ReleaseState(
                Optional.of(settling.map(known -> known.next(trashed, limits.settle(), now))
                        .orElseGet(() -> SettlingWindow.begin(trashed, now))),
                deletions.stream()
                        .filter(deletion -> deletion.at().isAfter(now.minus(limits.window())))
                        .toList());
    }

    /** After a DELETE that took, or may have taken, effect. */
    public ReleaseState deleting(SentDeletion deletion) {
        return new ReleaseState(
                settling, Stream.concat(deletions.stream(), Stream.of(deletion)).toList());
    }

    /** After a listing has shown that a DELETE begun then did not take effect. */
    public ReleaseState sparing(ItemKey item, Instant begun) {
        return new ReleaseState(
                settling,
                deletions.stream()
                        .filter(deletion ->
                                !deletion.item().equals(item) || !deletion.at().equals(begun))
                        .toList());
    }

    /** When trashings are released if nothing changes until then. */
    public Instant settledAt(Limits limits) {
        return settling.orElseThrow().settledAt(limits.settle());
    }
}
