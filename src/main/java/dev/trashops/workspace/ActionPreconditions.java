package dev.trashops.workspace;

import dev.trashops.plan.PlannedAction;
import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.Policy;
import dev.trashops.workspace.port.ClaimStore.Fresh;
import java.time.Instant;

/** What must still hold, right before an action, of what it was planned with. */
final class ActionPreconditions {
    private ActionPreconditions() {}

    /** Whether claim and policy, reread, ask for the same as when the action was planned. */
    static boolean areUnchanged(Claim claim, Policy policy, Fresh fresh) {
        boolean policySame = fresh.policy()
                .map(now -> now.uid().equals(policy.uid())
                        && now.generation() == policy.generation()
                        && now.suspended() == policy.suspended()
                        && now.mode() == policy.mode())
                .orElse(claim.deleting());
        Claim now = fresh.claim();
        return policySame
                && now.id().equals(claim.id())
                && now.generation() == claim.generation()
                && now.deleting() == claim.deleting()
                && now.suspended() == claim.suspended()
                && now.desired() == claim.desired()
                && now.item().equals(claim.item())
                && !claim.memory().isBehind(now.memory())
                && now.origin() == claim.origin();
    }

    /** Whether the approval that released an action has expired since it was planned. */
    static boolean hasApprovalEnded(PlannedAction action, Policy policy, Instant now) {
        return action.approval().isPresent()
                && policy.approvedPlan().map(approved -> approved.hasEnded(now)).orElse(true);
    }
}
