package dev.trashops.workspace.fake;

import dev.trashops.ManualClock;
import dev.trashops.plan.model.ItemId;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.TrashEntry;
import dev.trashops.plan.model.Tristate;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The things of a workspace in memory, and what people do to them in the web app, by the documented rules of the Trash. */
public class FakeWorkspace {
    private final ManualClock clock;
    private final Map<ItemKey, FakeItem> active = new TreeMap<>();
    private final FakeModels models = new FakeModels();
    private final Map<ItemKey, Tristate> visibility = new HashMap<>();
    private final List<FakeItem> trash = new ArrayList<>();
    private final List<FakeItem> hidden = new ArrayList<>();
    private final FakeListing listing = new FakeListing();
    private final Deque<Moment> moments = new ArrayDeque<>();
    private int ids;

    FakeWorkspace(ManualClock clock) {
        this.clock = clock;
    }

    /** What was active from that time on. */
    public record Moment(Instant from, Map<ItemKey, FakeItem> active) {
        public Moment {
            active = Map.copyOf(active);
        }
    }

    /** The right time. */
    public Instant now() {
        return clock.instant();
    }

    /** What was trained, and what uses it. */
    public FakeModels models() {
        return models;
    }

    /** How the Trash shows things. */
    public FakeListing listing() {
        return listing;
    }

    /** The name goes to another thing, as when somebody renames two of them in the web app. */
    public void giveNameToAnother(ItemKey key, String otherId) {
        active.computeIfPresent(key, (any, thing) -> thing.withId(otherId));
        remember();
    }

    public Map<ItemKey, FakeItem> active() {
        return active;
    }

    public boolean isActive(ItemKey key) {
        return active.containsKey(key) && key.ancestors().stream().allMatch(active::containsKey);
    }

    public Optional<FakeItem> inTrash(ItemKey key) {
        return trash.stream().filter(thing -> thing.key().equals(key)).findFirst();
    }

    /** Where it is active now, whatever it is called. */
    public Optional<FakeItem> active(ItemId id) {
        return active.values().stream()
                .filter(thing -> thing.itemId().equals(id) && isActive(thing.key()))
                .findFirst();
    }

    /** It in the Trash, by itself. */
    public Optional<FakeItem> inTrash(ItemId id) {
        return trash.stream().filter(thing -> thing.itemId().equals(id)).findFirst();
    }

    /** What is not purged, wherever it is. */
    public Stream<FakeItem> everything() {
        return Stream.of(active.values(), trash, hidden).flatMap(Collection::stream);
    }

    /** Whether it is in the Trash with its project or version. */
    public boolean isHidden(ItemId id) {
        return hidden.stream().anyMatch(thing -> thing.itemId().equals(id));
    }

    public List<FakeItem> trash() {
        return trash;
    }

    /** What was active at some time since then, the newest first. */
    public List<Moment> momentsSince(Instant since) {
        List<Moment> found = new ArrayList<>();
        for (Moment moment : moments) {
            found.add(moment);
            if (!moment.from().isAfter(since)) {
                break;
            }
        }
        return found;
    }

    /** The same without what the last change has made of it. */
    public List<Moment> momentsBefore(Instant since) {
        List<Moment> found = momentsSince(since);
        boolean changedSince = found.get(0).from().isAfter(since) && found.size() > 1;
        return changedSince ? found.subList(1, found.size()) : found;
    }

    private void remember() {
        moments.addFirst(new Moment(clock.instant(), active));
    }

    public void create(ItemKey key, Instant created, boolean trained) {
        create(key, created, trained, Tristate.YES);
    }

    public void create(ItemKey key, Instant created, boolean trained, Tristate usable) {
        if (!active.containsKey(key)) {
            String project = key.parent()
                    .map(parent -> active.get(parent))
                    .map(FakeItem::project)
                    .orElseGet(() -> "id" + ids++);
            String id = key.type() == ItemType.TRAINING ? key.training() : project;
            active.put(key, new FakeItem(key, id, project, created, trained, usable, Optional.empty(), key.slug()));
            remember();
        }
    }

    /** An active version or training has a model from now on. */
    public void gainModel(ItemKey key) {
        active.computeIfPresent(key, (any, thing) -> thing.withModel());
        remember();
    }

    /** Reads of the version show the model of every other version; only its training runs show the rest. */
    boolean showsModel(FakeItem thing) {
        return thing.trained() && thing.key().version() % 2 == 1;
    }

    /** Whether a project says that it is public; it says that it is not unless this is said. */
    public void publish(ItemKey project, Tristate isPublic) {
        visibility.put(project, isPublic);
    }

    public Tristate isPublic(ItemKey project) {
        return visibility.getOrDefault(project, Tristate.NO);
    }

    /** As somebody would in the web app. */
    public boolean trash(ItemKey key) {
        if (!isActive(key)) {
            return false;
        }
        FakeItem thing = Objects.requireNonNull(active.remove(key));
        List<FakeItem> parts =
                active.values().stream().filter(part -> part.isPartOf(thing)).toList();
        parts.forEach(part -> active.remove(part.key()));
        hidden.addAll(parts);
        trash.add(thing.trashed(clock.instant()));
        remember();
        return true;
    }

    /** As somebody would in the web app. */
    public boolean restore(FakeItem thing) {
        if (!trash.contains(thing) || active.containsKey(thing.key()) || lacksParent(thing)) {
            return false;
        }
        trash.remove(thing);
        active.put(thing.key(), thing.restored());
        // Versions before their trainings.
        hidden.stream()
                .filter(part -> part.isPartOf(thing))
                .sorted(Comparator.comparing(FakeItem::key))
                .toList()
                .forEach(part -> {
                    if (!lacksParent(part)) {
                        hidden.remove(part);
                        active.put(part.key(), part);
                    }
                });
        remember();
        return true;
    }

    private boolean lacksParent(FakeItem thing) {
        return thing.key().ancestors().stream()
                .map(active::get)
                .anyMatch(parent -> parent == null || !parent.project().equals(thing.project()));
    }

    /** As somebody would in the web app, or the nightly cleanup. */
    public void purge(FakeItem thing) {
        trash.remove(thing);
        hidden.removeIf(part -> part.isPartOf(thing));
        remember();
    }

    /** Somebody renames an active project, whose parts go with it, or an active workflow; false where the name is taken. */
    public boolean rename(ItemKey from, String slug) {
        FakeItem thing = active.get(from);
        if (thing == null || active.containsKey(from.withSlug(slug))) {
            return false;
        }
        rename(thing, slug);
        return true;
    }

    /** The same in the Trash, where two may have the same name. */
    public void renameInTrash(FakeItem thing, String slug) {
        rename(thing, slug);
    }

    private void rename(FakeItem whole, String slug) {
        List<FakeItem> moved = active.values().stream()
                .filter(one -> one.project().equals(whole.project()))
                .toList();
        moved.forEach(one -> active.remove(one.key()));
        moved.forEach(one -> active.put(one.key().withSlug(slug), one.renamed(slug, true)));
        moved.forEach(one -> {
            models.renamed(one, slug);
            Optional.ofNullable(visibility.remove(one.key()))
                    .ifPresent(how -> visibility.put(one.key().withSlug(slug), how));
        });
        trash.replaceAll(
                one -> one.project().equals(whole.project()) ? one.renamed(slug, listing.followsNames()) : one);
        hidden.replaceAll(one -> one.project().equals(whole.project()) ? one.renamed(slug, true) : one);
        remember();
    }

    public void cleanUp() {
        List.copyOf(trash).stream()
                .filter(thing -> !clock.instant().isBefore(thing.cleanupAt()))
                .forEach(this::purge);
    }

    public TrashEntry entry(FakeItem thing) {
        return listing.entry(thing, lacksParent(thing));
    }
}
