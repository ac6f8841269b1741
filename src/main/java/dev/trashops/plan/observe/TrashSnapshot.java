package dev.trashops.plan.observe;

import dev.trashops.plan.model.InternalId;
import dev.trashops.plan.model.ItemId;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.PolicyProjection.TrashCounts;
import dev.trashops.plan.model.TrashEntry;
import dev.trashops.plan.model.TrashListing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** A believed listing of the Trash, indexed by the names of its items. One name can have several entries. */
public final class TrashSnapshot {
    /** Of several entries of one name the one that is purged first comes first; a listing has no order of its own. */
    private static final Comparator<TrashEntry> ORDER = Comparator.comparing(
                    (TrashEntry entry) -> entry.scheduledCleanupAt().orElse(Instant.MAX))
            .thenComparing(TrashEntry::type)
            .thenComparing(entry -> entry.identity().parentId())
            .thenComparing(TrashEntry::id)
            .thenComparing(entry -> entry.url().orElse(""))
            .thenComparing(entry -> entry.parentUrl().orElse(""))
            .thenComparing(entry -> entry.deletedAt().orElse(Instant.MAX));

    private static final Pattern TRAINING_ID = Pattern.compile(ItemKey.TRAINING_ID);

    private final TrashListing listing;
    private final Instant begunAt;
    private final Map<ItemKey, List<TrashEntry>> byKey = new HashMap<>();
    private final Map<ItemId, List<TrashEntry>> byId = new HashMap<>();
    private final Map<TrashEntry.Identity, ItemKey> keys = new HashMap<>();
    private final Map<String, Set<InternalId>> projectIds = new HashMap<>();
    private final List<TrashEntry> nameless = new ArrayList<>();

    /** Indexes a listing that was begun at {@code begunAt}. */
    public TrashSnapshot(TrashListing listing, Instant begunAt) {
        this.listing = listing;
        this.begunAt = begunAt;
        Map<InternalId, String> slugs = new HashMap<>();
        listing.entries()
                .forEach(entry -> entry.projectId()
                        .ifPresent(id -> projectSlug(entry).ifPresent(slug -> {
                            slugs.putIfAbsent(id, slug);
                            projectIds
                                    .computeIfAbsent(slug, any -> new HashSet<>())
                                    .add(id);
                        })));
        for (TrashEntry entry : listing.entries().stream().sorted(ORDER).toList()) {
            entry.itemId()
                    .ifPresent(id ->
                            byId.computeIfAbsent(id, any -> new ArrayList<>()).add(entry));
            Optional<ItemKey> key = keyOf(entry, slugs);
            key.ifPresentOrElse(
                    name -> {
                        byKey.computeIfAbsent(name, any -> new ArrayList<>()).add(entry);
                        keys.put(entry.identity(), name);
                    },
                    () -> ItemType.ofWireName(entry.type()).ifPresent(known -> nameless.add(entry)));
        }
    }

    private static Optional<String> projectSlug(TrashEntry entry) {
        return entry.is(ItemType.PROJECT) ? entry.url() : entry.projectSlug();
    }

    private static Optional<ItemKey> keyOf(TrashEntry entry, Map<InternalId, String> slugs) {
        return ItemType.ofWireName(entry.type()).flatMap(type -> switch (type) {
            case PROJECT -> entry.url().map(ItemKey::project);
            case WORKFLOW -> entry.url().map(ItemKey::workflow);
            case VERSION ->
                projectSlug(entry, slugs).flatMap(slug -> entry.number().map(number -> ItemKey.version(slug, number)));
            case TRAINING ->
                projectSlug(entry, slugs)
                        .filter(slug -> TRAINING_ID.matcher(entry.id()).matches())
                        .flatMap(slug -> entry.version().map(number -> ItemKey.training(slug, number, entry.id())));
        });
    }

    private static Optional<String> projectSlug(TrashEntry entry, Map<InternalId, String> slugs) {
        return entry.projectSlug().or(() -> entry.projectId().map(slugs::get));
    }

    public TrashListing listing() {
        return listing;
    }

    public Instant begunAt() {
        return begunAt;
    }

    /** The entries of that name. */
    public List<TrashEntry> named(ItemKey key) {
        return byKey.getOrDefault(key, List.of());
    }

    /** The entries of that item, whatever they are called. */
    public List<TrashEntry> withId(ItemId id) {
        return byId.getOrDefault(id, List.of());
    }

    /** The entries of types this program knows that do not tell the name of their item. */
    public List<TrashEntry> nameless() {
        return nameless;
    }

    /** The internal id of the project of that slug, if everything in the listing agrees on one. */
    public Optional<InternalId> projectId(String slug) {
        Set<InternalId> known = projectIds.getOrDefault(slug, Set.of());
        return known.size() == 1 ? known.stream().findFirst() : Optional.empty();
    }

    /** The name of an entry's item, where the entry tells it. */
    public Optional<ItemKey> key(TrashEntry entry) {
        return Optional.ofNullable(keys.get(entry.identity()));
    }

    /** How many entries there are of each type, and which is purged next. */
    public TrashCounts counts() {
        List<TrashEntry> entries = listing.entries();
        Optional<TrashEntry> next = entries.stream()
                .filter(entry -> entry.scheduledCleanupAt().isPresent())
                .min(ORDER);
        int projects = count(ItemType.PROJECT);
        int versions = count(ItemType.VERSION);
        int workflows = count(ItemType.WORKFLOW);
        int trainings = count(ItemType.TRAINING);
        return new TrashCounts(
                projects,
                versions,
                workflows,
                trainings,
                entries.size() - projects - versions - workflows - trainings,
                next.flatMap(TrashEntry::scheduledCleanupAt),
                next.map(entry -> key(entry).map(ItemKey::described).orElseGet(() -> entry.type() + " " + entry.id())));
    }

    private int count(ItemType type) {
        return (int) listing.entries().stream().filter(entry -> entry.is(type)).count();
    }
}
