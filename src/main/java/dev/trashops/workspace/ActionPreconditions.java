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
                .orElse(claim.spec().deleting());
        Claim now = fresh.claim();
        return policySame
                && now.id().equals(claim.id())
                && now.spec().generation() == claim.spec().generation()
                && now.spec().deleting() == claim.spec().deleting()
                && now.spec().suspended() == claim.spec().suspended()
                && now.spec().desired() == claim.spec().desired()
                && now.item().equals(claim.item())
                && !claim.status().isBehind(now.status())
                && now.spec().origin() == claim.spec().origin();
    }

    /** Whether the approval that released an action has expired since it was planned. */
    static boolean hasApprovalEnded(PlannedAction action, Policy policy, Instant now) {
        return action.approval().isPresent()
                && policy.approvedPlan().map(approved -> approved.hasEnded(now)).orElse(true);
    }
}
