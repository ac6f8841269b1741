package dev.trashops.workspace;

import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.ActiveProject;
import dev.trashops.plan.model.ActiveVersion;
import dev.trashops.plan.model.ActiveWorkflow;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.Known;
import dev.trashops.plan.model.ProjectContents;
import dev.trashops.plan.model.TrashEntry;
import dev.trashops.plan.model.TrashListing;
import dev.trashops.workspace.port.ApiKey;
import dev.trashops.workspace.port.Failure;
import dev.trashops.workspace.port.RoboflowException;
import dev.trashops.workspace.port.RoboflowGateway;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** A workspace in memory that obeys the documented rules of the Trash. */
final class SimRoboflow implements RoboflowGateway {
    static final String WORKSPACE = "acme";
    private static final Duration CALL = Duration.ofMillis(50);
    private static final Duration RETENTION = Duration.ofDays(30);

    /** One thing: its name, its internal id (a version's is its project's), and its dates. */
    record Thing(ItemKey key, String id, Instant created, boolean trained, Optional<Instant> deletedAt) {
        Thing trashed(Instant at) {
            return new Thing(key, id, created, trained, Optional.of(at));
        }

        Thing restored() {
            return new Thing(key, id, created, trained, Optional.empty());
        }
    }

    /** A change that took effect through the API. */
    record Mutation(ActionKind kind, Thing thing, Instant at) {}

    private final SimClock clock;
    private final Chaos chaos;
    private final Map<ItemKey, Thing> active = new TreeMap<>();
    private final List<Thing> trash = new ArrayList<>();
    private final List<Mutation> mutations = new ArrayList<>();
    private Consumer<Mutation> witness = mutation -> {};
    private final Map<String, Failure> failures = new HashMap<>();
    private final Set<String> keys = new HashSet<>(Set.of("key"));
    private Duration skew = Duration.ZERO;
    private int ids;
    private int listings;

    SimRoboflow(SimClock clock, Chaos chaos) {
        this.clock = clock;
        this.chaos = chaos;
    }

    void witness(Consumer<Mutation> newWitness) {
        witness = newWitness;
    }

    /** Every call of that route fails so, until it is {@link #mend mended}. */
    void fail(String route, Failure failure) {
        failures.put(route, failure);
    }

    void mend(String route) {
        failures.remove(route);
    }

    /** Replaces the keys that open the workspace. */
    void keys(String... valid) {
        keys.clear();
        keys.addAll(List.of(valid));
    }

    void skew(Duration by) {
        skew = by;
    }

    /** The name goes to another thing, as when somebody renames two of them in the web app. */
    void giveNameToAnother(ItemKey key, String otherId) {
        active.computeIfPresent(
                key, (any, thing) -> new Thing(key, otherId, thing.created(), thing.trained(), Optional.empty()));
    }

    List<Mutation> mutations() {
        return mutations;
    }

    int listings() {
        return listings;
    }

    boolean isActive(ItemKey key) {
        return active.containsKey(key) && key.parent().map(active::containsKey).orElse(true);
    }

    Optional<Thing> inTrash(ItemKey key) {
        return trash.stream().filter(thing -> thing.key().equals(key)).findFirst();
    }

    List<Thing> trash() {
        return trash;
    }

    List<ItemKey> activeItems() {
        return active.keySet().stream().filter(this::isActive).toList();
    }

    void create(ItemKey key, Instant created, boolean trained) {
        if (!active.containsKey(key)) {
            String id = key.parent()
                    .map(parent -> active.get(parent))
                    .map(Thing::id)
                    .orElseGet(() -> "id" + ids++);
            active.put(key, new Thing(key, id, created, trained, Optional.empty()));
        }
    }

    /** As somebody would in the web app. */
    boolean trash(ItemKey key) {
        if (!isActive(key)) {
            return false;
        }
        Thing thing = Objects.requireNonNull(active.remove(key));
        trash.add(thing.trashed(clock.instant()));
        return true;
    }

    /** As somebody would in the web app. */
    boolean restore(Thing thing) {
        boolean parentGone =
                thing.key().parent().map(parent -> !active.containsKey(parent)).orElse(false);
        if (!trash.contains(thing) || active.containsKey(thing.key()) || parentGone) {
            return false;
        }
        trash.remove(thing);
        active.put(thing.key(), thing.restored());
        return true;
    }

    /** As somebody would in the web app, or the nightly cleanup. */
    void purge(Thing thing) {
        trash.remove(thing);
        active.keySet()
                .removeIf(key -> key.type() == ItemType.VERSION
                        && thing.key().type() == ItemType.PROJECT
                        && key.slug().equals(thing.key().slug())
                        && !active.containsKey(thing.key()));
    }

    void cleanUp() {
        List.copyOf(trash).stream()
                .filter(thing -> !clock.instant()
                        .isBefore(thing.deletedAt().orElseThrow().plus(RETENTION)))
                .forEach(this::purge);
    }

    private void call(String route) throws RoboflowException {
        chaos.mayCrash();
        clock.advance(CALL);
        chaos.mayFail(route);
        Failure failure = failures.get(route);
        if (failure != null) {
            throw new RoboflowException(failure);
        }
    }

    private void answered(String route) throws RoboflowException {
        chaos.mayLoseAnswer(route);
        chaos.mayCrash();
    }

    @Override
    public Reader reader(String workspace, ApiKey key) {
        return new SimReader(key);
    }

    private final class SimReader implements Reader {
        private final ApiKey key;

        SimReader(ApiKey key) {
            this.key = key;
        }

        @Override
        public String workspaceOfKey() throws RoboflowException {
            call("GET /");
            if (!keys.contains(key.reveal())) {
                throw new RoboflowException(new Failure.Unauthorized("GET /"));
            }
            return key.reveal().startsWith("other") ? "other" : WORKSPACE;
        }

        @Override
        public TrashListing trash() throws RoboflowException {
            listings++;
            call("GET /:workspace/trash");
            return new TrashListing(
                    trash.stream().map(SimRoboflow.this::entry).toList(),
                    true,
                    Optional.of(clock.instant().plus(skew)));
        }

        @Override
        public List<ActiveProject> projects() throws RoboflowException {
            call("GET /:workspace");
            return active.values().stream()
                    .filter(thing -> thing.key().type() == ItemType.PROJECT)
                    .map(this::project)
                    .toList();
        }

        private ActiveProject project(Thing thing) {
            return new ActiveProject(
                    thing.key().slug(),
                    Optional.of(thing.created()),
                    Optional.of(versions(thing.key().slug()).size()));
        }

        private List<Thing> versions(String slug) {
            return active.values().stream()
                    .filter(thing -> thing.key().type() == ItemType.VERSION)
                    .filter(thing -> thing.key().slug().equals(slug))
                    .toList();
        }

        @Override
        public List<ActiveWorkflow> workflows() throws RoboflowException {
            call("GET /:workspace/workflows");
            return active.values().stream()
                    .filter(thing -> thing.key().type() == ItemType.WORKFLOW)
                    .map(thing -> new ActiveWorkflow(
                            thing.key().slug(), Optional.of(thing.id()), Optional.of(thing.created())))
                    .toList();
        }

        @Override
        public ProjectContents project(String slug) throws RoboflowException {
            call("GET /:workspace/:project");
            Thing project = active.get(ItemKey.project(slug));
            if (project == null) {
                throw new RoboflowException(new Failure.NotFound("GET /:workspace/:project"));
            }
            return new ProjectContents(
                    project(project),
                    versions(slug).stream()
                            .map(thing -> version(thing, thing.trained() ? Known.YES : Known.UNKNOWN, Known.UNKNOWN))
                            .toList());
        }

        private ActiveVersion version(Thing thing, Known trained, Known running) {
            return new ActiveVersion(thing.key().version(), Optional.of(thing.created()), trained, running, Known.YES);
        }

        @Override
        public ActiveVersion version(String project, int number) throws RoboflowException {
            call("GET /:workspace/:project/:version");
            ItemKey key = ItemKey.version(project, number);
            Thing thing = active.get(key);
            if (thing == null || !isActive(key)) {
                throw new RoboflowException(new Failure.NotFound("GET /:workspace/:project/:version"));
            }
            return version(thing, thing.trained() ? Known.YES : Known.NO, Known.NO);
        }

        @Override
        public Duration budgetWait(Lane lane, int requests) {
            return Duration.ZERO;
        }
    }

    private TrashEntry entry(Thing thing) {
        boolean version = thing.key().type() == ItemType.VERSION;
        Instant deleted = thing.deletedAt().orElseThrow();
        return new TrashEntry(
                thing.key().type().wireName(),
                version ? String.valueOf(thing.key().version()) : thing.id(),
                Optional.of("Some " + thing.key().type().noun()),
                version ? Optional.empty() : Optional.of(thing.key().slug()),
                version ? Optional.of(thing.id()) : Optional.empty(),
                version ? Optional.of(thing.key().slug()) : Optional.empty(),
                version
                        ? Optional.of(
                                !active.containsKey(ItemKey.project(thing.key().slug())))
                        : Optional.empty(),
                Optional.of(deleted),
                Optional.of(deleted.plus(RETENTION)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    @Override
    public Optional<Restorer> restorer(String workspace, ApiKey key) {
        return Optional.of(target -> {
            String route = "POST /:workspace/trash/restore";
            call(route);
            Thing thing = trash.stream()
                    .filter(one -> one.key().type() == target.type())
                    .filter(one -> target.type() == ItemType.VERSION
                            ? String.valueOf(one.key().version()).equals(target.id())
                                    && target.parentId().equals(Optional.of(one.id()))
                            : one.id().equals(target.id()))
                    .findFirst()
                    .orElseThrow(() -> new RoboflowException(new Failure.NotFound(route)));
            if (!restore(thing)) {
                throw new RoboflowException(new Failure.Conflict(route));
            }
            happened(new Mutation(ActionKind.RESTORE, thing, clock.instant()));
            answered(route);
        });
    }

    @Override
    public Optional<Trasher> trasher(String workspace, ApiKey key, ItemKey released) {
        return Optional.of(() -> {
            String route = "DELETE";
            call(route);
            Thing thing = active.get(released);
            if (thing == null || !trash(released)) {
                throw new RoboflowException(new Failure.NotFound(route));
            }
            happened(new Mutation(ActionKind.TRASH, thing, clock.instant()));
            answered(route);
            return new Trashed(Optional.of(thing.id()));
        });
    }

    private void happened(Mutation mutation) {
        mutations.add(mutation);
        witness.accept(mutation);
    }
}
