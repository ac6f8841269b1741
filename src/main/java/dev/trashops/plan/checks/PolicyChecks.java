package dev.trashops.plan.checks;

import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.DesiredState;
import dev.trashops.plan.model.Kubectl;
import dev.trashops.plan.model.Mode;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Reason;
import java.util.Optional;

/** Whether the operator and the claim's policy let it act at all. */
final class PolicyChecks {
    private PolicyChecks() {}

    static Optional<Readiness> policyIsReady(ClaimFacts facts) {
        return policyIsNotStalled(facts).or(() -> policyGoesOn(facts));
    }

    /** What stalls a policy stalls what its items wait for. */
    static Optional<Readiness> policyIsNotStalled(ClaimFacts facts) {
        Readiness policy = facts.policy().readiness();
        return policy.isStalled() && !mayUseTheLastKey(facts, policy.reason()) ? Optional.of(policy) : Optional.empty();
    }

    /** An outage holds what could go now; what waits for a person waits as before. */
    static Optional<Readiness> policyGoesOn(ClaimFacts facts) {
        Readiness policy = facts.policy().readiness();
        return policy.kind() == Readiness.Kind.RECONCILING && !mayUseTheLastKey(facts, policy.reason())
                ? Optional.of(notReady(facts.claim()))
                : Optional.empty();
    }

    /**
     * The key of a policy that sees its workspace still restores what is being deleted when its Secret has gone, and anything
     * while the Secret can't be read again.
     */
    private static boolean mayUseTheLastKey(ClaimFacts facts, Reason reason) {
        boolean restores = facts.claim().wanted() == DesiredState.RESTORED;
        return restores
                && facts.policy().sees()
                && ((reason == Reason.SECRET_NOT_FOUND && facts.claim().spec().deleting())
                        || reason == Reason.SECRET_UNREADABLE);
    }

    static Readiness notReady(Claim claim) {
        return Readiness.reconciling(
                Reason.POLICY_NOT_READY,
                "RoboflowTrashPolicy " + claim.policy().name()
                        + " is not ready; see its conditions. This item continues automatically once it is.");
    }

    static Optional<Readiness> mayRestore(ClaimFacts facts) {
        return facts.allowed().contains(ActionKind.RESTORE)
                ? Optional.empty()
                : Optional.of(Readiness.stalled(
                        Reason.NOT_ALLOWED,
                        "This operator only observes. To let it restore, its administrator sets TRASHOPS_ALLOW=restore"
                                + " or all."));
    }

    static Optional<Readiness> mayTrash(ClaimFacts facts) {
        return facts.allowed().contains(ActionKind.TRASH)
                ? Optional.empty()
                : Optional.of(Readiness.stalled(
                        Reason.NOT_ALLOWED,
                        "This operator is not allowed to trash. To let it, its administrator sets TRASHOPS_ALLOW=all or,"
                                + " where it is set, grants the rights that it lacks in another namespace; /readyz names that"
                                + " namespace."));
    }

    static Optional<Readiness> isNotSuspended(ClaimFacts facts) {
        return itemIsNotSuspended(facts).or(() -> policyIsNotSuspended(facts));
    }

    static Optional<Readiness> itemIsNotSuspended(ClaimFacts facts) {
        return facts.suspended()
                ? Optional.of(Readiness.stalled(
                        Reason.SUSPENDED,
                        "A TrashedItem for " + facts.item().described()
                                + ", or for one of its versions, has suspend: true, so nothing is done. Set suspend: false"
                                + " to continue" + facts.letGoHint() + "."))
                : Optional.empty();
    }

    static Optional<Readiness> policyIsNotSuspended(ClaimFacts facts) {
        return facts.policy().policy().suspended()
                ? Optional.of(Readiness.stalled(
                        Reason.SUSPENDED,
                        "RoboflowTrashPolicy " + facts.claim().policy().name()
                                + " has suspend: true. To continue" + facts.letGoHint() + ": "
                                + Kubectl.resume(facts.claim().policy())))
                : Optional.empty();
    }

    static Optional<Readiness> isInScope(ClaimFacts facts) {
        return facts.policy().policy().scope().includes(facts.item())
                ? Optional.empty()
                : Optional.of(Readiness.stalled(
                        Reason.REJECTED,
                        facts.item().described() + " is outside the scope of RoboflowTrashPolicy "
                                + facts.claim().policy().name()
                                + ". Add its slug to spec.scope of that policy, or use another policy."));
    }

    static Optional<Readiness> isEnforced(ClaimFacts facts) {
        return facts.policy().policy().mode() == Mode.ENFORCE
                ? Optional.empty()
                : Optional.of(Readiness.stalled(
                        Reason.PLAN_ONLY,
                        "RoboflowTrashPolicy " + facts.claim().policy().name()
                                + " has mode: Plan, so this is only planned. To have it done"
                                + facts.letGoHint() + ": "
                                + Kubectl.enforce(facts.claim().policy())));
    }
}
