package dev.trashops.plan.observe;

import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.PolicyProjection.TrashCounts;
import dev.trashops.plan.model.TrashEntry;
import dev.trashops.plan.model.TrashListing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private final Map<TrashEntry.Identity, ItemKey> keys = new HashMap<>();

    /** Indexes a listing that was begun at {@code begunAt}. */
    public TrashSnapshot(TrashListing listing, Instant begunAt) {
        this.listing = listing;
        this.begunAt = begunAt;
        Map<String, String> projectSlugs = new HashMap<>();
        listing.entries().stream()
                .filter(entry -> entry.is(ItemType.PROJECT))
                .forEach(entry -> entry.url().ifPresent(slug -> projectSlugs.put(entry.id(), slug)));
        for (TrashEntry entry : listing.entries().stream().sorted(ORDER).toList()) {
            keyOf(entry, projectSlugs).ifPresent(key -> {
                byKey.computeIfAbsent(key, any -> new ArrayList<>()).add(entry);
                keys.put(entry.identity(), key);
            });
        }
    }

    private static Optional<ItemKey> keyOf(TrashEntry entry, Map<String, String> projectSlugs) {
        return ItemType.ofWireName(entry.type()).flatMap(type -> switch (type) {
            case PROJECT -> entry.url().map(ItemKey::project);
            case WORKFLOW -> entry.url().map(ItemKey::workflow);
            case VERSION ->
                projectOf(entry, projectSlugs)
                        .flatMap(slug -> number(entry.id()).map(number -> ItemKey.version(slug, number)));
            case TRAINING ->
                projectOf(entry, projectSlugs)
                        .filter(slug -> TRAINING_ID.matcher(entry.id()).matches())
                        .flatMap(slug -> entry.version().map(number -> ItemKey.training(slug, number, entry.id())));
        });
    }

    private static Optional<String> projectOf(TrashEntry entry, Map<String, String> projectSlugs) {
        return entry.parentUrl().or(() -> entry.parentId().map(projectSlugs::get));
    }

    private static Optional<Integer> number(String id) {
        return id.matches("[1-9][0-9]{0,8}|1[0-9]{9}|20[0-9]{8}")
                ? Optional.of(Integer.parseInt(id))
                : Optional.empty();
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
