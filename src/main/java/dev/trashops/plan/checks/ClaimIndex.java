package dev.trashops.plan.checks;

import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.DesiredState;
import dev.trashops.plan.model.InternalId;
import dev.trashops.plan.model.ItemId;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemType;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** All claims of a workspace together: which keep an item, and which suspend it. */
public final class ClaimIndex {
    private final Map<ItemKey, Claim> keepers = new HashMap<>();
    private final Map<ItemKey, Claim> keepersOfVersions = new HashMap<>();
    private final Map<ItemId, Claim> keepersById = new HashMap<>();
    private final Map<InternalId, Claim> keepersOfVersionsById = new HashMap<>();
    private final Set<ItemKey> suspended = new HashSet<>();
    private final Set<ItemKey> withSuspendedVersions = new HashSet<>();

    public ClaimIndex(List<Claim> claims) {
        claims.stream()
                .filter(claim -> claim.spec().suspended())
                .flatMap(ClaimIndex::names)
                .forEach(item -> {
                    suspended.add(item);
                    item.parent().ifPresent(withSuspendedVersions::add);
                });
        claims.stream()
                .filter(claim -> claim.wanted() == DesiredState.RESTORED)
                .sorted(Claim.OLDEST_FIRST)
                .forEach(this::keep);
    }

    /** A rename is no way around protection: what is kept is kept under its present name and by its id, too. */
    private void keep(Claim claim) {
        names(claim).forEach(item -> {
            keepers.putIfAbsent(item, claim);
            item.parent().ifPresent(project -> keepersOfVersions.putIfAbsent(project, claim));
        });
        claim.itemId().ifPresent(id -> {
            keepersById.putIfAbsent(id, claim);
            if (id.type() == ItemType.VERSION) {
                keepersOfVersionsById.putIfAbsent(id.id(), claim);
            }
        });
    }

    private static Stream<ItemKey> names(Claim claim) {
        return Stream.concat(Stream.of(claim.item()), claim.renamed().stream());
    }

    /** The oldest claim that keeps the item or, for a project, one of its versions. */
    public Optional<Claim> rival(Claim trashing) {
        Optional<ItemId> id = trashing.itemId();
        return Optional.ofNullable(keepers.get(trashing.item()))
                .or(() -> Optional.ofNullable(keepersOfVersions.get(trashing.item())))
                .or(() -> id.map(keepersById::get))
                .or(() -> id.filter(known -> known.type() == ItemType.PROJECT)
                        .map(known -> keepersOfVersionsById.get(known.id())));
    }

    /** Whether any claim on the item is suspended. Trashing a project acts on its versions too. */
    public boolean isSuspended(Claim claim) {
        return names(claim).anyMatch(suspended::contains)
                || (claim.wanted() == DesiredState.TRASHED && withSuspendedVersions.contains(claim.item()));
    }
}
