package dev.trashops.plan.checks;

import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.DesiredState;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemType;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All claims of a workspace together: which keep an item, and which suspend it. */
public final class ClaimIndex {
    private final Map<ItemKey, Claim> keepers = new HashMap<>();
    private final Map<String, Claim> keepersOfVersions = new HashMap<>();
    private final Set<ItemKey> suspended = new HashSet<>();
    private final Set<String> withSuspendedVersions = new HashSet<>();

    public ClaimIndex(List<Claim> claims) {
        claims.stream().filter(claim -> claim.spec().suspended()).forEach(claim -> {
            suspended.add(claim.item());
            claim.item().parent().ifPresent(project -> withSuspendedVersions.add(project.slug()));
        });
        claims.stream()
                .filter(claim -> claim.wanted() == DesiredState.RESTORED)
                .sorted(Claim.OLDEST_FIRST)
                .forEach(claim -> {
                    keepers.putIfAbsent(claim.item(), claim);
                    claim.item().parent().ifPresent(project -> keepersOfVersions.putIfAbsent(project.slug(), claim));
                });
    }

    /** The oldest claim that keeps the item or, for a project, one of its versions. */
    public Optional<Claim> rival(Claim trashing) {
        Optional<Claim> same = Optional.ofNullable(keepers.get(trashing.item()));
        return trashing.item().type() == ItemType.PROJECT
                ? same.or(() -> Optional.ofNullable(
                        keepersOfVersions.get(trashing.item().slug())))
                : same;
    }

    /** Whether any claim on the item is suspended. Trashing a project acts on its versions too. */
    public boolean isSuspended(Claim claim) {
        boolean takesVersions =
                claim.wanted() == DesiredState.TRASHED && claim.item().type() == ItemType.PROJECT;
        return suspended.contains(claim.item())
                || (takesVersions && withSuspendedVersions.contains(claim.item().slug()));
    }
}
