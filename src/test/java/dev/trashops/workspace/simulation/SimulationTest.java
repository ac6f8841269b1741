package dev.trashops.workspace.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.ManualClock;
import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.DesiredState;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.Mode;
import dev.trashops.plan.model.Policy;
import dev.trashops.plan.model.Policy.Limits;
import dev.trashops.plan.model.Policy.Scope;
import dev.trashops.plan.model.PolicyId;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Reason;
import dev.trashops.plan.testdata.ClaimEdits;
import dev.trashops.workspace.fake.FakeItem;
import dev.trashops.workspace.fake.FakeKubernetes;
import dev.trashops.workspace.fake.FakeLoopListener;
import dev.trashops.workspace.fake.FakeRoboflowGateway;
import dev.trashops.workspace.fake.FaultInjector;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Thousands of seeded histories of crashes, faults, stale reads, second leaders and people, and what holds in each. */
class SimulationTest {
    private static final int AT_LEAST = 500;
    private static final int HISTORIES = 2000;
    private static final int MAX_TRASHED = 4;
    private static final PolicyId POLICY = new PolicyId("team", "production");

    @Test
    void whateverHappensOnlyWhatIsClaimedIsDoneAndInTheEndAllOfIt() {
        SeededRuns.run(AT_LEAST, HISTORIES, seed -> new History(seed).run());
    }

    /** One run of the world. */
    private static final class History {
        private final ManualClock clock = new ManualClock();
        private final FaultInjector faults;
        private final FakeRoboflowGateway roboflow;
        private final FakeKubernetes kube;
        private final SimOperator first;
        private final SimOperator second;

        History(long seed) {
            faults = new FaultInjector(new Random(seed));
            roboflow = new FakeRoboflowGateway(clock, faults);
            kube = new FakeKubernetes(faults);
            kube.policy(policy());
            first = new SimOperator(roboflow, kube, new FakeLoopListener(), clock, true);
            second = new SimOperator(roboflow, kube, new FakeLoopListener(), clock, false);
            roboflow.witness(this::check);
        }

        private Policy policy() {
            return new Policy(
                    POLICY,
                    "policy-uid",
                    1,
                    clock.instant(),
                    FakeRoboflowGateway.WORKSPACE,
                    "roboflow",
                    "api-key",
                    Scope.ALL,
                    Duration.ofSeconds(30),
                    false,
                    Mode.ENFORCE,
                    new Limits(MAX_TRASHED, 100, Duration.ofHours(24), Duration.ofSeconds(5)),
                    Duration.ofDays(7),
                    Optional.empty(),
                    List.of(),
                    Optional.empty());
        }

        void run() {
            populate();
            faults.rage(0.01, 0.05);
            for (int event = 0; event < 25; event++) {
                happen();
                steps(1 + faults.below(12));
            }
            faults.calm();
            first.lead(true);
            second.lead(false);
            settleDown();
            checkOutcome();
        }

        private void populate() {
            Instant old = clock.instant().minus(Duration.ofDays(100));
            for (int p = 0; p < 4; p++) {
                roboflow.create(ItemKey.project("p" + p), old, false);
                for (int v = 1; v <= 2; v++) {
                    roboflow.create(ItemKey.version("p" + p, v), old, faults.chance(0.2));
                }
                roboflow.create(ItemKey.workflow("w" + p), old, false);
            }
            for (int i = 0; i < 4; i++) {
                roboflow.trash(item());
            }
            clock.advance(Duration.ofDays(2));
        }

        private ItemKey item() {
            String number = String.valueOf(faults.below(4));
            return switch (faults.below(3)) {
                case 0 -> ItemKey.project("p" + number);
                case 1 -> ItemKey.version("p" + number, 1 + faults.below(2));
                default -> ItemKey.workflow("w" + number);
            };
        }

        private void happen() {
            switch (faults.below(8)) {
                case 0, 1, 2 -> kube.write(POLICY, item(), desired(), clock.instant());
                case 3 ->
                    faults.pick(kube.claims())
                            .ifPresent(claim -> kube.apply(ClaimEdits.edited(claim, desired(), false)));
                case 4 ->
                    faults.pick(kube.claims())
                            .ifPresent(claim -> kube.delete(claim.id().uid()));
                case 5 -> roboflow.trash(item());
                case 6 ->
                    faults.pick(roboflow.trash()).ifPresent(thing -> {
                        if (faults.chance(0.7)) {
                            roboflow.restore(thing);
                        } else {
                            roboflow.purge(thing);
                        }
                    });
                default -> {
                    boolean swap = faults.chance(0.5);
                    first.lead(!swap || faults.chance(0.2));
                    second.lead(swap);
                    clock.advance(Duration.ofSeconds(faults.below(100)));
                }
            }
        }

        private DesiredState desired() {
            return faults.oneOf(List.of(DesiredState.values()));
        }

        private void steps(int count) {
            for (int i = 0; i < count; i++) {
                first.step();
                second.step();
                clock.advance(Duration.ofMillis(200L + faults.below(8000)));
            }
        }

        private void settleDown() {
            first.runFor(Duration.ofMinutes(25));
            first.control();
        }

        /** What must hold at the very moment something changes in Roboflow. */
        private void check(FakeRoboflowGateway.Mutation mutation) {
            List<Claim> now = kube.claims();
            ItemKey item = mutation.thing().key();
            if (mutation.kind() == ActionKind.RESTORE) {
                assertThat(now)
                        .anyMatch(claim ->
                                claim.item().equals(item) && claim.spec().desired() == DesiredState.RESTORED);
                return;
            }
            assertThat(now)
                    .anyMatch(claim -> claim.item().equals(item) && claim.spec().desired() == DesiredState.TRASHED);
            assertThat(mutation.thing().trained()).isFalse();
            Instant from = clock.instant().minus(Duration.ofHours(24));
            assertThat(roboflow.trash())
                    .filteredOn(thing -> thing.deletedAt().orElseThrow().isAfter(from))
                    .filteredOn(this::couldBeKnown)
                    .hasSizeLessThanOrEqualTo(MAX_TRASHED);
        }

        /** What a person, or a second leader that does not yet know it lost its turn, did since the last listing cannot count. */
        private boolean couldBeKnown(FakeItem thing) {
            Instant deleted = thing.deletedAt().orElseThrow();
            boolean old = deleted.isBefore(clock.instant().minus(Duration.ofSeconds(11)));
            boolean ours = roboflow.mutations().stream()
                    .anyMatch(mutation -> mutation.thing().key().equals(thing.key())
                            && mutation.at().equals(deleted));
            return old || (ours && !(first.leads() && second.leads()));
        }

        private void checkOutcome() {
            int mutations = roboflow.mutations().size();
            int writes = kube.statusWrites();
            int listings = roboflow.listings();
            first.runFor(Duration.ofMinutes(5));
            first.control();
            assertThat(roboflow.mutations()).as("mutations at rest").hasSize(mutations);
            assertThat(kube.statusWrites()).as("status writes at rest").isEqualTo(writes);
            assertThat(roboflow.listings() - listings).as("listings in 300 s").isLessThanOrEqualTo(11);
            restart(mutations, writes);
            kube.claims().forEach(this::checkClaim);
        }

        /**
         * A restart changes nothing. One thing alone may go on: what a limit held for the sake of a DELETE that was undone
         * since, which only the process remembered.
         */
        private void restart(int mutations, int writes) {
            Set<ItemKey> limited = kube.claims().stream()
                    .filter(claim -> claim.status()
                            .readiness()
                            .map(readiness -> readiness.reason() == Reason.LIMIT_EXCEEDED)
                            .orElse(false))
                    .map(Claim::item)
                    .collect(Collectors.toSet());
            first.die();
            first.runFor(Duration.ofSeconds(150));
            first.control();
            List<FakeRoboflowGateway.Mutation> after =
                    roboflow.mutations().subList(mutations, roboflow.mutations().size());
            assertThat(after)
                    .as("mutations after a restart")
                    .allMatch(mutation -> limited.contains(mutation.thing().key()));
            if (limited.isEmpty()) {
                assertThat(kube.statusWrites())
                        .as("status writes after a restart")
                        .isEqualTo(writes);
            }
        }

        private void checkClaim(Claim claim) {
            Readiness readiness = claim.status().readiness().orElseThrow();
            boolean active = roboflow.isActive(claim.item());
            assertThat(claim.status().observedGeneration())
                    .isEqualTo(claim.spec().generation());
            assertThat(readiness.kind())
                    .as("%s %s: %s", claim.spec().desired(), claim.item(), readiness)
                    .isNotEqualTo(Readiness.Kind.RECONCILING);
            if (readiness.isReady() && claim.spec().desired() == DesiredState.RESTORED) {
                assertThat(active).as("%s is active", claim.item()).isTrue();
            }
            if (readiness.isReady() && claim.spec().desired() == DesiredState.TRASHED) {
                assertThat(active).as("%s is gone", claim.item()).isFalse();
            }
            boolean restorable = claim.spec().desired() == DesiredState.RESTORED
                    && roboflow.inTrash(claim.item()).isPresent()
                    && claim.item().parent().map(roboflow::isActive).orElse(true);
            if (restorable) {
                assertThat(readiness.isStalled())
                        .as("%s: %s", claim.item(), readiness)
                        .isTrue();
            }
            if (claim.item().type() == ItemType.PROJECT && !active) {
                assertThat(readiness.reason().text()).isNotEqualTo("Restored");
            }
        }
    }
}
