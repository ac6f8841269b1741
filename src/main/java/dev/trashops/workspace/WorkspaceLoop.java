package dev.trashops.workspace;

import dev.trashops.plan.Plan;
import dev.trashops.plan.PlanInput;
import dev.trashops.plan.PlannedAction;
import dev.trashops.plan.Planner;
import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.Policy;
import dev.trashops.plan.model.PolicyId;
import dev.trashops.plan.model.PolicyState;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.TrashListing;
import dev.trashops.plan.observe.ReadRequest;
import dev.trashops.plan.observe.ReadTarget;
import dev.trashops.workspace.port.ApiKey;
import dev.trashops.workspace.port.ClaimStore;
import dev.trashops.workspace.port.ClaimStore.Workload;
import dev.trashops.workspace.port.LoopListener;
import dev.trashops.workspace.port.LoopStores;
import dev.trashops.workspace.port.RoboflowException;
import dev.trashops.workspace.port.RoboflowFailure;
import dev.trashops.workspace.port.RoboflowGateway;
import dev.trashops.workspace.port.RoboflowGateway.Lane;
import dev.trashops.workspace.port.WorkspaceProjection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * The single writer of one workspace. Each step reads the claims, plans, publishes, and does at most one piece of work
 * with Roboflow, in order of urgency: verify a key, list the Trash, act, read the inventory. It never sleeps; a step
 * returns when the next one is due.
 *
 * <p>Not thread-safe: one caller at a time.
 */
public final class WorkspaceLoop {
    private static final Duration NOT_SYNCED = Duration.ofSeconds(1);
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(10);
    private static final int SURVEY = 8;
    private static final int FORGET_AFTER = 40;

    private final String workspace;
    private final RoboflowGateway gateway;
    private final ClaimStore store;
    private final BooleanSupplier leading;
    private final LoopListener listener;
    private final Clock clock;
    private final Settings settings;
    private final KnownPolicies policies = new KnownPolicies();
    private final PolicyCredentials credentials;
    private final RoboflowReads reads;
    private final PolicyRecords records;
    private final ActionExecutor executor;
    private final ObservationCache observations = new ObservationCache();
    private final LoopMemory memory = new LoopMemory(policies);

    private Optional<WorkspaceProjection> published = Optional.empty();

    /**
     * How loops run.
     *
     * @param allowed which actions the operator was started for
     * @param inventoryInterval how often active items are read
     */
    public record Settings(Set<ActionKind> allowed, Duration inventoryInterval) {
        public Settings {
            allowed = Set.copyOf(allowed);
        }
    }

    public WorkspaceLoop(
            String workspace,
            RoboflowGateway gateway,
            LoopStores stores,
            LoopListener listener,
            Clock clock,
            Settings settings) {
        this.workspace = workspace;
        this.gateway = gateway;
        this.store = stores.claims();
        this.leading = stores.leading();
        this.listener = listener;
        this.clock = clock;
        this.settings = settings;
        this.credentials = new PolicyCredentials(workspace, policies, stores.credentials(), gateway);
        this.reads = new RoboflowReads(workspace, gateway, policies, credentials, observations, listener, clock);
        this.records = new PolicyRecords(stores.records());
        this.executor = new ActionExecutor(workspace, gateway, stores, records, listener, clock);
    }

    /**
     * Does one step.
     *
     * @return when the next is due, or empty once the workspace has no policies and claims
     */
    public Optional<Instant> step() {
        Instant now = clock.instant();
        Optional<Workload> workload = store.workload(workspace);
        if (workload.isEmpty()) {
            return Optional.of(now.plus(NOT_SYNCED));
        }
        if (workload.get().policies().isEmpty() && workload.get().claims().isEmpty()) {
            publish(new WorkspaceProjection(workspace, Map.of(), Map.of()));
            return Optional.empty();
        }
        policies.update(workload.get());
        credentials.update(now);
        records.update(policies.ordered(), now);
        memory.update(workload.get());
        Plan plan = plan(workload.get(), now);
        Optional<Instant> next = work(plan, now);
        listener.passed(workspace, Duration.between(now, clock.instant()), now);
        return Optional.of(next.orElseGet(() -> idleUntil(plan, now)));
    }

    private Plan plan(Workload workload, Instant now) {
        List<Claim> claims = workload.claims().stream().map(memory::remembered).toList();
        Plan plan = Planner.plan(new PlanInput(
                workspace,
                now,
                settings.allowed(),
                settings.inventoryInterval(),
                states(),
                claims,
                observations.trash(),
                observations.inventory(),
                memory.state()));
        memory.planned(claims, plan);
        publish(new WorkspaceProjection(workspace, plan.items(), plan.policies()));
        return plan;
    }

    private List<PolicyState> states() {
        Optional<Readiness> failure = reads.trouble();
        return policies.ordered().stream()
                .map(policy -> new PolicyState(
                        policy, credentials.access(policy.id(), failure), records.of(policy), memory.history(policy)))
                .toList();
    }

    private void publish(WorkspaceProjection projection) {
        if (!published.equals(Optional.of(projection))) {
            published = Optional.of(projection);
            listener.published(projection);
            store.publish(projection);
        }
    }

    /** Does the most urgent piece of work; empty if there is none now. Each kind returns whether it did anything. */
    private Optional<Instant> work(Plan plan, Instant now) {
        try {
            // In order of urgency: without a verified key nothing works, without a listing nothing may be changed.
            boolean worked = verify(now) || list(plan, now) || act(plan, now) || survey(plan, now);
            return worked ? Optional.of(clock.instant()) : Optional.empty();
        } catch (RoboflowException e) {
            if (!(e.failure() instanceof RoboflowFailure.OverBudget)) {
                listener.failed(workspace, e.failure(), now);
            }
            return Optional.of(clock.instant());
        }
    }

    private boolean verify(Instant now) throws RoboflowException {
        Optional<PolicyId> policy = credentials.toVerify(now);
        if (policy.isPresent()) {
            credentials.verify(policy.get(), now);
        }
        return policy.isPresent();
    }

    private boolean list(Plan plan, Instant now) throws RoboflowException {
        boolean asked = due(plan, now).anyMatch(request -> request.read() instanceof ReadTarget.Trash);
        return (asked ? reads.mayList(now) : reads.isListingDue(now)) && list(now);
    }

    private Stream<ReadRequest> due(Plan plan, Instant now) {
        return plan.reads().stream()
                .filter(request -> !request.begunAfter().isAfter(now))
                .filter(observations::lacks);
    }

    private boolean list(Instant now) throws RoboflowException {
        boolean listed = reads.list(now);
        if (listed) {
            observations
                    .serverDate()
                    .ifPresent(date -> memory.skewed(
                            Duration.between(now, date).abs().compareTo(TrashListing.CLOCK_TOLERANCE) > 0));
        }
        return listed;
    }

    /** An action with its policy and the verified key. */
    private record Ready(PlannedAction action, Policy policy, ApiKey key) {}

    /** Advances the first action that is ready: makes the first read it still lacks as proof, or executes it. */
    private boolean act(Plan plan, Instant now) throws RoboflowException {
        if (plan.actions().isEmpty() || !leading.getAsBoolean()) {
            return false;
        }
        Optional<Ready> ready = plan.actions().stream()
                .flatMap(action -> ready(action, now).stream())
                .findFirst();
        Optional<ReadRequest> missing = ready.flatMap(one ->
                one.action().proofs().stream().filter(observations::lacks).findFirst());
        if (missing.isPresent()) {
            return prove(missing.get(), now);
        }
        ready.ifPresent(this::execute);
        return ready.isPresent();
    }

    private Optional<Ready> ready(PlannedAction action, Instant now) {
        PolicyId id = action.claim().policy();
        return policies.policy(id)
                .filter(policy -> !credentials.isHeld(id, now))
                .flatMap(policy -> credentials.key(id).map(key -> new Ready(action, policy, key)));
    }

    /** Not sooner than the backoff of the listing and of the keys allows. */
    private boolean prove(ReadRequest missing, Instant now) throws RoboflowException {
        return missing.read() instanceof ReadTarget.Trash
                ? reads.mayList(now) && list(now)
                : reads.read(missing.read(), now);
    }

    /** Executes an action, or holds its key until the request budget allows it. */
    private void execute(Ready ready) {
        Policy policy = ready.policy();
        Duration wait = gateway.reader(workspace, ready.key()).budgetWait(Lane.URGENT, 1);
        if (wait.isZero()) {
            acted(ready.action(), policy, executor.act(ready.action(), policy, ready.key()));
        } else {
            credentials.hold(policy.id(), clock.instant().plus(wait));
        }
    }

    private void acted(PlannedAction action, Policy policy, ActionResult result) {
        memory.acted(action, policy, result, clock.instant());
        result.failure().ifPresent(failure -> {
            listener.failed(workspace, failure, clock.instant());
            if (failure instanceof RoboflowFailure.Unauthorized) {
                credentials.failed(policy.id(), failure, clock.instant());
            }
        });
    }

    /** Makes the background reads that the plan asks for. */
    private boolean survey(Plan plan, Instant now) throws RoboflowException {
        List<ReadRequest> needs = due(plan, now)
                .filter(request -> !(request.read() instanceof ReadTarget.Trash))
                .limit(SURVEY)
                .toList();
        boolean read = reads.survey(needs, now);
        if (read) {
            observations.forgetOlderThan(now.minus(settings.inventoryInterval().multipliedBy(FORGET_AFTER)));
        }
        return read;
    }

    private Instant idleUntil(Plan plan, Instant now) {
        Instant next = Stream.of(
                        plan.reads().stream().map(ReadRequest::begunAfter),
                        plan.wakeAt().stream(),
                        reads.wakeTimes(now),
                        credentials.wakeTimes(),
                        records.wakeTimes())
                .flatMap(times -> times)
                .filter(at -> at.isAfter(now))
                .min(Instant::compareTo)
                .orElse(now.plus(credentials.interval()));
        Instant soonest = now.plus(SHORTEST_PAUSE);
        return next.isAfter(soonest) ? next : soonest;
    }
}
