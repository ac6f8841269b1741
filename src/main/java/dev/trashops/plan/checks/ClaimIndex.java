package dev.trashops.plan.checks;

import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.DesiredState;
import dev.trashops.plan.model.ItemId;
import dev.trashops.plan.model.ItemKey;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All claims of a workspace together: which keep an item, and which suspend it. */
public final class ClaimIndex {
    private final Map<ItemKey, Claim> keepers = new HashMap<>();
    private final Map<ItemKey, Claim> keepersOfParts = new HashMap<>();
    private final Map<ItemId, Claim> keepersById = new HashMap<>();
    private final Map<ItemId, Claim> keepersOfPartsById = new HashMap<>();
    private final Set<ItemKey> suspended = new HashSet<>();
    private final Set<ItemKey> withSuspendedParts = new HashSet<>();
    private final Set<ItemId> suspendedById = new HashSet<>();
    private final Set<ItemId> withSuspendedPartsById = new HashSet<>();

    public ClaimIndex(List<Claim> claims) {
        for (Claim claim : claims) {
            if (claim.spec().suspended()) {
                suspend(claim);
            }
            if (claim.wanted() == DesiredState.RESTORED) {
                keep(claim);
            }
        }
    }

    private void suspend(Claim claim) {
        suspended.addAll(claim.names());
        withSuspendedParts.addAll(claim.wholes());
        claim.itemId().ifPresent(suspendedById::add);
        withSuspendedPartsById.addAll(claim.wholeIds());
    }

    /** A rename is no way around protection: what is kept is kept under its present name and by its id, too. */
    private void keep(Claim claim) {
        for (ItemKey item : claim.names()) {
            keepers.merge(item, claim, ClaimIndex::older);
        }
        for (ItemKey whole : claim.wholes()) {
            keepersOfParts.merge(whole, claim, ClaimIndex::older);
        }
        claim.itemId().ifPresent(id -> keepersById.merge(id, claim, ClaimIndex::older));
        for (ItemId whole : claim.wholeIds()) {
            keepersOfPartsById.merge(whole, claim, ClaimIndex::older);
        }
    }

    private static Claim older(Claim one, Claim other) {
        return Claim.OLDEST_FIRST.compare(one, other) <= 0 ? one : other;
    }

    /** The oldest claim that keeps the item or a part of it: a version of a project, or a training. */
    public Optional<Claim> rival(Claim trashing) {
        Optional<ItemId> id = trashing.itemId();
        return Optional.ofNullable(keepers.get(trashing.item()))
                .or(() -> Optional.ofNullable(keepersOfParts.get(trashing.item())))
                .or(() -> id.map(keepersById::get))
                .or(() -> id.map(keepersOfPartsById::get));
    }

    /** Whether any claim on the item is suspended. Trashing a whole acts on its parts too. */
    public boolean isSuspended(Claim claim) {
        if (suspended.isEmpty()) {
            return false;
        }
        Optional<ItemId> id = claim.itemId();
        return claim.names().stream().anyMatch(suspended::contains)
                || id.filter(suspendedById::contains).isPresent()
                || (claim.wanted() == DesiredState.TRASHED
                        && (withSuspendedParts.contains(claim.item())
                                || id.filter(withSuspendedPartsById::contains).isPresent()));
    }
}
