package dev.trashops.plan;

import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.DesiredState;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.Limits;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What decides over the release of trashings and lasts from pass to pass.
 *
 * @param settling whether the set of Trashed claims has come to rest
 * @param deletions what this operator has trashed within the longest window
 */
public record ReleaseState(Optional<Settling> settling, List<Deletion> deletions) {
    /** After a start. */
    static final ReleaseState NONE = new ReleaseState(Optional.empty(), List.of());

    /** Brought up to date with the claims; forgets what is outside the window. */
    ReleaseState next(List<Claim> claims, Limits limits, Instant now) {
        Set<Settling.Trashing> trashed = claims.stream()
                .filter(claim -> claim.desired() == DesiredState.TRASHED)
                .map(claim -> new Settling.Trashing(claim.id(), claim.item()))
                .collect(Collectors.toSet());
        return new ReleaseState(
                Optional.of(settling.map(known -> known.next(trashed, limits.settle(), now))
                        .orElseGet(() -> Settling.begin(trashed, now))),
                deletions.stream()
                        .filter(deletion -> deletion.at().isAfter(now.minus(limits.window())))
                        .toList());
    }

    /** After a DELETE that took, or may have taken, effect. */
    ReleaseState deleting(Deletion deletion) {
        return new ReleaseState(
                settling, Stream.concat(deletions.stream(), Stream.of(deletion)).toList());
    }

    /** After a listing has told that a DELETE begun then did not take effect. */
    ReleaseState sparing(ItemKey item, Instant begun) {
        return new ReleaseState(
                settling,
                deletions.stream()
                        .filter(deletion ->
                                !deletion.item().equals(item) || !deletion.at().equals(begun))
                        .toList());
    }

    /** When trashings are released, if nothing changes. */
    Instant settledAt(Limits limits) {
        return settling.orElseThrow().settledAt(limits.settle());
    }
}
