package dev.trashops.plan.observe;

import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.InternalId;
import dev.trashops.plan.model.ItemId;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.TrashEntry;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

    private static final TrashMatch NONE = new TrashMatch(List.of(), List.of(), false);
    private static final TrashMatch NAMESAKE = new TrashMatch(List.of(), List.of(), true);

    public static TrashMatch of(Claim claim, TrashSnapshot trash) {
        return trash.mentions(claim) ? of(claim, claim.names(), trash) : NONE;
    }

    /** Of a claim whose item is not listed, nor what it lies in. */
    static TrashMatch unlisted(Claim claim, TrashSnapshot trash) {
        return trash.named(claim.item()).isEmpty() ? NONE : NAMESAKE;
    }

    /**
     * The same for a part of an active project that has just been seen to be renamed, so that no status tells its present name yet. A
     * project of that name in the Trash is another one.
     */
    static TrashMatch under(ItemKey present, Claim claim, TrashSnapshot trash) {
        TrashMatch named = of(claim, List.of(present), trash);
        List<TrashEntry> parents = named.parents.stream()
                .filter(entry -> !entry.is(ItemType.PROJECT))
                .toList();
        return new TrashMatch(named.own, parents, named.namesake);
    }

    private static TrashMatch of(Claim claim, List<ItemKey> names, TrashSnapshot trash) {
        List<TrashEntry> own = own(claim, names, trash);
        List<TrashEntry> parents = parents(claim, names, own, trash);
        List<TrashEntry> named = trash.named(claim.item());
        return own.isEmpty() && parents.isEmpty() && named.isEmpty()
                ? NONE
                : new TrashMatch(own, parents, !own.containsAll(named));
    }

    /** Whether the item is in the Trash, by itself or with what it lies in. */
    public boolean isListed() {
        return !own.isEmpty() || !parents.isEmpty();
    }

    /** Whether its own entry is listed, as far as that can be told of one that does not tell of which project it is. */
    public boolean isListedItself(Claim claim, TrashSnapshot trash) {
        return !own.isEmpty() || UnplacedVersions.isListed(claim, trash);
    }

    /** A training is its id, and has no name beside it. */
    private static List<TrashEntry> own(Claim claim, List<ItemKey> names, TrashSnapshot trash) {
        Optional<InternalId> id = claim.expectedId();
        List<TrashEntry> known =
                id.isPresent() ? trash.withId(ItemId.of(claim.item(), id.get())) : List.<TrashEntry>of();
        if (claim.item().type() != ItemType.TRAINING) {
            return known.isEmpty() ? named(names, id, trash) : known;
        }
        // Nothing proves that no two versions have trainings of the same id.
        List<TrashEntry> ofVersion = known.stream()
                .filter(entry -> placed(claim.item(), entry).equals(claim.item()))
                .toList();
        return ofVersion.isEmpty() ? known : ofVersion;
    }

    /** The item as its entry has it: a training may lie in another version than it is thought to. */
    static ItemKey placed(ItemKey item, TrashEntry entry) {
        return item.type() == ItemType.TRAINING && entry.is(ItemType.TRAINING)
                ? entry.version()
                        .map(number -> ItemKey.training(item.slug(), number, item.training()))
                        .orElse(item)
                : item;
    }

    private static List<TrashEntry> parents(
            Claim claim, List<ItemKey> names, List<TrashEntry> own, TrashSnapshot trash) {
        Optional<TrashEntry> entry = own.size() == 1 ? Optional.of(own.get(0)) : Optional.empty();
        ItemKey item = entry.map(one -> placed(claim.item(), one)).orElse(claim.item());
        List<ItemKey> ancestors = item.ancestors();
        if (ancestors.isEmpty()) {
            return List.of();
        }
        Optional<InternalId> project = claim.projectId().or(() -> entry.flatMap(TrashEntry::projectId));
        Set<String> slugs = slugs(names, entry.flatMap(trash::key));
        List<TrashEntry> parents = List.of();
        for (ItemKey whole : ancestors) {
            List<TrashEntry> more = parents(whole, slugs, project, trash);
            parents = parents.isEmpty() ? more : joined(parents, more);
        }
        return parents;
    }

    private static Set<String> slugs(List<ItemKey> names, Optional<ItemKey> told) {
        Set<String> slugs = new LinkedHashSet<>();
        for (ItemKey name : names) {
            slugs.add(name.slug());
        }
        told.ifPresent(name -> slugs.add(name.slug()));
        return slugs;
    }

    private static List<TrashEntry> joined(List<TrashEntry> some, List<TrashEntry> more) {
        return more.isEmpty()
                ? some
                : Stream.concat(some.stream(), more.stream()).toList();
    }

    private static List<TrashEntry> parents(
            ItemKey whole, Set<String> slugs, Optional<InternalId> project, TrashSnapshot trash) {
        List<TrashEntry> known =
                project.isPresent() ? trash.withId(ItemId.of(whole, project.get())) : List.<TrashEntry>of();
        for (String slug : slugs) {
            known = known.isEmpty() ? named(whole.withSlug(slug), project, trash) : known;
        }
        return known;
    }

    /** By the first of these names that is listed, only what the listing gives no other id than the known one. */
    private static List<TrashEntry> named(List<ItemKey> names, Optional<InternalId> id, TrashSnapshot trash) {
        List<TrashEntry> found = List.of();
        for (int place = 0; found.isEmpty() && place < names.size(); place++) {
            found = named(names.get(place), id, trash);
        }
        return found;
    }

    private static List<TrashEntry> named(ItemKey name, Optional<InternalId> id, TrashSnapshot trash) {
        List<TrashEntry> named = trash.named(name);
        return named.isEmpty()
                ? named
                : named.stream()
                        .filter(entry -> id.isEmpty() || entry.internalId().isEmpty())
                        .toList();
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
