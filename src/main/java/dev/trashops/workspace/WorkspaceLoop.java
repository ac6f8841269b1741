package dev.trashops.workspace;

import dev.trashops.plan.Plan;
import dev.trashops.plan.PlanInput;
import dev.trashops.plan.PlannedAction;
import dev.trashops.plan.Planner;
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
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * The single writer of one workspace. Each step takes in what is claimed, does at most one piece of work with Roboflow
 * in the order of urgency (prove a key, list the Trash, act, read the inventory), plans anew and publishes. Nothing in
 * it sleeps; a step says when the next one is due.
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
    private final LoopSettings settings;
    private final KnownPolicies policies = new KnownPolicies();
    private final PolicyCredentials desk;
    private final RoboflowReads reads;
    private final PolicyRecords papers;
    private final ActionExecutor actor;
    private final ObservationCache lookout = new ObservationCache();
    private final LoopMemory memory = new LoopMemory(policies);

    private Optional<WorkspaceProjection> published = Optional.empty();

    /** A loop for that workspace that has seen nothing yet. */
    public WorkspaceLoop(
            String workspace,
            RoboflowGateway gateway,
            LoopStores stores,
            LoopListener listener,
            Clock clock,
            LoopSettings settings) {
        this.workspace = workspace;
        this.gateway = gateway;
        this.store = stores.claims();
        this.leading = stores.leading();
        this.listener = listener;
        this.clock = clock;
        this.settings = settings;
        this.desk = new PolicyCredentials(workspace, policies, stores.credentials(), gateway);
        this.reads = new RoboflowReads(workspace, gateway, policies, desk, lookout, listener, clock);
        this.papers = new PolicyRecords(stores.records());
        this.actor = new ActionExecutor(workspace, gateway, stores, papers, listener, clock);
    }

    /**
     * Does one step.
     *
     * @return when the next is due, or nothing when nobody claims anything of this workspace any more
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
        desk.update(now);
        papers.update(policies.ordered(), now);
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
                lookout.trash(),
                lookout.inventory(),
                memory.ledger()));
        memory.planned(claims, plan);
        publish(new WorkspaceProjection(workspace, plan.items(), plan.policies()));
        return plan;
    }

    private List<PolicyState> states() {
        Optional<Readiness> look = reads.trouble();
        return policies.ordered().stream()
                .map(policy -> new PolicyState(
                        policy, desk.access(policy.id(), look), papers.of(policy), memory.history(policy)))
                .toList();
    }

    private void publish(WorkspaceProjection view) {
        if (!published.equals(Optional.of(view))) {
            published = Optional.of(view);
            listener.published(view);
            store.publish(view);
        }
    }

    /**
     * Does the most urgent piece of work; nothing when there is none that may be done now. Each kind of work says whether
     * it did something; the next kind has its turn only if it did not.
     */
    private Optional<Instant> work(Plan plan, Instant now) {
        try {
            // In order of urgency: without a key nothing works, without a listing nothing may be done.
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
        Optional<PolicyId> policy = desk.toVerify(now);
        if (policy.isPresent()) {
            desk.verify(policy.get(), now);
        }
        return policy.isPresent();
    }

    private boolean list(Plan plan, Instant now) throws RoboflowException {
        boolean asked = due(plan, now).anyMatch(need -> need.read() instanceof ReadTarget.Trash);
        return (asked ? reads.mayList(now) : reads.isListingDue(now)) && list(now);
    }

    private Stream<ReadRequest> due(Plan plan, Instant now) {
        return plan.reads().stream()
                .filter(need -> !need.begunAfter().isAfter(now))
                .filter(lookout::lacks);
    }

    private boolean list(Instant now) throws RoboflowException {
        boolean listed = reads.list(now);
        if (listed) {
            lookout.serverDate()
                    .ifPresent(date -> memory.skewed(
                            Duration.between(now, date).abs().compareTo(TrashListing.CLOCK_TOLERANCE) > 0));
        }
        return listed;
    }

    /** An action whose policy and key are at hand, and whose key has budget left. */
    private record Ready(PlannedAction action, Policy policy, ApiKey key) {}

    /** Goes on with the first action that can: makes the first proof that it lacks, or carries it out. */
    private boolean act(Plan plan, Instant now) throws RoboflowException {
        if (plan.actions().isEmpty() || !leading.getAsBoolean()) {
            return false;
        }
        Optional<Ready> ready = plan.actions().stream()
                .flatMap(action -> ready(action, now).stream())
                .findFirst();
        Optional<ReadRequest> missing = ready.flatMap(
                one -> one.action().proofs().stream().filter(lookout::lacks).findFirst());
        if (missing.isPresent()) {
            return prove(missing.get(), now);
        }
        ready.ifPresent(this::carryOut);
        return ready.isPresent();
    }

    private Optional<Ready> ready(PlannedAction action, Instant now) {
        PolicyId id = action.claim().policy();
        return policies.policy(id)
                .filter(policy -> !desk.isHeld(id, now))
                .flatMap(policy -> desk.key(id).map(key -> new Ready(action, policy, key)));
    }

    /** Makes a proof, though not sooner than a failure of listing or of every key allows: until then nothing is done. */
    private boolean prove(ReadRequest missing, Instant now) throws RoboflowException {
        return missing.read() instanceof ReadTarget.Trash
                ? reads.mayList(now) && list(now)
                : reads.read(missing.read(), now);
    }

    /** Carries an action out, or puts its key aside until there is budget for that. */
    private void carryOut(Ready ready) {
        Policy policy = ready.policy();
        Duration wait = gateway.reader(workspace, ready.key()).budgetWait(Lane.URGENT, 1);
        if (wait.isZero()) {
            acted(ready.action(), policy, actor.act(ready.action(), policy, ready.key()));
        } else {
            desk.hold(policy.id(), clock.instant().plus(wait));
        }
    }

    private void acted(PlannedAction action, Policy policy, ActionResult result) {
        memory.acted(action, policy, result, clock.instant());
        result.failure().ifPresent(failure -> {
            listener.failed(workspace, failure, clock.instant());
            if (failure instanceof RoboflowFailure.Unauthorized) {
                desk.failed(policy.id(), failure, clock.instant());
            }
        });
    }

    /** Reads what the plan would like to know of active items, as far as the budget leaves room. */
    private boolean survey(Plan plan, Instant now) throws RoboflowException {
        List<ReadRequest> needs = due(plan, now)
                .filter(need -> !(need.read() instanceof ReadTarget.Trash))
                .limit(SURVEY)
                .toList();
        boolean read = reads.survey(needs, now);
        if (read) {
            lookout.forgetOlderThan(now.minus(settings.inventoryInterval().multipliedBy(FORGET_AFTER)));
        }
        return read;
    }

    private Instant idleUntil(Plan plan, Instant now) {
        Instant next = Stream.of(
                        plan.reads().stream().map(ReadRequest::begunAfter),
                        plan.wakeAt().stream(),
                        reads.wakeTimes(now),
                        desk.wakeTimes(),
                        papers.wakeTimes())
                .flatMap(times -> times)
                .filter(at -> at.isAfter(now))
                .min(Instant::compareTo)
                .orElse(now.plus(desk.interval()));
        Instant soonest = now.plus(SHORTEST_PAUSE);
        return next.isAfter(soonest) ? next : soonest;
    }
}
