package dev.trashops.workspace.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.ManualClock;
import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.DesiredState;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.Policy.Limits;
import dev.trashops.plan.model.PolicyId;
import dev.trashops.plan.model.Reason;
import dev.trashops.plan.testdata.ClaimEdits;
import dev.trashops.workspace.fake.FakeItem;
import dev.trashops.workspace.fake.FakeKubernetes;
import dev.trashops.workspace.fake.FakeLoopListener;
import dev.trashops.workspace.fake.FakeRoboflowGateway;
import dev.trashops.workspace.fake.FaultInjector;
import dev.trashops.workspace.port.LoopListener;
import dev.trashops.workspace.simulation.SimCounts.Rarity;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Thousands of seeded histories of crashes, faults, stale reads, second leaders and people, and what holds in each. */
class SimulationTest {
    private static final int AT_LEAST = 500;
    private static final int HISTORIES = 2000;
    private static final int MAX_TRASHED = 4;
    private static final int ROUNDS = 3;
    private static final PolicyId POLICY = new PolicyId("team", "production");

    @Test
    void whateverHappensOnlyWhatIsClaimedIsDoneAndInTheEndAllOfIt() {
        SeededRuns.run(AT_LEAST, HISTORIES, (seed, counts) -> new History(seed, counts).run());
    }

    /** One run of the world. */
    private static final class History {
        private final ManualClock clock = new ManualClock();
        private final FaultInjector faults;
        private final FakeRoboflowGateway roboflow;
        private final FakeKubernetes kube;
        private final FakeLoopListener listener = new FakeLoopListener();
        private final SimOperator first;
        private final SimOperator second;
        private SimOperator acting;
        private final SimNames names;
        private final SimCounts counts;
        private final DeletionInvariant deletions;
        private final SimTroubles troubles;

        History(long seed, SimCounts counts) {
            this.counts = counts;
            faults = new FaultInjector(new Random(seed));
            roboflow = new FakeRoboflowGateway(clock, faults);
            kube = new FakeKubernetes(faults);
            Limits limits = new Limits(MAX_TRASHED, 100, Duration.ofHours(24), Duration.ofSeconds(5));
            kube.policy(RandomPolicies.withoutRules(POLICY, clock.instant(), limits));
            names = new SimNames(faults, roboflow, clock, 4, counts);
            deletions = new DeletionInvariant(roboflow, clock, names.references(), counts);
            first = new SimOperator(roboflow, kube, listener, clock, true);
            acting = first;
            second = new SimOperator(roboflow, kube, listener, clock, false);
            troubles = new SimTroubles(faults, roboflow, deletions, counts, first, second);
            new ReleaseInvariant(kube, roboflow, policy -> true, counts);
            roboflow.witness(this::check);
            roboflow.witnessUnshown(any -> counts.add(Rarity.UNSHOWN_CHANGE));
        }

        void run() {
            populate();
            faults.rage(0.01, 0.05);
            if (faults.chance(0.3)) {
                faults.ignore(0.2);
            }
            for (int event = 0; event < 25; event++) {
                happen();
                steps(1 + faults.below(12));
            }
            troubles.end();
            first.lead(true);
            second.lead(false);
            settleDown();
            checkOutcome();
        }

        private void populate() {
            Instant old = clock.instant().minus(Duration.ofDays(100));
            for (int p = 0; p < 4; p++) {
                String project = names.project(p);
                // No two projects are created in the same second, but parts of one may be.
                Instant born = old.plusSeconds(p);
                roboflow.create(ItemKey.project(project), born, false);
                for (int v = 1; v <= 2; v++) {
                    roboflow.create(ItemKey.version(project, v), born, faults.chance(0.2));
                }
                if (faults.chance(0.3)) {
                    roboflow.create(ItemKey.training(project, 1, "run" + p), born, faults.chance(0.3));
                }
                roboflow.create(ItemKey.workflow(names.workflow(p)), old, false);
            }
            names.publishAndRefer(2);
            SimTroubles.fill(faults, roboflow);
            for (int i = 0; i < 4; i++) {
                roboflow.trash(item());
            }
            clock.advance(Duration.ofDays(2));
        }

        private ItemKey item() {
            int number = faults.below(4);
            return switch (faults.below(7)) {
                case 0, 1 -> ItemKey.project(names.somePurposeful(number));
                case 2, 3 -> ItemKey.version(names.somePurposeful(number), 1 + faults.below(2));
                case 4 -> ItemKey.training(names.somePurposeful(number), 1, "run" + number);
                default -> ItemKey.workflow(names.workflow(number));
            };
        }

        private void happen() {
            switch (faults.below(15)) {
                case 0, 1, 2 -> names.writeClaim(kube, POLICY, item(), desired(), clock.instant());
                case 8, 9 -> names.rename();
                case 10 -> names.createNamesake();
                case 11 -> names.train();
                case 12 -> troubles.happen(this::steps);
                case 13 ->
                    faults.pick(kube.claims()).ifPresent(claim -> {
                        roboflow.trash(claim.item());
                        kube.delete(claim.id().uid());
                    });
                case 14 -> faults.pick(kube.claims()).ifPresent(claim -> names.renameManifest(kube, claim));
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
                List.of(first, second).forEach(this::step);
                clock.advance(Duration.ofMillis(200L + faults.below(8000)));
            }
        }

        private void step(SimOperator operator) {
            acting = operator;
            operator.step();
            acting = first;
        }

        private void settleDown() {
            boolean released = true;
            for (int round = 0; round < ROUNDS && (released || ClaimOutcome.isAnyPaused(kube.claims())); round++) {
                first.runFor(Duration.ofMinutes(32));
                int claims = kube.claims().size();
                first.control();
                // What was in the way of another wish is no longer.
                released = kube.claims().size() < claims;
            }
        }

        /** What must hold at the very moment something changes in Roboflow. */
        private void check(FakeRoboflowGateway.Mutation mutation) {
            LoopListener.Mutation asked = listener.begun.get(listener.begun.size() - 1);
            Claim claim = asked.claim();
            FakeItem thing = mutation.thing();
            assertThat(kube.claim(claim.id().uid())).isPresent();
            if (mutation.kind() == ActionKind.RESTORE) {
                boolean restores = claim.wanted() == DesiredState.RESTORED;
                Claim now = kube.claim(claim.id().uid()).orElseThrow();
                if (restores
                        ? !Meaning.mayMean(claim, thing, roboflow) && !Meaning.isReverted(now, thing, roboflow, acting)
                        : !Meaning.isUndone(now, thing, roboflow, acting)) {
                    throw new AssertionError(thing + " was restored for " + claim);
                }
                counts.restored(claim, thing);
                return;
            }
            assertThat(claim.wanted()).isEqualTo(DesiredState.TRASHED);
            deletions.check(claim, thing);
            Instant from = clock.instant().minus(Duration.ofHours(24));
            assertThat(roboflow.trash())
                    .filteredOn(one -> one.deletedAt().orElseThrow().isAfter(from))
                    .filteredOn(this::couldBeKnown)
                    .hasSizeLessThanOrEqualTo(MAX_TRASHED);
        }

        /** What a person, or a second leader that does not yet know it lost its turn, did since the last listing cannot count. */
        private boolean couldBeKnown(FakeItem thing) {
            Instant deleted = thing.deletedAt().orElseThrow();
            boolean old =
                    deleted.isBefore(clock.instant().minus(deletions.looks().minusSeconds(24)));
            boolean ours = roboflow.mutations().stream()
                    .anyMatch(mutation -> mutation.thing().itemId().equals(thing.itemId())
                            && mutation.at().equals(deleted));
            return old || (ours && !(first.leads() && second.leads()));
        }

        private void checkOutcome() {
            int mutations = roboflow.mutations().size();
            int writes = kube.statusWrites();
            int listings = roboflow.listings();
            List<Claim> claims = kube.claims();
            first.runFor(Duration.ofMinutes(5));
            first.control();
            assertThat(roboflow.mutations()).as("mutations at rest").hasSize(mutations);
            assertUnwritten("status writes at rest", writes, claims);
            // One each half minute, and one after each read of the projects where something is missing.
            assertThat(roboflow.listings() - listings)
                    .as("listings in 300 s")
                    .isLessThanOrEqualTo(10 + 3 + new ClaimOutcome(roboflow).listingsOfRefused(kube.claims()));
            restart(mutations, writes);
            kube.claims().forEach(new ClaimOutcome(roboflow)::check);
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
            List<Claim> claims = kube.claims();
            boolean ahead = ClaimOutcome.isAnyActionAhead(claims, clock.instant());
            first.die();
            first.runFor(Duration.ofSeconds(150));
            first.control();
            List<FakeRoboflowGateway.Mutation> after =
                    roboflow.mutations().subList(mutations, roboflow.mutations().size());
            assertThat(after)
                    .as("mutations after a restart")
                    .allMatch(mutation -> limited.contains(mutation.thing().key()));
            if (limited.isEmpty() && !ahead) {
                assertUnwritten("status writes after a restart", writes, claims);
            }
        }

        /** Nothing is written but that a restore was refused once more, since another item has the name. */
        private void assertUnwritten(String when, int writes, List<Claim> before) {
            Set<Claim> changed = new HashSet<>(kube.claims());
            before.forEach(changed::remove);
            boolean refused = kube.claims().stream().anyMatch(new ClaimOutcome(roboflow)::isRefused);
            if (kube.statusWrites() != writes
                    && !(refused && changed.stream().allMatch(new ClaimOutcome(roboflow)::isRefused))) {
                throw new AssertionError(when + ": " + kube.statusesSince(writes));
            }
        }
    }
}
