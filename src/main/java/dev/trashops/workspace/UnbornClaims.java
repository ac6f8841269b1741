package dev.trashops.workspace;

import dev.trashops.plan.Plan;
import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.ClaimId;
import dev.trashops.plan.model.ClaimOrigin;
import dev.trashops.plan.model.ClaimSpec;
import dev.trashops.plan.model.ClaimStatus;
import dev.trashops.plan.model.DeletionPolicy;
import dev.trashops.plan.model.DriftPolicy;
import dev.trashops.plan.model.Policy;
import dev.trashops.plan.model.PolicyProjection.ChildToCreate;
import dev.trashops.plan.model.RuleAction;
import dev.trashops.workspace.port.ClaimStore.Workload;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The claims of Restore rules that Kubernetes refuses to store, because of a quota or an admission policy: children show what
 * rules do, and what is to be restored is restored without them, too. Trashing without one is out of the question, since
 * nobody could see or stop it.
 */
final class UnbornClaims {
    private UnbornClaims() {}

    /** What the last plan wanted created for policies whose children are refused now. */
    static List<Claim> of(Optional<Plan> last, Workload workload) {
        return workload.policies().stream()
                .filter(policy -> workload.refused().containsKey(policy.id()))
                .flatMap(policy -> last.stream()
                        .flatMap(plan -> Optional.ofNullable(plan.policies().get(policy.id())).stream())
                        .flatMap(projection -> projection.children().stream())
                        .filter(child -> child.action() == RuleAction.RESTORE)
                        .map(child -> claim(policy, child)))
                .toList();
    }

    private static Claim claim(Policy policy, ChildToCreate child) {
        return new Claim(
                new ClaimSpec(
                        ClaimId.unborn(policy.id().namespace(), child.name()),
                        1,
                        policy.createdAt(),
                        policy.id(),
                        child.item(),
                        child.id(),
                        child.createdBefore(),
                        child.action().desired(),
                        DriftPolicy.CORRECT,
                        Set.of(),
                        DeletionPolicy.ORPHAN,
                        false,
                        false,
                        false,
                        Optional.empty(),
                        ClaimOrigin.of(child.action())),
                ClaimStatus.NONE);
    }
}
