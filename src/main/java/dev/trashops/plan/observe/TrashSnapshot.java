package dev.trashops.plan.observe;

import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.Endangered;
import dev.trashops.plan.model.Excerpt;
import dev.trashops.plan.model.InternalId;
import dev.trashops.plan.model.ItemId;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.Policy.Scope;
import dev.trashops.plan.model.PolicyProjection.TrashCounts;
import dev.trashops.plan.model.TrashEntry;
import dev.trashops.plan.model.TrashListing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

    /** What a project says of itself, then what was trashed last: a project may have been renamed in between. */
    private static final Comparator<TrashEntry> BEST_KNOWN_FIRST = Comparator.comparing(
                    (TrashEntry entry) -> !entry.is(ItemType.PROJECT))
            .thenComparing(entry -> entry.deletedAt().orElse(Instant.MIN), Comparator.reverseOrder())
            .thenComparing(ORDER);

    private static final Pattern TRAINING_ID = Pattern.compile(ItemKey.TRAINING_ID);

    private final TrashListing listing;
    private final Instant begunAt;
    private final Map<ItemKey, List<TrashEntry>> byKey;
    private final Map<ItemId, List<TrashEntry>> byId;
    private final Map<TrashEntry.Identity, ItemKey> keys;
    private final Map<String, Set<InternalId>> projectIds;
    private final Map<InternalId, Set<String>> projectSlugs;
    private final List<TrashEntry> nameless;
    private final List<TrashEntry> withoutOwnName;
    private final Set<TrashEntry.Identity> identities;

    /** Indexes a listing that was begun at {@code begunAt}. */
    public TrashSnapshot(TrashListing listing, Instant begunAt) {
        this.listing = listing;
        this.begunAt = begunAt;
        this.byKey = new HashMap<>();
        this.byId = new HashMap<>();
        this.keys = new HashMap<>();
        this.projectIds = new HashMap<>();
        this.projectSlugs = new HashMap<>();
        this.nameless = new ArrayList<>();
        listing.entries().stream().sorted(BEST_KNOWN_FIRST).forEach(this::learnProject);
        for (TrashEntry entry : listing.entries().stream().sorted(ORDER).toList()) {
            entry.itemId()
                    .ifPresent(id ->
                            byId.computeIfAbsent(id, any -> new ArrayList<>()).add(entry));
            keyOf(entry)
                    .ifPresentOrElse(
                            name -> {
                                byKey.computeIfAbsent(name, any -> new ArrayList<>())
                                        .add(entry);
                                keys.put(entry.identity(), name);
                            },
                            () -> ItemType.ofWireName(entry.type()).ifPresent(known -> nameless.add(entry)));
        }
        Stream<TrashEntry> namedByParts = byKey.values().stream()
                .flatMap(List::stream)
                .filter(entry -> entry.is(ItemType.PROJECT) && entry.url().isEmpty());
        identities = listing.entries().stream().map(TrashEntry::identity).collect(Collectors.toUnmodifiableSet());
        withoutOwnName =
                Stream.concat(nameless.stream(), namedByParts).sorted(ORDER).toList();
    }

    /** What an entry tells of the project that it is, or belongs to. */
    private void learnProject(TrashEntry entry) {
        Optional<String> told = entry.is(ItemType.PROJECT) ? entry.url() : entry.projectSlug();
        entry.projectId()
                .ifPresent(id -> told.ifPresent(slug -> {
                    projectIds.computeIfAbsent(slug, any -> new HashSet<>()).add(id);
                    projectSlugs
                            .computeIfAbsent(id, any -> new LinkedHashSet<>())
                            .add(slug);
                }));
    }

    private Optional<ItemKey> keyOf(TrashEntry entry) {
        return ItemType.ofWireName(entry.type()).flatMap(type -> switch (type) {
            case PROJECT -> entry.url().or(() -> slugByParts(entry)).map(ItemKey::project);
            case WORKFLOW -> entry.url().map(ItemKey::workflow);
            case VERSION ->
                projectSlug(entry).flatMap(slug -> entry.number().map(number -> ItemKey.version(slug, number)));
            case TRAINING ->
                projectSlug(entry)
                        .filter(slug -> TRAINING_ID.matcher(entry.id()).matches())
                        .flatMap(slug -> entry.version().map(number -> ItemKey.training(slug, number, entry.id())));
        });
    }

    private Optional<String> projectSlug(TrashEntry entry) {
        return entry.projectSlug()
                .or(() -> entry.projectId().stream()
                        .flatMap(id -> projectSlugs.getOrDefault(id, Set.of()).stream())
                        .findFirst());
    }

    /** The name of a project that does not tell it, from what was trashed out of it, if all of that agrees. */
    private Optional<String> slugByParts(TrashEntry project) {
        Set<String> told = project.projectId().map(projectSlugs::get).orElse(Set.of());
        return told.size() == 1 ? told.stream().findFirst() : Optional.empty();
    }

    private TrashSnapshot(TrashSnapshot same, Instant begunAt) {
        this.listing = same.listing;
        this.begunAt = begunAt;
        this.byKey = same.byKey;
        this.byId = same.byId;
        this.keys = same.keys;
        this.projectIds = same.projectIds;
        this.projectSlugs = same.projectSlugs;
        this.nameless = same.nameless;
        this.withoutOwnName = same.withoutOwnName;
        this.identities = same.identities;
    }

    /** The same, as another listing shows it that was begun then. */
    public TrashSnapshot begunAt(Instant later) {
        return new TrashSnapshot(this, later);
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

    /** Whether any entry has the name or the id of a claim's item, or of what that lies in. Most claims are not mentioned. */
    boolean mentions(Claim claim) {
        return (claim.itemId().isPresent() && byId.containsKey(claim.itemId().get()))
                || !Collections.disjoint(claim.names(), byKey.keySet())
                || !Collections.disjoint(claim.wholes(), byKey.keySet())
                || !Collections.disjoint(claim.wholeIds(), byId.keySet());
    }

    /** What makes each entry unique. */
    public Set<TrashEntry.Identity> identities() {
        return identities;
    }

    /** The names of the items that are listed. */
    Set<ItemKey> names() {
        return byKey.keySet();
    }

    /** The entries of that item, whatever they are called. */
    public List<TrashEntry> withId(ItemId id) {
        return byId.getOrDefault(id, List.of());
    }

    /** The entries of types this program knows that do not tell the name of their item. */
    public List<TrashEntry> nameless() {
        return nameless;
    }

    /** Those, and the projects whose parts alone tell a name, which may be one that they had before. */
    List<TrashEntry> withoutOwnName() {
        return withoutOwnName;
    }

    /** The internal ids that the listing gives to projects of that slug: several where it disagrees with itself. */
    Set<InternalId> projectIds(String slug) {
        return projectIds.getOrDefault(slug, Set.of());
    }

    /** The name of an entry's item, where the entry tells it. */
    public Optional<ItemKey> key(TrashEntry entry) {
        return Optional.ofNullable(keys.get(entry.identity()));
    }

    /** The entries within a scope. */
    public List<TrashEntry> within(Scope scope) {
        List<TrashEntry> within = new ArrayList<>();
        for (TrashEntry entry : listing.entries()) {
            Optional<ItemKey> name = key(entry);
            if (name.isPresent() ? scope.includes(name.get()) : scope.includesUnnamed(entry)) {
                within.add(entry);
            }
        }
        return within;
    }

    /** From when on the item of an entry may be purged: with its project, if that is in the Trash and goes earlier. */
    public Optional<Instant> cleanupAt(TrashEntry entry) {
        Optional<InternalId> project =
                entry.is(ItemType.VERSION) || entry.is(ItemType.TRAINING) ? entry.projectId() : Optional.empty();
        Optional<Instant> earliest = entry.scheduledCleanupAt();
        return project.isEmpty()
                ? earliest
                : TrashEntry.earliest(earliest, withId(new ItemId(ItemType.PROJECT, project.get(), 0)));
    }

    /** How many entries there are of each type within a scope, and which of them is purged next. */
    public TrashCounts counts(Scope scope, Endangered.Counts endangered) {
        List<TrashEntry> entries = within(scope);
        Optional<TrashEntry> next = entries.stream()
                .filter(entry -> entry.scheduledCleanupAt().isPresent())
                .min(ORDER);
        int projects = count(entries, ItemType.PROJECT);
        int versions = count(entries, ItemType.VERSION);
        int workflows = count(entries, ItemType.WORKFLOW);
        int trainings = count(entries, ItemType.TRAINING);
        return new TrashCounts(
                projects,
                versions,
                workflows,
                trainings,
                entries.size() - projects - versions - workflows - trainings,
                endangered,
                next.flatMap(TrashEntry::scheduledCleanupAt),
                next.map(entry -> key(entry)
                        .map(ItemKey::described)
                        .orElseGet(() -> Excerpt.of(entry.type() + " " + entry.id()))),
                next.map(TrashEntry::cleanupEstimated).orElse(false));
    }

    private static int count(List<TrashEntry> entries, ItemType type) {
        return (int) entries.stream().filter(entry -> entry.is(type)).count();
    }
}
