package dev.trashops.workspace;

import dev.trashops.plan.Ledger;
import dev.trashops.plan.Plan;
import dev.trashops.plan.PlanInput;
import dev.trashops.plan.PlannedAction;
import dev.trashops.plan.Planner;
import dev.trashops.plan.PolicyState;
import dev.trashops.plan.Read;
import dev.trashops.plan.ReadNeed;
import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.LastAction;
import dev.trashops.plan.model.Memory;
import dev.trashops.plan.model.Policy;
import dev.trashops.plan.model.PolicyId;
import dev.trashops.plan.model.Standing;
import dev.trashops.workspace.port.ApiKey;
import dev.trashops.workspace.port.ClaimStore;
import dev.trashops.workspace.port.ClaimStore.Workload;
import dev.trashops.workspace.port.Failure;
import dev.trashops.workspace.port.LoopListener;
import dev.trashops.workspace.port.RoboflowException;
import dev.trashops.workspace.port.RoboflowGateway;
import dev.trashops.workspace.port.RoboflowGateway.Lane;
import dev.trashops.workspace.port.RoboflowGateway.Reader;
import dev.trashops.workspace.port.WorkspaceView;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
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
    private static final Duration TOLERATED_SKEW = Duration.ofMinutes(5);
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(10);
    private static final int SURVEY = 8;
    private static final int FORGET_AFTER = 40;

    private final String workspace;
    private final RoboflowGateway gateway;
    private final ClaimStore store;
    private final LoopListener listener;
    private final Clock clock;
    private final LoopSettings settings;
    private final PolicyDesk desk;
    private final ListingSchedule schedule;
    private final PaperDesk papers;
    private final Histories histories = new Histories();
    private final Actor actor;
    private final Lookout lookout = new Lookout();
    private final Map<String, Memory> memories = new HashMap<>();

    private Ledger ledger = Ledger.EMPTY;
    private Optional<WorkspaceView> published = Optional.empty();
    private Instant surveyAt = Instant.MIN;

    /** A loop for that workspace that has seen nothing yet. */
    public WorkspaceLoop(
            String workspace,
            RoboflowGateway gateway,
            ClaimStore store,
            LoopListener listener,
            Clock clock,
            LoopSettings settings) {
        this.workspace = workspace;
        this.gateway = gateway;
        this.store = store;
        this.listener = listener;
        this.clock = clock;
        this.settings = settings;
        this.desk = new PolicyDesk(workspace, store, gateway);
        this.schedule = new ListingSchedule(workspace);
        this.papers = new PaperDesk(store);
        this.actor = new Actor(workspace, gateway, store, papers, listener, clock);
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
            publish(new WorkspaceView(workspace, Map.of(), Map.of()));
            return Optional.empty();
        }
        desk.update(workload.get(), now);
        papers.update(desk.policies(), now);
        histories.update(workload.get().policies());
        Plan plan = plan(workload.get(), now);
        Optional<Instant> next = work(plan, now);
        listener.passed(workspace, Duration.between(now, clock.instant()), now);
        return Optional.of(next.orElseGet(() -> idleUntil(plan, now)));
    }

    private Plan plan(Workload workload, Instant now) {
        memories.keySet()
                .retainAll(workload.claims().stream()
                        .map(claim -> claim.id().uid())
                        .collect(Collectors.toSet()));
        List<Claim> claims = workload.claims().stream().map(this::remembered).toList();
        Plan plan = Planner.plan(new PlanInput(
                workspace,
                now,
                settings.allowed(),
                settings.inventoryInterval(),
                states(),
                claims,
                lookout.trash(),
                lookout.inventory(),
                ledger));
        ledger = plan.ledger();
        claims.forEach(claim -> decided(claim, plan));
        plan.items().forEach((id, view) -> {
            memories.put(id.uid(), view.memory());
            if (view.memory().standing().map(Standing::isReady).orElse(false)) {
                ledger = ledger.recovered(id.uid());
            }
        });
        publish(new WorkspaceView(workspace, plan.items(), plan.policies()));
        return plan;
    }

    /** What this loop knows of a claim, and what another process that took itself for the leader has done for it. */
    private Claim remembered(Claim claim) {
        Memory own = memories.getOrDefault(claim.id().uid(), claim.memory());
        return claim.remembering(own.learning(claim.memory()));
    }

    private List<PolicyState> states() {
        return desk.states(look()).stream()
                .map(papers::completed)
                .map(state -> state.of(histories.completed(state.policy())))
                .toList();
    }

    /** A listing may have told how an action ended that was begun before. */
    private void decided(Claim claim, Plan plan) {
        boolean open = claim.memory()
                .lastAction()
                .map(last -> last.outcome() == LastAction.Outcome.STARTED)
                .orElse(false);
        if (open) {
            Optional.ofNullable(plan.items().get(claim.id()))
                    .flatMap(view -> view.memory().lastAction())
                    .ifPresent(last -> decided(claim, last));
        }
    }

    private void decided(Claim claim, LastAction ended) {
        if (ended.outcome() == LastAction.Outcome.FAILED) {
            ledger = ledger.sparing(claim.item(), ended.at());
        }
        desk.policy(claim.policy()).ifPresent(policy -> histories.addDecided(policy, claim, ended));
    }

    private Optional<Standing> look() {
        return schedule.trouble()
                .or(() -> lookout.trash().isPresent() ? Optional.empty() : Optional.of(Standings.starting()));
    }

    private void publish(WorkspaceView view) {
        if (!published.equals(Optional.of(view))) {
            published = Optional.of(view);
            listener.published(view);
            store.publish(view);
        }
    }

    /** Does the most urgent piece of work; nothing when there is none that may be done now. */
    private Optional<Instant> work(Plan plan, Instant now) {
        try {
            boolean worked = verify(now) || list(plan, now) || act(plan, now) || survey(plan, now);
            return worked ? Optional.of(clock.instant()) : Optional.empty();
        } catch (RoboflowException e) {
            if (!(e.failure() instanceof Failure.OverBudget)) {
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
        boolean asked = schedule.mayHurry() && due(plan, now).anyMatch(need -> need.read() instanceof Read.Trash);
        return (asked || !now.isBefore(schedule.dueAt(desk.interval()))) && list(now);
    }

    private Stream<ReadNeed> due(Plan plan, Instant now) {
        return plan.reads().stream()
                .filter(need -> !need.begunAfter().isAfter(now))
                .filter(lookout::lacks);
    }

    private boolean list(Instant now) throws RoboflowException {
        Optional<PolicyId> policy = desk.looker(now);
        if (policy.isEmpty()) {
            return false;
        }
        try {
            boolean believed = lookout.list(reader(policy.get()), now);
            desk.looked(policy.get());
            schedule.answered(believed, now);
            lookout.serverDate()
                    .ifPresent(date -> ledger =
                            ledger.skewed(Duration.between(now, date).abs().compareTo(TOLERATED_SKEW) > 0));
            if (believed) {
                listener.listed(workspace, lookout.entries(), now);
            }
        } catch (RoboflowException e) {
            unlisted(policy.get(), e.failure(), now);
            throw e;
        }
        return true;
    }

    /** What a listing that failed means: for this key alone, or for everybody. */
    private void unlisted(PolicyId policy, Failure failure, Instant now) {
        boolean everybody = failure instanceof Failure.Unavailable
                || failure instanceof Failure.Malformed
                || failure instanceof Failure.RateLimited;
        if (everybody) {
            Optional<Standing> standing = desk.policy(policy).map(one -> Standings.ofLook(failure, one));
            schedule.failed(failure, standing, desk.interval(), now);
        } else if (failure instanceof Failure.OverBudget over) {
            desk.hold(policy, clock.instant().plus(over.delay()));
        } else {
            desk.failed(policy, failure, now);
        }
    }

    private Reader reader(PolicyId policy) {
        return gateway.reader(workspace, desk.key(policy).orElseThrow());
    }

    /** Makes the first missing proof of the first action that can go on, or carries the action out. */
    private boolean act(Plan plan, Instant now) throws RoboflowException {
        if (plan.actions().isEmpty() || !store.leading()) {
            return false;
        }
        for (PlannedAction action : plan.actions()) {
            PolicyId id = action.claim().policy();
            Optional<Policy> policy = desk.policy(id);
            Optional<ApiKey> key = desk.key(id);
            if (policy.isPresent() && key.isPresent() && !desk.isHeld(id, now)) {
                Optional<ReadNeed> missing =
                        action.proofs().stream().filter(lookout::lacks).findFirst();
                return missing.isPresent() ? prove(missing.get(), now) : act(action, policy.get(), key.get());
            }
        }
        return false;
    }

    /** Makes a proof, though not sooner than a failure of listing or of every key allows: until then nothing is done. */
    private boolean prove(ReadNeed missing, Instant now) throws RoboflowException {
        if (missing.read() instanceof Read.Trash) {
            boolean soon = schedule.mayHurry() || !now.isBefore(schedule.dueAt(desk.interval()));
            return soon && list(now);
        }
        if (desk.looker(now).isEmpty()) {
            return false;
        }
        read(missing.read(), now);
        return true;
    }

    private boolean act(PlannedAction action, Policy policy, ApiKey key) {
        Duration wait = gateway.reader(workspace, key).budgetWait(Lane.URGENT, 1);
        if (!wait.isZero()) {
            desk.hold(policy.id(), clock.instant().plus(wait));
            return true;
        }
        Actor.Result result = actor.act(action, policy, key, ledger);
        ledger = result.ledger();
        String uid = action.claim().id().uid();
        result.journal().ifPresent(journal -> {
            memories.put(uid, action.claim().memory().withLastAction(journal));
            histories.add(policy, action, journal);
            if (result.failure().isEmpty() && journal.outcome() == LastAction.Outcome.DONE) {
                ledger = ledger.recovered(uid);
            }
        });
        result.failure().ifPresent(failure -> {
            listener.failed(workspace, failure, clock.instant());
            if (failure instanceof Failure.Unauthorized) {
                desk.failed(action.claim().policy(), failure, clock.instant());
            }
        });
        return true;
    }

    /** Reads what the plan would like to know of active items, as far as the budget leaves room. */
    private boolean survey(Plan plan, Instant now) throws RoboflowException {
        List<ReadNeed> needs = due(plan, now)
                .filter(need -> !(need.read() instanceof Read.Trash))
                .limit(SURVEY)
                .toList();
        Optional<PolicyId> policy = desk.looker(now);
        if (needs.isEmpty() || policy.isEmpty()) {
            return false;
        }
        boolean read = false;
        for (ReadNeed need : needs) {
            Duration wait = reader(policy.get()).budgetWait(Lane.BACKGROUND, 1);
            if (!wait.isZero()) {
                surveyAt = clock.instant().plus(wait);
                return read;
            }
            read(need.read(), clock.instant());
            read = true;
        }
        lookout.forgetOlderThan(now.minus(settings.inventoryInterval().multipliedBy(FORGET_AFTER)));
        return true;
    }

    private void read(Read what, Instant now) throws RoboflowException {
        PolicyId id = desk.looker(now).orElseThrow();
        try {
            lookout.read(what, reader(id), desk.policy(id).orElseThrow(), now);
        } catch (RoboflowException e) {
            if (e.failure() instanceof Failure.Unauthorized) {
                desk.failed(id, e.failure(), now);
            } else if (e.failure() instanceof Failure.OverBudget over) {
                desk.hold(id, clock.instant().plus(over.delay()));
            }
            throw e;
        }
    }

    private Instant idleUntil(Plan plan, Instant now) {
        boolean looks = desk.looker(now).isPresent();
        Stream<Instant> needs = plan.reads().stream().map(ReadNeed::begunAfter);
        Stream<Instant> own = Stream.of(schedule.dueAt(desk.interval())).filter(at -> looks);
        Instant next = Stream.of(
                        needs, own, Stream.of(surveyAt), plan.wakeAt().stream(), desk.wakeTimes(), papers.wakeTimes())
                .flatMap(times -> times)
                .filter(at -> at.isAfter(now))
                .min(Instant::compareTo)
                .orElse(now.plus(desk.interval()));
        Instant soonest = now.plus(SHORTEST_PAUSE);
        return next.isAfter(soonest) ? next : soonest;
    }
}
