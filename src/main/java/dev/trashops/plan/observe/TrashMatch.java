package dev.trashops.plan.observe;

import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.InternalId;
import dev.trashops.plan.model.ItemId;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.TrashEntry;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The entries of a listing that are the item of a claim: by its id where one is known, whatever it is called now, and by
 * name only where none is.
 *
 * @param own every entry that is the item, or may be
 * @param parents the entries of what the item lies in, the nearest first
 * @param namesake whether another item of the name in the spec is listed
 */
public record TrashMatch(List<TrashEntry> own, List<TrashEntry> parents, boolean namesake) {

    public static TrashMatch of(Claim claim, TrashSnapshot trash) {
        List<TrashEntry> own = own(claim, trash);
        List<TrashEntry> named = trash.named(claim.item());
        return new TrashMatch(own, parents(claim, own, trash), !own.containsAll(named));
    }

    /** Whether the item is in the Trash, by itself or with what it lies in. */
    public boolean isListed() {
        return !own.isEmpty() || !parents.isEmpty();
    }

    private static List<TrashEntry> own(Claim claim, TrashSnapshot trash) {
        List<TrashEntry> known = claim.itemId().map(trash::withId).orElse(List.of());
        return known.isEmpty() ? named(claim, claim.item(), claim.renamed(), claim.expectedId(), trash) : known;
    }

    private static List<TrashEntry> parents(Claim claim, List<TrashEntry> own, TrashSnapshot trash) {
        if (claim.item().type() != ItemType.VERSION) {
            return List.of();
        }
        ItemKey project = ItemKey.project(claim.item().slug());
        Optional<ItemKey> renamed = claim.renamed().map(ItemKey::slug).map(ItemKey::project);
        Optional<InternalId> id = claim.expectedId()
                .or(() -> own.size() == 1 ? own.get(0).internalId() : Optional.empty());
        List<TrashEntry> known =
                id.map(parent -> trash.withId(new ItemId(ItemType.PROJECT, parent, 0))).orElse(List.of());
        return known.isEmpty() ? named(claim, project, renamed, id, trash) : known;
    }

    /** By name only what the listing gives no other id than the known one. */
    private static List<TrashEntry> named(
            Claim claim, ItemKey name, Optional<ItemKey> renamed, Optional<InternalId> id, TrashSnapshot trash) {
        return Stream.concat(Stream.of(name), renamed.stream())
                .map(key -> trash.named(key).stream()
                        .filter(entry -> id.isEmpty() || entry.internalId().isEmpty())
                        .toList())
                .filter(entries -> !entries.isEmpty())
                .findFirst()
                .orElse(List.of());
    }
}
