package dev.trashops.workspace.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.Approval;
import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.ClaimOrigin;
import dev.trashops.plan.model.DesiredState;
import dev.trashops.plan.model.Mode;
import dev.trashops.plan.model.Policy;
import dev.trashops.plan.model.Policy.ApprovedPlan;
import dev.trashops.plan.model.TrashPlan;
import dev.trashops.workspace.fake.FakeItem;
import dev.trashops.workspace.fake.FakeRoboflowGateway;
import dev.trashops.workspace.port.LoopListener;
import dev.trashops.workspace.simulation.SimCounts.Rarity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What must hold at the very moment something changes in Roboflow. */
final class RuleInvariants {
    private final SimEnvironment environment;
    private final SimActionLog deeds;
    private final LimitInvariant limited;

    /** How many DELETEs were seen that rules alone asked for, and that an approval released. */
    int automatic;

    int approved;
    int restored;

    RuleInvariants(SimEnvironment environment, SimActionLog deeds) {
        this.environment = environment;
        this.deeds = deeds;
        this.limited = new LimitInvariant(environment, deeds);
    }

    void check(FakeRoboflowGateway.Mutation mutation) {
        LoopListener.Mutation asked = environment.listener.begun.get(environment.listener.begun.size() - 1);
        Claim claim = environment.kube.claim(asked.claim().id().uid()).orElseThrow();
        Policy policy = environment.policy(asked.policy()).orElseThrow();
        FakeItem thing = mutation.thing();
        assertThat(asked.action()).isEqualTo(mutation.kind());
        assertThat(mutation.key()).isEqualTo(environment.key(policy.id()));
        boolean wanted =
                claim.wanted() == DesiredState.RESTORED && Meaning.mayMean(asked.claim(), thing, environment.roboflow);
        if (mutation.kind() == ActionKind.RESTORE && !wanted) {
            // What our own DELETE has hit by mistake is undone whatever is wanted, suspended or planned by now.
            if (!Meaning.isUndone(claim, thing, environment.roboflow, environment.acting)) {
                throw new AssertionError(thing + " was restored for " + asked.claim());
            }
            environment.counts.add(Rarity.UNDONE_DELETION);
            deeds.undone(thing);
            return;
        }
        assertThat(claim.spec().suspended()).as("suspended").isFalse();
        assertThat(policy.suspended()).as("suspended").isFalse();
        assertThat(policy.mode()).isEqualTo(Mode.ENFORCE);
        if (mutation.kind() == ActionKind.RESTORE) {
            environment.counts.restored(claim, thing);
            restored++;
        } else {
            environment.deletions.check(asked.claim(), thing);
            checkTrashing(mutation.thing(), asked, claim, policy);
        }
    }

    /** A change was answered well and had no effect. */
    void unshown(FakeRoboflowGateway.Mutation mutation) {
        environment.counts.add(Rarity.UNSHOWN_CHANGE);
        LoopListener.Mutation asked = environment.listener.begun.get(environment.listener.begun.size() - 1);
        if (mutation.kind() == ActionKind.TRASH) {
            environment.policy(asked.policy()).ifPresent(policy -> deeds.unshown(policy.id(), mutation.thing(), asked));
        }
    }

    private void checkTrashing(FakeItem thing, LoopListener.Mutation asked, Claim claim, Policy policy) {
        assertThat(claim.wanted()).isEqualTo(DesiredState.TRASHED);
        assertThat(claim.spec().origin()).isNotEqualTo(ClaimOrigin.LEFTOVER);
        boolean byRule = claim.spec().origin() == ClaimOrigin.TRASH_RULE;
        checkApproval(thing, asked, claim, policy);
        if (byRule) {
            assertThat(environment.oracles())
                    .as("a rule trashes %s: %s", thing, policy.rules())
                    .anyMatch(oracle -> oracle.isTrashed(
                            policy,
                            thing,
                            rule -> rule.approval() == Approval.AUTOMATIC
                                    || asked.approval().isPresent()));
            assertThat(deeds.isSpared(policy.id(), thing))
                    .as("%s is spared", thing)
                    .isFalse();
        }
        checkNobodyKeeps(thing);
        if (asked.approval().isEmpty()) {
            limited.check(thing);
        }
        deeds.trashed(policy.id(), thing, asked, byRule, environment.clock.instant());
        if (asked.approval().isPresent()) {
            approved++;
        } else if (byRule) {
            automatic++;
        }
    }

    private void checkApproval(FakeItem thing, LoopListener.Mutation asked, Claim claim, Policy policy) {
        asked.approval().ifPresent(digest -> {
            ApprovedPlan word = policy.approvedPlan().orElseThrow();
            Instant now = environment.clock.instant();
            assertThat(word.digest()).isEqualTo(digest);
            assertThat(word.until())
                    .isAfter(now.minus(environment.roboflow.callTakes()))
                    .isBeforeOrEqualTo(now.plus(Duration.ofDays(14)));
            assertThat(environment
                            .kube
                            .configMaps()
                            .plan(policy.id(), digest)
                            .orElseThrow()
                            .lines())
                    .contains(TrashPlan.line(thing.key(), claim.spec().pinnedId(), Optional.of(thing.created())));
            assertThat(deeds.isCarriedOut(policy.id(), thing, digest))
                    .as("%s was trashed by %s before", thing, digest)
                    .isFalse();
        });
    }

    /** Without a policy nothing tells of which workspace it is before it was seen there. */
    private boolean isKnownHere(Claim claim) {
        return environment.acting.process().known().policies().stream()
                        .anyMatch(policy -> policy.id().equals(claim.policy()))
                || claim.isOf(FakeRoboflowGateway.WORKSPACE);
    }

    /** As far as the process that acts could know. */
    private void checkNobodyKeeps(FakeItem thing) {
        List<Claim> claims = environment.acting.process().known().claims();
        assertThat(claims)
                .filteredOn(claim -> claim.item().equals(thing.key())
                        || claim.renamed().equals(Optional.of(thing.key()))
                        || SimEnvironment.isVersionOf(claim.item(), thing.key()))
                .filteredOn(claim -> environment.hasJoined(claim.policy()) && isKnownHere(claim))
                .filteredOn(claim -> !ReleaseInvariant.isSuperseded(claim, environment.kube))
                .noneMatch(claim ->
                        claim.wanted() == DesiredState.RESTORED || claim.spec().suspended());
        environment
                .joined()
                .forEach(policy -> assertThat(environment.oracles())
                        .as("%s is protected by %s", thing, policy.rules())
                        .anyMatch(oracle -> !oracle.isProtected(policy, thing)));
    }
}
