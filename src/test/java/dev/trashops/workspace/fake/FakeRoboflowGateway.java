package dev.trashops.workspace.fake;

import static dev.trashops.Workspaces.us;

import dev.trashops.ManualClock;
import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.ActiveTraining;
import dev.trashops.plan.model.Contradiction;
import dev.trashops.plan.model.InternalId;
import dev.trashops.plan.model.ItemId;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.RestoreTarget;
import dev.trashops.plan.model.TrashAnswer;
import dev.trashops.plan.model.TrashEntry;
import dev.trashops.plan.model.TrashListing;
import dev.trashops.plan.model.Tristate;
import dev.trashops.plan.model.WorkflowSpecification;
import dev.trashops.plan.model.WorkspaceId;
import dev.trashops.workspace.port.ApiKey;
import dev.trashops.workspace.port.RoboflowException;
import dev.trashops.workspace.port.RoboflowFailure;
import dev.trashops.workspace.port.RoboflowGateway;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A workspace in memory that obeys the documented rules of the Trash. */
public final class FakeRoboflowGateway implements RoboflowGateway {
    public static final WorkspaceId WORKSPACE = us("acme");

    /** How long a call takes. */
    public static final Duration CALL = Duration.ofMillis(50);

    /**
     * A change that took effect through the API.
     *
     * @param thing as it was before
     */
    public record Mutation(ActionKind kind, FakeItem thing, ApiKey key, Instant at) {}

    /** What was active from that time on. */
    public record Moment(Instant from, Map<ItemKey, FakeItem> active) {
        public Moment {
            active = Map.copyOf(active);
        }
    }

    private final ManualClock clock;
    private final FaultInjector faults;
    private final Map<ItemKey, FakeItem> active = new TreeMap<>();
    private final Map<ItemKey, List<ActiveTraining>> trainings = new HashMap<>();
    private Optional<TrashAnswer.Endpoint> endpoint = Optional.empty();
    private UnaryOperator<TrashAnswer> falsified = UnaryOperator.identity();
    private List<Contradiction> restoreAnswers = List.of();
    private final Map<String, WorkflowSpecification> specifications = new HashMap<>();
    private final Map<ItemKey, Tristate> visibility = new HashMap<>();
    private final List<FakeItem> trash = new ArrayList<>();
    private final List<FakeItem> hidden = new ArrayList<>();
    private final FakeListing listing = new FakeListing();
    private final Deque<Moment> moments = new ArrayDeque<>();
    private final List<Mutation> mutations = new ArrayList<>();
    private Consumer<Mutation> witness = mutation -> {};
    private Consumer<Mutation> unshownWitness = mutation -> {};
    private final Map<String, RoboflowFailure> failures = new HashMap<>();
    private final Set<String> keys = new HashSet<>(Set.of("key"));
    private Duration skew = Duration.ZERO;
    private Duration call = CALL;
    private boolean losesAnswers;
    private int ids;
    private int listings;
    private Optional<TrashListing> lastListing = Optional.empty();

    public FakeRoboflowGateway(ManualClock clock, FaultInjector faults) {
        this.clock = clock;
        this.faults = faults;
    }

    public void witness(Consumer<Mutation> newWitness) {
        witness = newWitness;
    }

    /** Who learns of changes that were answered well and never took effect. */
    public void witnessUnshown(Consumer<Mutation> newWitness) {
        unshownWitness = newWitness;
    }

    /** How the Trash shows things. */
    public FakeListing listing() {
        return listing;
    }

    /** Every call of that route fails so, until it is {@link #mend mended}. */
    public void fail(String route, RoboflowFailure failure) {
        failures.put(route, failure);
    }

    /** How long each call takes from now on, waiting for the request budget included. */
    public void callsTake(Duration time) {
        call = time;
    }

    /** Changes take effect, and nobody hears of it. */
    public void loseAnswers(boolean lose) {
        losesAnswers = lose;
    }

    public void mend(String route) {
        failures.remove(route);
    }

    /** Replaces the keys that open the workspace. */
    public void keys(String... valid) {
        keys.clear();
        keys.addAll(List.of(valid));
    }

    public void skew(Duration by) {
        skew = by;
    }

    Instant serverDate() {
        return clock.instant().plus(skew);
    }

    /** The name goes to another thing, as when somebody renames two of them in the web app. */
    public void giveNameToAnother(ItemKey key, String otherId) {
        active.computeIfPresent(key, (any, thing) -> thing.withId(otherId));
        remember();
    }

    public List<Mutation> mutations() {
        return mutations;
    }

    void listed() {
        listings++;
    }

    void answered(TrashListing newest) {
        lastListing = Optional.of(newest);
    }

    /** What the Trash was last said to hold. */
    public Optional<TrashListing> lastListing() {
        return lastListing;
    }

    public int listings() {
        return listings;
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

    /** The training runs of a version, which has none unless this is said. */
    public void train(ItemKey version, ActiveTraining... runs) {
        trainings.put(version, List.of(runs));
    }

    List<ActiveTraining> trainings(ItemKey version) {
        FakeItem thing = Objects.requireNonNull(active.get(version));
        List<ActiveTraining> own = thing.trained()
                ? List.of(new ActiveTraining(
                        "t-" + thing.project() + "-" + version.version(),
                        Optional.empty(),
                        Tristate.YES,
                        Tristate.NO,
                        Set.of("model-" + thing.project() + "-" + version.version())))
                : List.of();
        return Stream.concat(
                        trainings.getOrDefault(version, own).stream(),
                        active.values().stream()
                                .filter(part -> part.is(ItemType.TRAINING)
                                        && part.key().ancestors().contains(version))
                                .map(part -> new ActiveTraining(
                                        part.id(),
                                        Optional.of(part.created()),
                                        part.trained() ? Tristate.YES : Tristate.NO,
                                        Tristate.NO,
                                        Set.of())))
                .toList();
    }

    /** Reads of the version show the model of every other version; only its training runs show the rest. */
    boolean showsModel(FakeItem thing) {
        return thing.trained() && thing.key().version() % 2 == 1;
    }

    /** What is said of the endpoint of a version when one of its trainings is trashed; nothing unless this is said. */
    public void repoint(TrashAnswer.Endpoint change) {
        endpoint = Optional.of(change);
    }

    /** The answers to DELETEs say something else than what happened. */
    public void falsify(UnaryOperator<TrashAnswer> how) {
        falsified = how;
    }

    /** The answers to DELETEs say that, too, which was not asked for. */
    public void contradict(Contradiction... contradictions) {
        falsify(answer ->
                new TrashAnswer(answer.id(), answer.endpoint(), List.of(contradictions), answer.restorable()));
    }

    /** The answers to restores say that, which was not asked for. */
    public void contradictRestores(Contradiction... contradictions) {
        restoreAnswers = List.of(contradictions);
    }

    /** What a workflow is made of, which is nothing unless this is said. */
    public void specify(String workflow, String... strings) {
        specifications.put(workflow, WorkflowSpecification.of(List.of(strings)));
    }

    public WorkflowSpecification specification(String workflow) {
        return specifications.getOrDefault(workflow, WorkflowSpecification.of(List.of()));
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
            rekey(trainings, one.key(), one.key().withSlug(slug));
            rekey(visibility, one.key(), one.key().withSlug(slug));
        });
        if (whole.is(ItemType.WORKFLOW) && whole.deletedAt().isEmpty()) {
            rekey(specifications, whole.key().slug(), slug);
        }
        trash.replaceAll(
                one -> one.project().equals(whole.project()) ? one.renamed(slug, listing.followsNames()) : one);
        hidden.replaceAll(one -> one.project().equals(whole.project()) ? one.renamed(slug, true) : one);
        remember();
    }

    private static <K, V> void rekey(Map<K, V> map, K from, K to) {
        V value = map.remove(from);
        if (value != null) {
            map.put(to, value);
        }
    }

    public void cleanUp() {
        List.copyOf(trash).stream()
                .filter(thing -> !clock.instant().isBefore(thing.cleanupAt()))
                .forEach(this::purge);
    }

    void call(String route, ApiKey key) throws RoboflowException {
        faults.mayCrash();
        clock.advance(call);
        faults.mayFail(route);
        RoboflowFailure failure = failures.get(route);
        if (failure != null) {
            throw new RoboflowException(failure);
        }
        if (!keys.contains(key.reveal())) {
            throw new RoboflowException(new RoboflowFailure.Unauthorized(route));
        }
    }

    private void answered(String route) throws RoboflowException {
        faults.mayLoseAnswer(route);
        if (losesAnswers) {
            throw new RoboflowException(new RoboflowFailure.Unavailable(route));
        }
        faults.mayCrash();
    }

    @Override
    public Reader reader(WorkspaceId workspace, ApiKey key) {
        return new FakeReader(this, faults, key);
    }

    public TrashEntry entry(FakeItem thing) {
        return listing.entry(thing, lacksParent(thing));
    }

    @Override
    public Optional<Restorer> restorer(WorkspaceId workspace, ApiKey key) {
        return Optional.of(target -> {
            String route = "POST /:workspace/trash/restore";
            call(route, key);
            FakeItem thing = trash.stream()
                    .filter(one -> isMeant(one, target))
                    .findFirst()
                    .orElseThrow(() -> new RoboflowException(new RoboflowFailure.NotFound(route)));
            Mutation mutation = new Mutation(ActionKind.RESTORE, thing, key, clock.instant());
            if (faults.ignores(thing.itemId())) {
                unshownWitness.accept(mutation);
                answered(route);
                return restoreAnswers;
            }
            if (!restore(thing)) {
                throw new RoboflowException(new RoboflowFailure.Conflict(route));
            }
            happened(mutation);
            answered(route);
            return restoreAnswers;
        });
    }

    private boolean isMeant(FakeItem thing, RestoreTarget target) {
        boolean version = target.type() == ItemType.VERSION;
        boolean sameId = target.id().equals(entry(thing).id())
                || (version && target.id().equals(String.valueOf(thing.key().version())));
        return thing.is(target.type())
                && sameId
                && (!version || target.parentId().equals(Optional.of(new InternalId(thing.project()))));
    }

    @Override
    public Optional<Trasher> trasher(WorkspaceId workspace, ApiKey key, ItemKey released) {
        return Optional.of(() -> {
            String route = "DELETE";
            call(route, key);
            FakeItem thing = active.get(released);
            if (thing == null || !isActive(released)) {
                throw new RoboflowException(new RoboflowFailure.NotFound(route));
            }
            Mutation mutation = new Mutation(ActionKind.TRASH, thing, key, clock.instant());
            if (faults.ignores(thing.itemId())) {
                unshownWitness.accept(mutation);
            } else {
                trash(released);
                happened(mutation);
            }
            answered(route);
            return falsified.apply(new TrashAnswer(
                    Optional.of(new InternalId(thing.id())),
                    endpoint,
                    List.of(),
                    Optional.of(
                            thing.is(ItemType.VERSION)
                                    ? new RestoreTarget(
                                            ItemType.VERSION,
                                            String.valueOf(thing.key().version()),
                                            Optional.of(new InternalId(thing.id())))
                                    : new RestoreTarget(thing.key().type(), thing.id(), Optional.empty()))));
        });
    }

    private void happened(Mutation mutation) {
        mutations.add(mutation);
        witness.accept(mutation);
    }
}
