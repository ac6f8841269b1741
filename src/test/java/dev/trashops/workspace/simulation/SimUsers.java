package dev.trashops.workspace.simulation;

import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.ClaimOrigin;
import dev.trashops.plan.model.DesiredState;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.Mode;
import dev.trashops.plan.model.Policy;
import dev.trashops.plan.model.Policy.ApprovedPlan;
import dev.trashops.plan.model.PolicyId;
import dev.trashops.plan.model.TrashPlan;
import dev.trashops.plan.testdata.ClaimEdits;
import dev.trashops.workspace.fake.FaultInjector;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What people, clocks and machines do meanwhile. */
final class SimUsers {
    private final SimEnvironment world;
    private final SimActionLog deeds;
    private final FaultInjector chaos;
    private int versions;

    SimUsers(SimEnvironment world, SimActionLog deeds) {
        this.world = world;
        this.deeds = deeds;
        this.chaos = world.chaos;
    }

    void happen() {
        switch (chaos.below(23)) {
            case 0, 1 -> trash();
            case 2, 3, 4 -> takeFromTrash();
            case 5 -> editClaim();
            case 6 ->
                chaos.pick(world.kube.claims())
                        .ifPresent(claim -> world.kube.delete(claim.id().uid()));
            case 7 -> editRules();
            case 8, 9, 10, 11 -> approve();
            case 12 -> editPolicy();
            case 13 -> createAnew();
            case 14, 20, 21 -> writeClaim();
            case 15 -> swapLeaders();
            case 16, 17 -> letTimePass();
            case 18 -> breakKey();
            case 19 -> loseWhatCanBeLost();
            default -> createVersion();
        }
    }

    private void trash() {
        ItemKey item = world.item();
        world.roboflow.trash(item);
    }

    private void takeFromTrash() {
        chaos.pick(world.roboflow.trash()).ifPresent(thing -> {
            if (chaos.chance(0.1)) {
                world.roboflow.purge(thing);
            } else if (world.roboflow.restore(thing)) {
                deeds.restored(thing);
            }
        });
    }

    private void editClaim() {
        chaos.pick(world.kube.claims()).ifPresent(claim -> {
            boolean suspend = chaos.chance(0.3);
            DesiredState desired = suspend ? claim.spec().desired() : chaos.oneOf(List.of(DesiredState.values()));
            world.kube.apply(ClaimEdits.edited(claim, desired, suspend));
            if (desired != claim.spec().desired()) {
                deeds.decided(claim.item());
            }
        });
    }

    private Optional<Policy> somePolicy() {
        return chaos.pick(world.kube.policies());
    }

    private void editRules() {
        somePolicy()
                .ifPresent(policy -> world.kube.policy(RandomPolicies.edited(
                        policy,
                        policy.suspended(),
                        policy.mode(),
                        world.random.changed(policy.rules()),
                        policy.approvedPlan())));
    }

    /** Mostly what is published; now and then something older, somebody else's, too early, too late, or nothing any more. */
    private void approve() {
        somePolicy().ifPresent(policy -> {
            Instant now = world.clock.instant();
            Optional<String> current = world.kube
                    .shown(policy)
                    .flatMap(view -> view.trashPlan())
                    .filter(plan -> !plan.lines().isEmpty())
                    .map(TrashPlan::digest);
            int how = chaos.below(10);
            Optional<String> digest = switch (how) {
                case 0 -> digest(List.of(policy));
                case 1 -> digest(world.kube.policies());
                default -> current;
            };
            Duration time = switch (how) {
                case 2 -> Duration.ofSeconds(-1);
                case 3 -> Duration.ofDays(15);
                case 4 -> Duration.ofSeconds(20);
                default -> Duration.ofDays(1L + chaos.below(13));
            };
            boolean removed = chaos.chance(0.1);
            if (removed || digest.isPresent()) {
                world.kube.policy(RandomPolicies.approving(
                        policy, digest.filter(any -> !removed).map(any -> new ApprovedPlan(any, now.plus(time)))));
            }
        });
    }

    private Optional<String> digest(List<Policy> policies) {
        return chaos.pick(policies.stream()
                .flatMap(policy -> world.kube.papers().plans(policy.uid()).stream())
                .map(TrashPlan::digest)
                .sorted()
                .toList());
    }

    private void editPolicy() {
        somePolicy().ifPresent(policy -> {
            boolean plan = policy.mode() == Mode.ENFORCE && chaos.chance(0.5);
            boolean suspended = !plan && !policy.suspended() && chaos.chance(0.5);
            world.kube.policy(RandomPolicies.edited(
                    policy, suspended, plan ? Mode.PLAN : Mode.ENFORCE, policy.rules(), policy.approvedPlan()));
        });
    }

    private void createAnew() {
        PolicyId id = chaos.oneOf(List.of(SimEnvironment.PRODUCTION, SimEnvironment.CLEANERS));
        world.kube.removePolicy(id);
        if (chaos.chance(0.3)) {
            world.steps(1 + chaos.below(4));
        }
        if (chaos.chance(0.5)) {
            world.kube.collectGarbage();
        }
        if (id.equals(SimEnvironment.PRODUCTION) || chaos.chance(0.7)) {
            world.kube.policy(world.newPolicy(id));
        }
    }

    private void writeClaim() {
        somePolicy()
                .ifPresent(policy -> world.kube.write(
                        policy.id(),
                        world.item(),
                        chaos.chance(0.4) ? DesiredState.TRASHED : chaos.oneOf(List.of(DesiredState.values())),
                        world.clock.instant()));
    }

    private void swapLeaders() {
        boolean both = chaos.chance(0.2);
        world.lead(chaos.chance(0.5), both);
        world.clock.advance(Duration.ofSeconds(chaos.below(100)));
    }

    private void letTimePass() {
        world.clock.advance(
                switch (chaos.below(3)) {
                    case 0 -> Duration.ofMinutes(1L + chaos.below(50));
                    case 1 -> Duration.ofHours(1L + chaos.below(20));
                    default -> Duration.ofDays(1L + chaos.below(8));
                });
        world.roboflow.cleanUp();
    }

    private void breakKey() {
        if (world.hasTwoKeys()) {
            world.roboflow.keys("key");
            world.steps(1 + chaos.below(10));
            world.roboflow.keys("key", "second-key");
            world.brokenUntil = world.clock.instant();
        }
    }

    /** The resources of a policy's rules, what its status says, and whatever the operator remembers. */
    private void loseWhatCanBeLost() {
        somePolicy().ifPresent(policy -> {
            world.kube.claims().stream()
                    .filter(claim ->
                            claim.spec().origin().isRule() && claim.policy().equals(policy.id()))
                    .forEach(claim -> world.kube.delete(claim.id().uid()));
            world.kube.forgetHistory(policy);
            world.first.die();
            world.second.die();
        });
    }

    private void createVersion() {
        ItemKey project = ItemKey.project("p" + chaos.below(SimEnvironment.PROJECTS));
        if (world.roboflow.isActive(project)) {
            versions++;
            world.create(ItemKey.version(project.slug(), SimEnvironment.VERSIONS + versions), world.clock.instant());
        }
    }

    /** Everything is put in order, so that what is to be comes about. */
    void goHome() {
        chaos.calm();
        world.kube.collectGarbage();
        world.lead(false, false);
        world.kube.claims().stream()
                .filter(claim -> claim.spec().origin() == ClaimOrigin.PERSON)
                .filter(claim -> world.policy(claim.policy()).isEmpty())
                .map(Claim::id)
                .forEach(id -> world.kube.delete(id.uid()));
    }
}
