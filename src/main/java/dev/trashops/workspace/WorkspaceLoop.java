package dev.trashops.workspace;

import dev.trashops.plan.Plan;
import dev.trashops.plan.PlanInput;
import dev.trashops.plan.PlannedAction;
import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.Policy;
import dev.trashops.plan.model.TrashListing;
import dev.trashops.plan.model.WorkspaceId;
import dev.trashops.plan.observe.ReadRequest;
import dev.trashops.plan.observe.ReadTarget;
import dev.trashops.workspace.port.ClaimStore.Workload;
import dev.trashops.workspace.port.LoopPorts;
import dev.trashops.workspace.port.RoboflowException;
import dev.trashops.workspace.port.WorkspaceProjection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The single writer of one workspace. Each step reads the claims, plans and publishes if anything has changed, and does at most one
 * piece of work with Roboflow, in order of urgency: verify a key, list the Trash, act, read the inventory. It never sleeps; a step
 * returns when the next one is due.
 *
 * <p>Not thread-safe: one caller at a time.
 */
public final class WorkspaceLoop {
    private static final Logger LOG = LoggerFactory.getLogger(WorkspaceLoop.class);
    private static final Duration NOT_SYNCED = Duration.ofSeconds(1);
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(10);
    private static final Duration LONGEST_SLEEP = Duration.ofSeconds(30);

    private static final int SURVEY = 8;
    /** What is urgent may be known only by the next plan, which must not wait for many. */
    private static final int FEW = 2;

    private static final int FORGET_AFTER = 40;

    private final WorkspaceId workspace;
    private final LoopPorts ports;
    private final Settings settings;
    private final ClockWatch watch;
    private final PolicyCredentials credentials;
    private final LoopMemory memory;
    private final PolicyRecords records;
    private final ActionTurns actions;
    private final PlanInputs inputs;
    private final News news = new News();
    private final PlanMaker plans;
    private ObservationCache observations = new ObservationCache(news);
    private ReadScheduler reads;
    private Optional<WorkspaceProjection> published = Optional.empty();

    /**
     * How loops run.
     *
     * @param allowed which actions the operator was started for
     * @param inventoryInterval how often active items are read
     * @param showNames whether statuses may name people
     */
    public record Settings(Set<ActionKind> allowed, Duration inventoryInterval, boolean showNames) {
        public Settings {
            allowed = Set.copyOf(allowed);
        }

        /** Nobody is named. */
        public Settings(Set<ActionKind> allowed, Duration inventoryInterval) {
            this(allowed, inventoryInterval, false);
        }
    }

    public WorkspaceLoop(WorkspaceId workspace, LoopPorts ports, Settings settings) {
        this(workspace, ports, settings, (plan, now) -> {});
    }

    WorkspaceLoop(WorkspaceId workspace, LoopPorts ports, Settings settings, PlanMaker.Watch watch) {
        this.workspace = workspace;
        this.ports = ports;
        this.settings = settings;
        this.watch = new ClockWatch(ports.clock(), ports.uptime());
        this.credentials = new PolicyCredentials(workspace, ports);
        this.memory = new LoopMemory(credentials, settings.showNames());
        this.reads = new ReadScheduler(workspace, ports, credentials, observations);
        this.records = new PolicyRecords(ports.stores().records());
        this.inputs = new PlanInputs(workspace, settings, credentials, memory, records);
        this.plans = new PlanMaker(ports, news, watch);
        this.actions =
                new ActionTurns(workspace, ports, credentials, memory, new ActionExecutor(workspace, ports, records));
    }

    /**
     * Does one step.
     *
     * @return when the next is due, or empty once the workspace has no policies and claims
     */
    public Optional<Instant> step() {
        Instant now = clockNoticed();
        Optional<Workload> known = ports.stores().claims().workload(workspace);
        if (known.isEmpty()) {
            return Optional.of(now.plus(NOT_SYNCED));
        }
        Workload workload = known.get();
        if (workload.policies().isEmpty() && workload.claims().isEmpty()) {
            publish(WorkspaceProjection.empty(workspace));
            return Optional.empty();
        }
        credentials.update(workload, now);
        List<Policy> policies = credentials.ordered().map(Credential::policy).toList();
        records.update(policies, now);
        memory.update(workload);
        Plan plan = plan(workload, now);
        records.forget(plan.outdated(), policies, now);
        Optional<Instant> next = work(plan, now);
        ports.listener().passed(workspace, Duration.between(now, ports.now()), now);
        return Optional.of(next.orElseGet(() -> idleUntil(plan, now)));
    }

    /** What the clock shows; what rests on what it showed before it was set is found out anew, as after a restart. */
    private Instant clockNoticed() {
        ClockWatch.Reading clock = watch.read();
        if (!clock.setBy().isZero()) {
            startAnew(clock.setBy());
        }
        if (clock.overslept()) {
            memory.overslept();
        }
        return clock.now();
    }

    private void startAnew(Duration by) {
        LOG.warn(
                "The clock was set by {}; workspace {} is read anew, and what is to be trashed settles anew",
                by,
                workspace);
        ports.listener().clockSet(workspace, by);
        observations = new ObservationCache(news);
        reads = new ReadScheduler(workspace, ports, credentials, observations);
        credentials.clockSet();
        memory.clockSet();
        records.clockSet();
    }

    /** The plan to go by. What rules want restored without a resource is known only from a plan, and planned at once. */
    private Plan plan(Workload workload, Instant now) {
        List<Claim> unborn = UnbornClaims.of(plans.last(), workload);
        PlanInput input = inputs.of(workload, unborn, reads, observations, now);
        boolean reading = plans.last().filter(plan -> isReadingFirst(plan, now)).isPresent();
        boolean confirming = plans.last().filter(actions::isConfirming).isPresent();
        Optional<Plan> standing = plans.standing(input, reading, confirming);
        if (standing.isPresent()) {
            return standing.get();
        }
        Plan plan = make(input);
        List<Claim> then = UnbornClaims.of(plans.last(), workload);
        return then.equals(unborn) ? plan : make(inputs.of(workload, then, reads, observations, now));
    }

    /** The proofs of an action, or the little that is left to read of what the plan asks for, are read with no plans in between. */
    private boolean isReadingFirst(Plan plan, Instant now) {
        long due =
                plan.actions().isEmpty() ? wanted(plan).due(now).limit(FEW + 1).count() : 0;
        return actions.isProving(plan, observations, now) || (due > 0 && due <= FEW && reads.mayReadMore(now));
    }

    private Plan make(PlanInput input) {
        Plan plan = plans.make(input);
        PlanInput known = input.remembering(plan);
        memory.planned(input.claims(), plan, known.claims());
        actions.planned();
        plans.goBy(plan, known);
        publish(WorkspaceProjection.of(workspace, input.claims(), plan.items(), plan.policies()));
        return plan;
    }

    private void publish(WorkspaceProjection projection) {
        if (!published.equals(Optional.of(projection))) {
            published = Optional.of(projection);
            ports.listener().published(projection);
            ports.stores().claims().publish(projection);
        }
    }

    /** Does the most urgent piece of work; empty if there is none now. Each kind returns whether it did anything. */
    private Optional<Instant> work(Plan plan, Instant now) {
        try {
            // In order of urgency: without a verified key nothing works, without a listing nothing may be changed.
            boolean worked = credentials.verify(now)
                    || confirm(plan, now)
                    || list(credentials.isLookAsked() || wanted(plan).isListingDue(now), now)
                    || act(plan, now)
                    || credentials.proveAgain(now)
                    || survey(plan, now);
            // A read that was begun in the moment in which an action ended would not count as a later one.
            return worked ? Optional.of(ports.now().plusMillis(1)) : Optional.empty();
        } catch (RoboflowException remembered) {
            // Whoever made the call keeps why it failed.
            return Optional.of(ports.now());
        }
    }

    /** Reads what has become of what was done, so that one plan takes in all of it. What can't be read now is left to that plan. */
    private boolean confirm(Plan plan, Instant now) throws RoboflowException {
        boolean confirming = actions.isConfirming(plan);
        if (confirming) {
            ReadTarget next = actions.confirm();
            boolean unused = next instanceof ReadTarget.Trash ? list(true, now) : reads.survey(List.of(next), now);
        }
        return confirming;
    }

    private WantedReads wanted(Plan plan) {
        return new WantedReads(plan.reads(), observations);
    }

    private boolean list(boolean early, Instant now) throws RoboflowException {
        boolean listed = reads.list(early, now);
        if (listed) {
            observations
                    .serverDate()
                    .ifPresent(date -> memory.skewed(
                            Duration.between(now, date).abs().compareTo(TrashListing.CLOCK_TOLERANCE) > 0));
        }
        return listed;
    }

    /** Advances the first action that is ready: makes the first read it still lacks as proof, or executes it. */
    private boolean act(Plan plan, Instant now) throws RoboflowException {
        Optional<PlannedAction> ready = actions.next(plan, now);
        Optional<ReadTarget> missing = ready.flatMap(action -> actions.missing(action, observations, now));
        if (missing.isPresent()) {
            actions.prove(ready.get(), now);
            // Not sooner than the backoff of the listing and of the keys allows.
            return missing.get() instanceof ReadTarget.Trash ? list(true, now) : reads.read(missing.get(), now);
        }
        ready.filter(actions::execute).ifPresent(plans::carriedOut);
        return ready.isPresent();
    }

    /** Makes the background reads that the plan asks for. */
    private boolean survey(Plan plan, Instant now) throws RoboflowException {
        List<ReadTarget> needs =
                wanted(plan).due(now).map(ReadRequest::read).limit(SURVEY).toList();
        boolean read = reads.survey(needs, now);
        if (read) {
            observations.forgetOlderThan(now.minus(settings.inventoryInterval().multipliedBy(FORGET_AFTER)));
        }
        return read;
    }

    private Instant idleUntil(Plan plan, Instant now) {
        Instant next = Stream.of(
                        wanted(plan).times(),
                        plan.wakeAt().stream(),
                        plans.untilNext().map(now::plus).stream(),
                        reads.wakeTimes(now),
                        credentials.wakeTimes(),
                        records.wakeTimes())
                .flatMap(times -> times)
                .filter(at -> at.isAfter(now))
                .min(Instant::compareTo)
                .orElse(Instant.MAX);
        Instant soonest = now.plus(SHORTEST_PAUSE);
        Instant latest = now.plus(LONGEST_SLEEP);
        Instant bounded = next.isBefore(latest) ? next : latest;
        return bounded.isAfter(soonest) ? bounded : soonest;
    }
}
