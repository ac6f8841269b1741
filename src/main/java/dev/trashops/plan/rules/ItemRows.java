package dev.trashops.plan.rules;

import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.ClaimOrigin;
import dev.trashops.plan.model.DesiredState;
import dev.trashops.plan.model.ItemId;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.RuleAction;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The claims of one policy by item, so that an item has one row in the list and not one for each rule that was ever about
 * it. The one that a person has changed stays; of the others, the one that wants the item back goes before the one that
 * trashed it and knows when, and that before the one that only watches.
 */
record ItemRows(Map<ItemKey, List<Claim>> byName, Map<ItemId, List<Claim>> byId) {

    /** Those that are there and not being deleted. */
    static ItemRows of(List<Claim> claims) {
        List<Claim> rows = claims.stream()
                .filter(claim -> !claim.id().isUnborn() && !claim.spec().deleting())
                .toList();
        return new ItemRows(
                rows.stream().collect(Collectors.groupingBy(Claim::item)),
                rows.stream()
                        .filter(claim -> claim.itemId().isPresent())
                        .collect(Collectors.groupingBy(claim -> claim.itemId().orElseThrow())));
    }

    /**
     * Whether a rule with that action needs no row of its own for an item. A name is enough to leave a row out; only what is
     * certainly about the same item keeps one that would bring it back from being created.
     *
     * @param listed what else a new row of that name would be taken for
     */
    boolean hasRowFor(RuleAction action, ItemKey item, Optional<ItemId> id, List<ItemId> listed) {
        Stream<Claim> rows = action == RuleAction.RESTORE
                ? same(id)
                : Stream.concat(perhapsSame(item, id), listed.stream().flatMap(one -> same(Optional.of(one))));
        return rows.anyMatch(row -> standsInFor(row, action));
    }

    /**
     * Whether a rule's row, unchanged by people, has another one beside it that is enough. One that only watches has the
     * warnings, so it goes for nothing that may be about a namesake; where nothing is trashed instead, a name is enough.
     */
    boolean isSpare(Claim claim) {
        Stream<Claim> others = switch (claim.spec().origin()) {
            case TRASH_RULE -> perhapsSame(claim.item(), claim.itemId());
            case OBSERVE_RULE -> same(claim.itemId());
            case RESTORE_RULE, PERSON, LEFTOVER -> Stream.empty();
        };
        RuleAction action = claim.spec().origin() == ClaimOrigin.TRASH_RULE ? RuleAction.TRASH : RuleAction.OBSERVE;
        return others.filter(other -> other.spec().origin() != claim.spec().origin()
                        || isChanged(other)
                        || Claim.OLDEST_FIRST.compare(other, claim) < 0)
                .anyMatch(other -> standsInFor(other, action));
    }

    private Stream<Claim> same(Optional<ItemId> id) {
        return id.stream().flatMap(known -> byId.getOrDefault(known, List.of()).stream());
    }

    /** What has that name now is another item than one that is gone. */
    private Stream<Claim> perhapsSame(ItemKey item, Optional<ItemId> id) {
        Stream<Claim> named = byName.getOrDefault(item, List.of()).stream()
                .filter(row -> id.isEmpty() || row.itemId().isEmpty())
                .filter(row -> !row.status().observed().isGone());
        return Stream.concat(same(id), named);
    }

    private static boolean standsInFor(Claim row, RuleAction action) {
        if (row.spec().origin() == ClaimOrigin.PERSON) {
            return action == RuleAction.OBSERVE;
        }
        if (isChanged(row)) {
            return action != RuleAction.RESTORE
                    || row.spec().suspended()
                    || row.spec().desired() == DesiredState.RESTORED;
        }
        return switch (row.spec().origin()) {
            case RESTORE_RULE, TRASH_RULE -> action != RuleAction.RESTORE;
            case OBSERVE_RULE -> action == RuleAction.OBSERVE;
            case PERSON, LEFTOVER -> false;
        };
    }

    /** Whether a person has made something else of a rule's claim. */
    static boolean isChanged(Claim claim) {
        return claim.spec().origin().isRule()
                && (claim.spec().suspended()
                        || !claim.spec()
                                .origin()
                                .desired()
                                .equals(Optional.of(claim.spec().desired())));
    }
}
