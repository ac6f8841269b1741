package dev.trashops.workspace;

import dev.trashops.ManualClock;
import dev.trashops.ShiftedClock;
import dev.trashops.plan.model.Acknowledgement;
import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.ClaimId;
import dev.trashops.plan.model.ClaimOrigin;
import dev.trashops.plan.model.ClaimSpec;
import dev.trashops.plan.model.ClaimStatus;
import dev.trashops.plan.model.DeletionPolicy;
import dev.trashops.plan.model.DesiredState;
import dev.trashops.plan.model.DriftPolicy;
import dev.trashops.plan.model.InternalId;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.Mode;
import dev.trashops.plan.model.Policy;
import dev.trashops.plan.model.Policy.Limits;
import dev.trashops.plan.model.PolicyId;
import dev.trashops.plan.model.Reason;
import dev.trashops.plan.model.Rule;
import dev.trashops.workspace.fake.FakeKubernetes;
import dev.trashops.workspace.fake.FakeLoopListener;
import dev.trashops.workspace.fake.FakeRoboflowGateway;
import dev.trashops.workspace.fake.FakeStores;
import dev.trashops.workspace.fake.FaultInjector;
import dev.trashops.workspace.port.LoopPorts;
import dev.trashops.workspace.port.Uptime;
import dev.trashops.workspace.simulation.RandomPolicies;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** One loop on a workspace of many projects, with a clock that moves only when told and nothing that goes wrong by itself. */
final class WorkspaceLoopFixture {
    static final PolicyId POLICY = new PolicyId("team", "production");
    static final ItemKey PROJECT = ItemKey.project("detector");

    final ManualClock clock = new ManualClock();
    /** What the operator's machine shows. */
    final ShiftedClock machine = new ShiftedClock(clock);

    final FakeRoboflowGateway roboflow;
    final FakeKubernetes kube;
    FakeLoopListener listener = new FakeLoopListener();
    FakeStores process;
    private WorkspaceLoop loop;
    private Optional<String> requested = Optional.empty();
    private Duration planning = Duration.ZERO;

    WorkspaceLoopFixture() {
        FaultInjector calm = new FaultInjector(new Random(1));
        roboflow = new FakeRoboflowGateway(clock, calm);
        kube = new FakeKubernetes(calm);
        kube.policy(policy(Mode.ENFORCE));
        Instant old = clock.instant().minus(Duration.ofDays(100));
        for (int i = 0; i < 30; i++) {
            roboflow.create(ItemKey.project("other-" + i), old, false);
        }
        roboflow.create(PROJECT, old, false);
        clock.advance(Duration.ofDays(1));
        process = new FakeStores(kube, clock);
        loop = loop();
    }

    private WorkspaceLoop loop() {
        return new WorkspaceLoop(
                FakeRoboflowGateway.WORKSPACE,
                new LoopPorts(roboflow, process.stores(), listener, machine, uptime()),
                new WorkspaceLoop.Settings(Set.of(ActionKind.values()), Duration.ofMinutes(10)));
    }

    private Uptime uptime() {
        Uptime passing = Uptime.of(clock);
        return () -> {
            clock.advance(planning);
            return passing.elapsed();
        };
    }

    /** On a machine that is so slow, time passes with each look at its uptime, and so while a plan is made. */
    void planningTakes(Duration time) {
        planning = time;
    }

    static Policy policy(Mode mode) {
        return policy(mode, 10);
    }

    static Policy policy(Mode mode, int maxTrashed) {
        Limits limits = new Limits(maxTrashed, 20, Duration.ofHours(24), Duration.ofSeconds(5));
        Policy enforced = RandomPolicies.withoutRules(POLICY, new ManualClock().instant(), limits);
        return mode == Mode.ENFORCE
                ? enforced
                : RandomPolicies.edited(
                        enforced, enforced.suspended(), mode, enforced.rules(), enforced.approvedPlan());
    }

    /** Somebody writes rules into the policy. */
    void rules(Rule... rules) {
        Policy before = policy();
        kube.policy(RandomPolicies.edited(
                before, before.suspended(), before.mode(), List.of(rules), before.approvedPlan()));
    }

    /** Somebody suspends the policy. */
    void suspend() {
        Policy before = policy();
        kube.policy(RandomPolicies.edited(before, true, before.mode(), before.rules(), before.approvedPlan()));
    }

    Policy policy() {
        return kube.policy(POLICY).orElseThrow();
    }

    void run() {
        runFor(Duration.ofMinutes(6));
    }

    void runFor(Duration time) {
        process.look();
        Instant end = clock.instant().plus(time);
        while (clock.instant().isBefore(end)) {
            Duration wait = loop.step()
                    .map(due -> Duration.between(machine.instant(), due))
                    .orElse(time);
            clock.advance(wait.isNegative() ? Duration.ZERO : wait);
        }
        process.control();
    }

    Optional<Instant> step() {
        return loop.step();
    }

    /** Another process with nothing remembered. */
    void restart() {
        restart(listener);
    }

    void restart(FakeLoopListener newListener) {
        listener = newListener;
        process = new FakeStores(kube, clock);
        loop = loop();
    }

    /** A process with what it remembers. */
    record OperatorProcess(FakeStores stores, WorkspaceLoop loop) {}

    /** The process that runs now, to come back to. */
    OperatorProcess running() {
        return new OperatorProcess(process, loop);
    }

    void switchTo(OperatorProcess other) {
        process = other.stores();
        loop = other.loop();
    }

    ClaimStatus claimStatus() {
        return kube.claims().get(0).status();
    }

    Reason reason() {
        return claimStatus().readiness().orElseThrow().reason();
    }

    /** Somebody sets the reconcile-now annotation of the resource. */
    void requestItem(String value) {
        requested = Optional.of(value);
        ClaimSpec spec = kube.claims().get(0).spec();
        apply(spec.item(), spec.generation(), spec.desired(), Optional.empty(), Set.of(), spec.deletion(), false);
    }

    void apply(DesiredState desired) {
        apply(desired, Optional.empty());
    }

    void apply(DesiredState desired, Optional<String> pinned) {
        apply(desired, pinned, DeletionPolicy.ORPHAN, false);
    }

    void apply(DesiredState desired, Optional<String> pinned, DeletionPolicy deletion, boolean deleting) {
        apply(PROJECT, 1, desired, pinned, Set.of(), deletion, deleting);
    }

    /** The resource is about that item, whatever it was about before. */
    void apply(ItemKey item, long generation, DesiredState desired, Acknowledgement... acknowledged) {
        apply(item, generation, desired, Optional.empty(), Set.of(acknowledged), DeletionPolicy.ORPHAN, false);
    }

    void apply(ItemKey item, long generation, DesiredState desired, Optional<String> pinned) {
        apply(item, generation, desired, pinned, Set.of(), DeletionPolicy.ORPHAN, false);
    }

    /** One more resource, for that item. */
    void applyAnother(ItemKey item, DesiredState desired) {
        applyAnother(item, 1, desired);
    }

    void applyAnother(ItemKey item, long generation, DesiredState desired) {
        apply(
                new ClaimId("uid-" + item.slug(), "team", item.slug()),
                item,
                generation,
                desired,
                Optional.empty(),
                Set.of(),
                DeletionPolicy.ORPHAN,
                false);
    }

    private void apply(
            ItemKey item,
            long generation,
            DesiredState desired,
            Optional<String> pinned,
            Set<Acknowledgement> acknowledged,
            DeletionPolicy deletion,
            boolean deleting) {
        apply(
                new ClaimId("uid", "team", "detector"),
                item,
                generation,
                desired,
                pinned,
                acknowledged,
                deletion,
                deleting);
    }

    private void apply(
            ClaimId id,
            ItemKey item,
            long generation,
            DesiredState desired,
            Optional<String> pinned,
            Set<Acknowledgement> acknowledged,
            DeletionPolicy deletion,
            boolean deleting) {
        kube.apply(new Claim(
                new ClaimSpec(
                        id,
                        generation,
                        clock.instant(),
                        POLICY,
                        item,
                        pinned.map(InternalId::new),
                        Optional.empty(),
                        desired,
                        DriftPolicy.CORRECT,
                        acknowledged,
                        deletion,
                        false,
                        deleting,
                        false,
                        requested,
                        ClaimOrigin.PERSON),
                ClaimStatus.NONE));
    }
}
