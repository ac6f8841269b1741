package dev.trashops.plan.testdata;

import static dev.trashops.Workspaces.us;

import dev.trashops.plan.Plan;
import dev.trashops.plan.PlanInput;
import dev.trashops.plan.Planner;
import dev.trashops.plan.PlannerState;
import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.ActiveProject;
import dev.trashops.plan.model.ActiveTraining;
import dev.trashops.plan.model.ActiveVersion;
import dev.trashops.plan.model.ActiveWorkflow;
import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.DesiredState;
import dev.trashops.plan.model.InternalId;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ProjectContents;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.RuleAction;
import dev.trashops.plan.model.TrashEntry;
import dev.trashops.plan.model.TrashListing;
import dev.trashops.plan.model.Tristate;
import dev.trashops.plan.model.WorkflowSpecification;
import dev.trashops.plan.model.WorkspaceId;
import dev.trashops.plan.observe.Inventory;
import dev.trashops.plan.observe.ReadResult;
import dev.trashops.plan.observe.TrashSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Describes a workspace and who claims what of it. What is not said is the ordinary case: everything was read a moment
 * ago, and the claims have been known and unchanged for an hour.
 */
public final class WorkspaceScenario {
    public static final WorkspaceId WORKSPACE = us("factory");
    public static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");
    public static final Instant LONG_AGO = NOW.minus(Duration.ofDays(300));

    private Instant now = NOW;
    private Instant listedAt = NOW.minusSeconds(1);
    private Instant readAt = NOW.minusSeconds(1);
    private boolean listed = true;
    private boolean complete = true;
    private boolean arrived;
    private boolean projectsRead = true;
    private Set<ActionKind> allowed = EnumSet.allOf(ActionKind.class);
    private final List<PolicyBuilder> policies = new ArrayList<>();
    private final List<Claim> claims = new ArrayList<>();
    private final List<TrashEntry> entries = new ArrayList<>();
    private final Map<String, Optional<Instant>> projects = new TreeMap<>();
    private final Map<String, Map<Integer, ActiveVersion>> versions = new TreeMap<>();
    private final Map<ItemKey, ReadResult<List<ActiveTraining>>> trainings = new HashMap<>();
    private final Map<String, ReadResult<WorkflowSpecification>> specifications = new HashMap<>();
    private final Map<String, Tristate> visibility = new HashMap<>();
    private final Map<String, ActiveWorkflow> workflows = new TreeMap<>();
    private final Map<String, Readiness> unreadable = new HashMap<>();
    private final Set<ItemKey> unread = new HashSet<>();
    private UnaryOperator<PlannerState> ledgerChange = UnaryOperator.identity();

    private WorkspaceScenario() {}

    public static WorkspaceScenario workspace() {
        return new WorkspaceScenario();
    }

    public WorkspaceScenario policy(UnaryOperator<PolicyBuilder> how) {
        policies.add(how.apply(new PolicyBuilder()));
        return this;
    }

    public WorkspaceScenario claim(DesiredState desired, ItemKey item) {
        return claim(desired, item, claim -> claim);
    }

    public WorkspaceScenario claim(DesiredState desired, ItemKey item, UnaryOperator<ClaimBuilder> how) {
        claims.add(how.apply(new ClaimBuilder(item, desired)).build());
        return this;
    }

    /** A claim that a rule of policy {@code policy} has made; what it is called follows from that. */
    public WorkspaceScenario child(RuleAction action, ItemKey item) {
        return child(action, item, claim -> claim);
    }

    public WorkspaceScenario child(RuleAction action, ItemKey item, UnaryOperator<ClaimBuilder> how) {
        return claim(action.desired(), item, claim -> how.apply(claim.madeBy(action)));
    }

    /** An active item, created long ago, with everything about it read. */
    public WorkspaceScenario active(ItemKey item) {
        return active(item, Optional.of(LONG_AGO));
    }

    public WorkspaceScenario active(ItemKey item, Optional<Instant> created) {
        return switch (item.type()) {
            case PROJECT -> {
                projects.put(item.slug(), created);
                versions.computeIfAbsent(item.slug(), any -> new TreeMap<>());
                yield this;
            }
            case VERSION -> activeVersion(item, created, Tristate.NO, Tristate.NO);
            case WORKFLOW -> activeWorkflow(item.slug(), Optional.of(new InternalId("id-" + item.slug())), created);
            case TRAINING ->
                training(item, new ActiveTraining(item.training(), created, Tristate.NO, Tristate.NO, Set.of()));
        };
    }

    WorkspaceScenario activeWorkflow(String slug, Optional<InternalId> id, Optional<Instant> created) {
        workflows.put(slug, new ActiveWorkflow(slug, id, created));
        return this;
    }

    /** An active version, and with it its project. */
    public WorkspaceScenario activeVersion(
            ItemKey item, Optional<Instant> created, Tristate trained, Tristate running) {
        if (!projects.containsKey(item.slug())) {
            active(ItemKey.project(item.slug()));
        }
        versions.computeIfAbsent(item.slug(), any -> new TreeMap<>())
                .put(item.version(), new ActiveVersion(item.version(), created, trained, running, Tristate.YES));
        return this;
    }

    /** The training runs of a version, which has none unless this is said. */
    public WorkspaceScenario trainings(ItemKey version, ActiveTraining... runs) {
        return trainings(version, new ReadResult.Found<>(List.of(runs), readAt));
    }

    /** An active training, and with it its version. */
    public WorkspaceScenario training(ItemKey item, ActiveTraining run) {
        ItemKey version = item.parent().orElseThrow();
        if (!versions.getOrDefault(item.slug(), Map.of()).containsKey(item.version())) {
            active(version);
        }
        Stream<ActiveTraining> before = Optional.ofNullable(trainings.get(version)).flatMap(ReadResult::found).stream()
                .flatMap(List::stream);
        return trainings(version, Stream.concat(before, Stream.of(run)).toArray(ActiveTraining[]::new));
    }

    /** What became of the read of a version's training runs. */
    public WorkspaceScenario trainings(ItemKey version, ReadResult<List<ActiveTraining>> read) {
        trainings.put(version, read);
        return this;
    }

    /** What a workflow is made of, which is nothing unless this is said; an active one, too. */
    public WorkspaceScenario specified(String workflow, String... strings) {
        return specified(workflow, new ReadResult.Found<>(WorkflowSpecification.of(List.of(strings)), readAt));
    }

    /** What became of the read of a workflow. */
    public WorkspaceScenario specified(String workflow, ReadResult<WorkflowSpecification> read) {
        specifications.put(workflow, read);
        return active(ItemKey.workflow(workflow));
    }

    /** Whether a project says that it is public; it says that it is not unless this is said. */
    public WorkspaceScenario published(String project, Tristate isPublic) {
        visibility.put(project, isPublic);
        return this;
    }

    /** Versions of a project with those numbers, all created long ago and usable. */
    public WorkspaceScenario versions(String project, int... numbers) {
        for (int number : numbers) {
            active(ItemKey.version(project, number));
        }
        return this;
    }

    /** Whether an active version is generated and has images. */
    public WorkspaceScenario usable(ItemKey item, Tristate usable) {
        Map<Integer, ActiveVersion> own = Objects.requireNonNull(versions.get(item.slug()));
        own.computeIfPresent(
                item.version(),
                (number, seen) -> new ActiveVersion(number, seen.created(), seen.trained(), seen.running(), usable));
        return this;
    }

    /** So many projects that nobody claims. */
    public WorkspaceScenario others(int count) {
        for (int i = 0; i < count; i++) {
            active(ItemKey.project("other-" + i));
        }
        return this;
    }

    public WorkspaceScenario inTrash(ItemKey item) {
        return inTrash(item, entry -> entry);
    }

    /** An item in the Trash since five days ago. */
    public WorkspaceScenario inTrash(ItemKey item, UnaryOperator<TrashEntryBuilder> how) {
        entries.add(how.apply(new TrashEntryBuilder(item)).build());
        return this;
    }

    WorkspaceScenario strangeEntry() {
        entries.add(new TrashEntryBuilder(ItemKey.project("strange"))
                .ofType("notebook")
                .build());
        return this;
    }

    /** The project with its versions, or the version, could not be read. */
    public WorkspaceScenario unreadable(ItemKey item, Readiness why) {
        unreadable.put(item.toString(), why);
        return this;
    }

    /** The project with its versions, or the version, was not read yet. */
    public WorkspaceScenario unread(ItemKey item) {
        unread.add(item);
        return this;
    }

    public WorkspaceScenario projectsUnread() {
        projectsRead = false;
        return this;
    }

    public WorkspaceScenario unlisted() {
        listed = false;
        return this;
    }

    public WorkspaceScenario incomplete() {
        complete = false;
        return this;
    }

    public WorkspaceScenario listedAt(Instant at) {
        listedAt = at;
        return this;
    }

    public WorkspaceScenario readAt(Instant at) {
        readAt = at;
        return this;
    }

    public WorkspaceScenario at(Instant time) {
        now = time;
        return this;
    }

    public WorkspaceScenario allowed(ActionKind... kinds) {
        allowed = Set.of(kinds);
        return this;
    }

    /** The operator has just started: its ledger is empty. */
    public WorkspaceScenario justStarted() {
        arrived = true;
        return this;
    }

    public WorkspaceScenario state(UnaryOperator<PlannerState> change) {
        ledgerChange = change;
        return this;
    }

    public Plan plan() {
        return Planner.plan(input());
    }

    public PlanInput input() {
        PlannerState state = PlannerState.EMPTY;
        if (!arrived) {
            Instant before = now.minus(Duration.ofHours(1));
            state = PlanInputEdits.awake(
                    Planner.plan(input(before, before.minusSeconds(1), PlannerState.EMPTY))
                            .state(),
                    now);
        }
        return input(now, listedAt, ledgerChange.apply(state));
    }

    private PlanInput input(Instant time, Instant listing, PlannerState state) {
        List<PolicyBuilder> all = policies.isEmpty() ? List.of(new PolicyBuilder()) : policies;
        return new PlanInput(
                WORKSPACE,
                time,
                allowed,
                Duration.ofMinutes(10),
                all.stream().map(PolicyBuilder::build).toList(),
                claims,
                listed ? Optional.of(listing) : Optional.empty(),
                listed
                        ? Optional.of(new TrashSnapshot(new TrashListing(entries, complete, Optional.empty()), listing))
                        : Optional.empty(),
                inventory(),
                state);
    }

    private Inventory inventory() {
        Map<String, ActiveProject> listedProjects = new HashMap<>();
        Map<String, ReadResult<ProjectContents>> contents = new HashMap<>();
        Map<ItemKey, ReadResult<ActiveVersion>> details = new HashMap<>();
        Map<ItemKey, ReadResult<List<ActiveTraining>>> runs = new HashMap<>();
        projects.forEach((slug, created) -> {
            Map<Integer, ActiveVersion> own = versions.getOrDefault(slug, Map.of());
            ActiveProject project = new ActiveProject(
                    slug, created, Optional.of(own.size()), visibility.getOrDefault(slug, Tristate.NO));
            listedProjects.put(slug, project);
            put(contents, slug, ItemKey.project(slug), new ProjectContents(project, List.copyOf(own.values())));
            own.forEach((number, version) -> {
                ItemKey item = ItemKey.version(slug, number);
                put(details, item, item, version);
                put(runs, item, item, List.of());
            });
        });
        runs.putAll(trainings);
        Map<String, ReadResult<WorkflowSpecification>> specified = new HashMap<>();
        workflows
                .keySet()
                .forEach(slug -> put(specified, slug, ItemKey.workflow(slug), WorkflowSpecification.of(List.of())));
        specified.putAll(specifications);
        return new Inventory(
                projectsRead ? Optional.of(new ReadResult.Found<>(listedProjects, readAt)) : Optional.empty(),
                Optional.of(new ReadResult.Found<>(Map.copyOf(workflows), readAt)),
                contents,
                details,
                runs,
                specified);
    }

    private <K, T> void put(Map<K, ReadResult<T>> map, K key, ItemKey item, T value) {
        if (unread.contains(item)) {
            return;
        }
        Readiness why = unreadable.get(item.toString());
        map.put(key, why == null ? new ReadResult.Found<>(value, readAt) : new ReadResult.Unreadable<>(why, readAt));
    }

    /** How the claim of that name in namespace {@code team} stands: where, how, why, and what is planned and done. */
    public String outcome(String name) {
        return PlanReader.of(plan(), name);
    }
}
