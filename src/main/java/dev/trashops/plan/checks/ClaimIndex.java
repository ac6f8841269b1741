package dev.trashops.plan.checks;

import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.DesiredState;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemType;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All claims of a workspace together: who wants an item kept, and who wants nobody to act on it. */
public final class ClaimIndex {
    private final Map<ItemKey, Claim> keepers = new HashMap<>();
    private final Map<String, Claim> keepersOfVersions = new HashMap<>();
    private final Set<ItemKey> suspended = new HashSet<>();
    private final Set<String> withSuspendedVersions = new HashSet<>();

    public ClaimIndex(Iterable<Claim> claims) {
        for (Claim claim : claims) {
            if (claim.spec().suspended()) {
                suspended.add(claim.item());
                claim.item().parent().ifPresent(project -> withSuspendedVersions.add(project.slug()));
            }
            if (claim.wanted() == DesiredState.RESTORED) {
                keepers.merge(
                        claim.item(), claim, (one, other) -> Claim.OLDEST_FIRST.compare(one, other) <= 0 ? one : other);
                if (claim.item().type() == ItemType.VERSION) {
                    keepersOfVersions.merge(
                            claim.item().slug(),
                            claim,
                            (one, other) -> Claim.OLDEST_FIRST.compare(one, other) <= 0 ? one : other);
                }
            }
        }
    }

    /** A claim that wants the item kept or, for a project, one of its versions. */
    public Optional<Claim> rival(Claim trashing) {
        Optional<Claim> same = Optional.ofNullable(keepers.get(trashing.item()));
        return trashing.item().type() == ItemType.PROJECT
                ? same.or(() -> Optional.ofNullable(
                        keepersOfVersions.get(trashing.item().slug())))
                : same;
    }

    /** Whether some claim on the item is suspended; trashing a project would act on each of its versions too. */
    public boolean isSuspended(Claim claim) {
        boolean takesVersions =
                claim.wanted() == DesiredState.TRASHED && claim.item().type() == ItemType.PROJECT;
        return suspended.contains(claim.item())
                || (takesVersions && withSuspendedVersions.contains(claim.item().slug()));
    }
}
