package dev.trashops.workspace.simulation;

import dev.trashops.ManualClock;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.Policy;
import dev.trashops.plan.model.PolicyId;
import dev.trashops.plan.model.Tristate;
import dev.trashops.workspace.fake.FakeItem;
import dev.trashops.workspace.fake.FakeKubernetes;
import dev.trashops.workspace.fake.FakeLoopListener;
import dev.trashops.workspace.fake.FakeRoboflowGateway;
import dev.trashops.workspace.fake.FaultInjector;
import dev.trashops.workspace.port.ApiKey;
import dev.trashops.workspace.port.CredentialStore.KeyLookup;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/** A workspace with some past, policies of two namespaces, and two operators of whom one leads, most of the time. */
final class SimEnvironment {
    static final PolicyId PRODUCTION = new PolicyId("team", "production");
    static final PolicyId CLEANERS = new PolicyId("other", "cleaners");
    /** Its key opens another workspace, or nothing. */
    static final PolicyId STRANGERS = new PolicyId("third", "strangers");

    private static final String FOREIGN_KEY = "other-key";
    private static final Duration JOINS_AGAIN = Duration.ofMinutes(5);
    static final int PROJECTS = 3;
    static final int VERSIONS = 4;
    static final int WORKFLOWS = 2;

    final ManualClock clock = new ManualClock();
    final FaultInjector faults;
    final FakeRoboflowGateway roboflow;
    final FakeKubernetes kube;
    final FakeLoopListener listener = new FakeLoopListener();
    final RandomPolicies random;
    final SimCounts counts;
    final SimNames names;
    final DeletionInvariant deletions;
    final SimOperator first;
    final SimOperator second;
    final SimTroubles troubles;

    /** Who acts at this moment. */
    SimOperator acting;

    /** When the key of the second namespace last opened nothing. */
    Instant brokenUntil = Instant.MIN;

    /** Whether two operators have ever thought at the same time that they lead. */
    boolean overlapped;

    private final boolean twoKeys;
    private int uids;
    private int trainings;

    SimEnvironment(long seed, SimCounts counts) {
        this.counts = counts;
        faults = new FaultInjector(new Random(seed));
        roboflow = new FakeRoboflowGateway(clock, faults);
        kube = new FakeKubernetes(faults);
        names = new SimNames(faults, roboflow, clock, PROJECTS, counts);
        deletions = new DeletionInvariant(roboflow, clock, names.references(), counts);
        random = new RandomPolicies(faults, names.globs());
        twoKeys = faults.chance(0.5);
        keys("key", "second-key");
        kube.key(CLEANERS.namespace(), new KeyLookup.Found(key(CLEANERS)));
        populate();
        kube.policy(newPolicy(PRODUCTION));
        if (faults.chance(0.6)) {
            kube.policy(newPolicy(CLEANERS));
        }
        if (faults.chance(0.3)) {
            String key = faults.chance(0.5) ? FOREIGN_KEY : "no-key";
            kube.key(STRANGERS.namespace(), new KeyLookup.Found(new ApiKey(key)));
            kube.policy(newPolicy(STRANGERS));
            counts.add(SimCounts.Rarity.FOREIGN_KEY);
        }
        first = new SimOperator(roboflow, kube, listener, clock, true);
        second = new SimOperator(roboflow, kube, listener, clock, false);
        troubles = new SimTroubles(faults, roboflow, deletions, counts, first, second);
        new ReleaseInvariant(kube, roboflow, this::hasJoined, counts);
        acting = first;
    }

    /** The keys that open the workspace; one that opens another is always good. */
    void keys(String... valid) {
        roboflow.keys(Stream.concat(Stream.of(valid), Stream.of(FOREIGN_KEY)).toArray(String[]::new));
    }

    ApiKey key(PolicyId policy) {
        return new ApiKey(twoKeys && policy.equals(CLEANERS) ? "second-key" : "key");
    }

    boolean hasTwoKeys() {
        return twoKeys;
    }

    Policy newPolicy(PolicyId id) {
        return random.policy(id, "policy-" + uids++, clock.instant());
    }

    /** The same policy in another cluster. */
    Policy copy(Policy policy) {
        return RandomPolicies.moved(policy, "policy-" + uids++, clock.instant());
    }

    private void populate() {
        for (int p = 0; p < PROJECTS; p++) {
            String project = names.project(p);
            roboflow.create(ItemKey.project(project), daysAgo(200 - faults.below(60)), false);
            for (int v = 1; v <= VERSIONS; v++) {
                create(ItemKey.version(project, v), daysAgo(130 - 30 * v + faults.below(25)));
            }
            if (faults.chance(0.4)) {
                createTraining(ItemKey.version(project, 1 + faults.below(VERSIONS)), daysAgo(3));
            }
        }
        for (int w = 0; w < WORKFLOWS; w++) {
            roboflow.create(ItemKey.workflow(names.workflow(w)), daysAgo(5 + faults.below(120)), false);
        }
        names.publishAndRefer(WORKFLOWS);
        SimTroubles.fill(faults, roboflow);
        for (int i = 0; i < 3; i++) {
            roboflow.trash(item());
            clock.advance(Duration.ofHours(1 + faults.below(200)));
        }
    }

    private Instant daysAgo(int days) {
        return clock.instant().minus(Duration.ofDays(days)).minusSeconds(faults.below(80_000));
    }

    void create(ItemKey version, Instant created) {
        Tristate usable = faults.chance(0.8) ? Tristate.YES : faults.oneOf(List.of(Tristate.NO, Tristate.UNKNOWN));
        roboflow.create(version, created, faults.chance(0.15), usable);
    }

    /** A version has a training. */
    void createTraining(ItemKey version, Instant created) {
        if (roboflow.isActive(version)) {
            ItemKey training = ItemKey.training(version.slug(), version.version(), "run" + trainings++);
            roboflow.create(training, created, faults.chance(0.2));
        }
    }

    ItemKey item() {
        String project = names.somePurposeful(faults.below(PROJECTS));
        int number = 1 + faults.below(VERSIONS);
        return switch (faults.below(11)) {
            case 0, 1 -> ItemKey.project(project);
            case 2, 3 -> ItemKey.workflow(names.workflow(faults.below(WORKFLOWS)));
            case 4 -> names.someTraining().orElseGet(() -> ItemKey.training(project, number, "run"));
            default -> ItemKey.version(project, 1 + faults.below(VERSIONS + 2));
        };
    }

    /**
     * Who leads from now on. Whoever has lost its turn ends, and the first one is perhaps late to notice.
     *
     * @param late whether the first one goes on for now, where the second one leads
     */
    void lead(boolean swap, boolean late) {
        if (second.leads()) {
            first.lead(false);
        }
        first.lead(!swap || (late && first.leads()));
        second.lead(swap);
        overlapped |= first.leads() && second.leads();
    }

    /** Steps as they come, with some lateness. */
    void steps(int count) {
        for (int i = 0; i < count; i++) {
            step(first);
            step(second);
            clock.advance(Duration.ofMillis(200L + faults.below(8000)));
        }
    }

    private void step(SimOperator operator) {
        acting = operator;
        operator.step();
        acting = first;
    }

    /** What could have been true, as far as an action may rest on looks of half a minute before. */
    List<RuleOracle> oracles() {
        return roboflow.momentsBefore(clock.instant().minus(deletions.looks())).stream()
                .map(moment -> new RuleOracle(moment.active(), clock.instant()))
                .toList();
    }

    RuleOracle oracle() {
        return new RuleOracle(roboflow.active(), clock.instant());
    }

    /** Everything that is active: a version only with its project. */
    List<FakeItem> active() {
        List<FakeItem> found = new ArrayList<>();
        roboflow.active().forEach((key, thing) -> {
            if (roboflow.isActive(key)) {
                found.add(thing);
            }
        });
        return found;
    }

    /** The policies that have a say, as far as the process that acts could know. */
    Stream<Policy> joined() {
        return acting.process().known().policies().stream().filter(policy -> hasJoined(policy.id()));
    }

    boolean hasJoined(PolicyId policy) {
        return !policy.equals(STRANGERS)
                && (!policy.equals(CLEANERS) || !twoKeys || clock.instant().isAfter(brokenUntil.plus(JOINS_AGAIN)));
    }

    Optional<Policy> policy(PolicyId id) {
        return kube.policy(id);
    }

    static boolean isVersionOf(ItemKey item, ItemKey project) {
        return item.type() == ItemType.VERSION
                && project.type() == ItemType.PROJECT
                && item.slug().equals(project.slug());
    }
}
