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
        if (claim.item().type() == ItemType.TRAINING) {
            return known.stream()
                    .filter(entry -> isOfVersion(entry, claim.item()))
                    .toList();
        }
        return known.isEmpty() ? named(claim.item(), claim.renamed(), claim.expectedId(), trash) : known;
    }

    /** Nothing proves that no two versions have trainings of the same id. */
    private static boolean isOfVersion(TrashEntry training, ItemKey item) {
        return training.version().map(number -> number == item.version()).orElse(true);
    }

    private static List<TrashEntry> parents(Claim claim, List<TrashEntry> own, TrashSnapshot trash) {
        Optional<InternalId> project =
                claim.projectId().or(() -> own.size() == 1 ? own.get(0).projectId() : Optional.empty());
        return claim.item().ancestors().stream()
                .flatMap(whole -> parents(whole, claim, project, trash).stream())
                .toList();
    }

    private static List<TrashEntry> parents(
            ItemKey whole, Claim claim, Optional<InternalId> project, TrashSnapshot trash) {
        List<TrashEntry> known =
                project.map(id -> trash.withId(ItemId.of(whole, id))).orElse(List.of());
        Optional<ItemKey> renamed = claim.renamed().map(ItemKey::slug).map(whole::withSlug);
        return known.isEmpty() ? named(whole, renamed, project, trash) : known;
    }

    /** By name only what the listing gives no other id than the known one. */
    private static List<TrashEntry> named(
            ItemKey name, Optional<ItemKey> renamed, Optional<InternalId> id, TrashSnapshot trash) {
        return Stream.concat(Stream.of(name), renamed.stream())
                .map(key -> trash.named(key).stream()
                        .filter(entry -> id.isEmpty() || entry.internalId().isEmpty())
                        .toList())
                .filter(entries -> !entries.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    /** Whether an entry whose name is not known may be the item of a claim, or what it lies in. */
    public static boolean mayBe(Claim claim, TrashEntry entry) {
        if (entry.is(claim.item().type())) {
            return mayBe(entry.internalId(), claim.expectedId()) && mayHaveNumber(entry, claim.item());
        }
        boolean holdsIt = claim.item().ancestors().stream().anyMatch(whole -> entry.is(whole.type()));
        return holdsIt && mayBe(entry.projectId(), claim.projectId()) && mayHaveNumber(entry, claim.item());
    }

    private static boolean mayHaveNumber(TrashEntry entry, ItemKey item) {
        return !entry.is(ItemType.VERSION)
                || entry.number().map(number -> number == item.version()).orElse(true);
    }

    static boolean mayBe(Optional<InternalId> seen, Optional<InternalId> expected) {
        return seen.isEmpty() || expected.isEmpty() || seen.equals(expected);
    }
}
