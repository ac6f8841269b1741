package dev.trashops.plan.rules;

import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.ClaimOrigin;
import dev.trashops.plan.model.DesiredState;
import dev.trashops.plan.model.InternalId;
import dev.trashops.plan.model.ItemId;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The claims of people who restore or trash an item themselves; rules leave those items to them.
 *
 * @param byName by the name in the spec
 * @param ids of the items that are known by their ids, whatever they are called now
 */
record ExplicitClaims(Map<ItemKey, List<Claim>> byName, Set<ItemId> ids) {

    static ExplicitClaims of(List<Claim> claims) {
        List<Claim> explicit = claims.stream()
                .filter(claim -> claim.spec().origin() == ClaimOrigin.PERSON && claim.wanted() != DesiredState.OBSERVED)
                .toList();
        return new ExplicitClaims(
                explicit.stream().collect(Collectors.groupingBy(Claim::item)),
                explicit.stream().flatMap(claim -> claim.itemId().stream()).collect(Collectors.toUnmodifiableSet()));
    }

    /** Whether any of them is about the item rather than about another item of the same name. */
    boolean cover(ItemKey item, Optional<InternalId> id) {
        Optional<InternalId> told =
                item.type() == ItemType.TRAINING ? Optional.of(new InternalId(item.training())) : id;
        return told.map(known -> ItemId.of(item, known)).filter(ids::contains).isPresent()
                || byName.getOrDefault(item, List.of()).stream()
                        .map(claim -> claim.spec().pinnedId())
                        .anyMatch(pinned -> pinned.isEmpty() || id.isEmpty() || pinned.equals(id));
    }
}
