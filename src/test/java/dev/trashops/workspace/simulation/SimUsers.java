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
    private final SimEnvironment environment;
    private final SimActionLog deeds;
    private final FaultInjector faults;
    private int versions;

    SimUsers(SimEnvironment environment, SimActionLog deeds) {
        this.environment = environment;
        this.deeds = deeds;
        this.faults = environment.faults;
    }

    void happen() {
        switch (faults.below(33)) {
            case 0, 1 -> trash();
            case 2, 3, 4 -> takeFromTrash();
            case 5 -> editClaim();
            case 6 ->
                faults.pick(environment.kube.claims())
                        .ifPresent(claim -> environment.kube.delete(claim.id().uid()));
            case 7 -> editRules();
            case 8, 9, 10, 11 -> approve();
            case 12 -> editPolicy();
            case 13 -> createAnew();
            case 14, 20, 21 -> writeClaim();
            case 15 -> swapLeaders();
            case 16, 17 -> letTimePass();
            case 18 -> breakKey();
            case 19 -> loseWhatCanBeLost();
            case 23, 24, 25 -> environment.names.rename();
            case 26 -> environment.names.createNamesake();
            case 28 -> environment.names.train();
            case 27 ->
                environment.createTraining(
                        ItemKey.version(
                                environment.names.somePurposeful(faults.below(SimEnvironment.PROJECTS)),
                                1 + faults.below(SimEnvironment.VERSIONS)),
                        environment.clock.instant());
            case 29, 30 -> environment.troubles.happen(environment::steps);
            case 31 -> trashAndDelete();
            case 32 -> moveOrRename();
            default -> createVersion();
        }
    }

    private void trash() {
        ItemKey item = environment.item();
        environment.roboflow.trash(item);
    }

    /** Somebody trashes an item whose resource is deleted before the operator can look. */
    private void trashAndDelete() {
        faults.pick(environment.kube.claims()).ifPresent(claim -> {
            environment.roboflow.trash(claim.item());
            environment.kube.delete(claim.id().uid());
        });
    }

    private void moveOrRename() {
        if (faults.chance(0.6)) {
            faults.pick(environment.kube.claims().stream()
                            .filter(claim -> claim.spec().origin() == ClaimOrigin.PERSON)
                            .toList())
                    .ifPresent(claim -> environment.names.renameManifest(environment.kube, claim));
        } else {
            environment.kube.move(faults.chance(0.5), environment::copy);
            environment.first.die();
            environment.second.die();
            environment.counts.add(SimCounts.Rarity.MOVED_CLUSTER);
        }
    }

    private void takeFromTrash() {
        faults.pick(environment.roboflow.trash()).ifPresent(thing -> {
            if (faults.chance(0.1)) {
                environment.roboflow.purge(thing);
            } else if (environment.roboflow.restore(thing)) {
                deeds.restored(thing);
            }
        });
    }

    private void editClaim() {
        faults.pick(environment.kube.claims()).ifPresent(claim -> {
            boolean suspend = faults.chance(0.3);
            DesiredState desired = suspend ? claim.spec().desired() : faults.oneOf(List.of(DesiredState.values()));
            environment.kube.apply(ClaimEdits.edited(claim, desired, suspend));
            if (desired != claim.spec().desired()) {
                deeds.decided(claim.item());
            }
        });
    }

    private Optional<Policy> somePolicy() {
        return faults.pick(environment.kube.policies());
    }

    private void editRules() {
        somePolicy()
                .ifPresent(policy -> environment.kube.policy(RandomPolicies.edited(
                        policy,
                        policy.suspended(),
                        policy.mode(),
                        environment.random.changed(policy.rules()),
                        policy.approvedPlan())));
    }

    /** Mostly what is published; now and then something older, somebody else's, too early, too late, or nothing any more. */
    private void approve() {
        somePolicy().ifPresent(policy -> {
            Instant now = environment.clock.instant();
            Optional<String> current = environment
                    .kube
                    .shown(policy)
                    .flatMap(view -> view.trashPlan())
                    .filter(plan -> !plan.lines().isEmpty())
                    .map(TrashPlan::digest);
            int how = faults.below(10);
            Optional<String> digest = switch (how) {
                case 0 -> digest(List.of(policy));
                case 1 -> digest(environment.kube.policies());
                default -> current;
            };
            Duration time = switch (how) {
                case 2 -> Duration.ofSeconds(-1);
                case 3 -> Duration.ofDays(15);
                case 4 -> Duration.ofSeconds(20);
                default -> Duration.ofDays(1L + faults.below(13));
            };
            boolean removed = faults.chance(0.1);
            if (removed || digest.isPresent()) {
                environment.kube.policy(RandomPolicies.approving(
                        policy, digest.filter(any -> !removed).map(any -> new ApprovedPlan(any, now.plus(time)))));
            }
        });
    }

    private Optional<String> digest(List<Policy> policies) {
        return faults.pick(policies.stream()
                .flatMap(policy -> environment.kube.configMaps().plans(policy.id()).stream())
                .map(TrashPlan::digest)
                .sorted()
                .toList());
    }

    private void editPolicy() {
        somePolicy().ifPresent(policy -> {
            boolean plan = policy.mode() == Mode.ENFORCE && faults.chance(0.5);
            boolean suspended = !plan && !policy.suspended() && faults.chance(0.5);
            environment.kube.policy(RandomPolicies.edited(
                    policy, suspended, plan ? Mode.PLAN : Mode.ENFORCE, policy.rules(), policy.approvedPlan()));
        });
    }

    private void createAnew() {
        PolicyId id = faults.oneOf(List.of(SimEnvironment.PRODUCTION, SimEnvironment.CLEANERS));
        environment.kube.removePolicy(id);
        if (faults.chance(0.3)) {
            environment.steps(1 + faults.below(4));
        }
        if (faults.chance(0.5)) {
            environment.kube.collectGarbage();
        }
        boolean late = faults.chance(0.3);
        if (id.equals(SimEnvironment.PRODUCTION) || faults.chance(0.7)) {
            environment.kube.policy(environment.newPolicy(id));
            if (late) {
                environment.kube.collectOrphans();
            }
        }
    }

    private void writeClaim() {
        somePolicy()
                .ifPresent(policy -> environment.names.writeClaim(
                        environment.kube,
                        policy.id(),
                        environment.item(),
                        faults.chance(0.4) ? DesiredState.TRASHED : faults.oneOf(List.of(DesiredState.values())),
                        environment.clock.instant()));
    }

    private void swapLeaders() {
        boolean both = faults.chance(0.2);
        environment.lead(faults.chance(0.5), both);
        environment.clock.advance(Duration.ofSeconds(faults.below(100)));
    }

    private void letTimePass() {
        environment.clock.advance(
                switch (faults.below(3)) {
                    case 0 -> Duration.ofMinutes(1L + faults.below(50));
                    case 1 -> Duration.ofHours(1L + faults.below(20));
                    default -> Duration.ofDays(1L + faults.below(8));
                });
        environment.roboflow.cleanUp();
    }

    private void breakKey() {
        if (environment.hasTwoKeys()) {
            environment.keys("key");
            environment.steps(1 + faults.below(10));
            environment.keys("key", "second-key");
            environment.brokenUntil = environment.clock.instant();
        }
    }

    /** The resources of a policy's rules, what its status says, and whatever the operator remembers. */
    private void loseWhatCanBeLost() {
        somePolicy().ifPresent(policy -> {
            environment.kube.claims().stream()
                    .filter(claim ->
                            claim.spec().origin().isRule() && claim.policy().equals(policy.id()))
                    .forEach(claim -> environment.kube.delete(claim.id().uid()));
            environment.kube.forgetHistory(policy);
            environment.first.die();
            environment.second.die();
        });
    }

    private void createVersion() {
        ItemKey project = ItemKey.project(environment.names.somePurposeful(faults.below(SimEnvironment.PROJECTS)));
        if (environment.roboflow.isActive(project)) {
            versions++;
            environment.create(
                    ItemKey.version(project.slug(), SimEnvironment.VERSIONS + versions), environment.clock.instant());
        }
    }

    /** Everything is put in order, so that what is to be comes about. */
    void goHome() {
        environment.troubles.end();
        environment.kube.collectGarbage();
        environment.lead(false, false);
        environment.kube.claims().stream()
                .filter(claim -> claim.spec().origin() == ClaimOrigin.PERSON)
                .filter(claim -> environment.policy(claim.policy()).isEmpty())
                .map(Claim::id)
                .forEach(id -> environment.kube.delete(id.uid()));
    }
}
