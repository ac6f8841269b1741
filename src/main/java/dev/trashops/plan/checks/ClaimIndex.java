package dev.trashops.plan.checks;

import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.DesiredState;
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
    private final Set<ItemKey> suspended = new HashSet<>();
    private final Set<ItemKey> withSuspendedParts = new HashSet<>();

    public ClaimIndex(List<Claim> claims) {
        claims.stream()
                .filter(claim -> claim.spec().suspended())
                .map(Claim::item)
                .forEach(item -> {
                    suspended.add(item);
                    withSuspendedParts.addAll(item.ancestors());
                });
        claims.stream()
                .filter(claim -> claim.wanted() == DesiredState.RESTORED)
                .sorted(Claim.OLDEST_FIRST)
                .forEach(claim -> {
                    keepers.putIfAbsent(claim.item(), claim);
                    claim.item().ancestors().forEach(whole -> keepersOfParts.putIfAbsent(whole, claim));
                });
    }

    /** The oldest claim that keeps the item or a part of it: a version of a project, or a training. */
    public Optional<Claim> rival(Claim trashing) {
        return Optional.ofNullable(keepers.get(trashing.item()))
                .or(() -> Optional.ofNullable(keepersOfParts.get(trashing.item())));
    }

    /** Whether any claim on the item is suspended. Trashing a whole acts on its parts too. */
    public boolean isSuspended(Claim claim) {
        return suspended.contains(claim.item())
                || (claim.wanted() == DesiredState.TRASHED && withSuspendedParts.contains(claim.item()));
    }
}
