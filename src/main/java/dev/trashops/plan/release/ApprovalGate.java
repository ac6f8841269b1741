package dev.trashops.plan.release;

import dev.trashops.plan.checks.ClaimFacts;
import dev.trashops.plan.model.Approval;
import dev.trashops.plan.model.ApprovedPlanLookup;
import dev.trashops.plan.model.Moment;
import dev.trashops.plan.model.Policy.ApprovedPlan;
import dev.trashops.plan.model.PolicyState;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Reason;
import dev.trashops.plan.model.TrashPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Which trashings the approved plan of one policy releases. */
public final class ApprovalGate {
    private static final Duration LONGEST = Duration.ofDays(14);

    private final PolicyState state;
    private final Optional<ApprovedPlan> approval;
    private final Set<String> lines;
    private final Moment now;

    public ApprovalGate(PolicyState state, Moment now) {
        this.state = state;
        this.approval = state.policy().approvedPlan();
        this.now = now;
        this.lines = state.records().approved() instanceof ApprovedPlanLookup.Found found && isInForce(found.plan())
                ? Set.copyOf(found.plan().lines())
                : Set.of();
    }

    private boolean isInForce(TrashPlan plan) {
        return approval.map(approved -> plan.workspace().equals(state.policy().workspace())
                        && approved.digest().equals(plan.digest())
                        && !approved.hasEnded(now)
                        && !isTooFar(approved))
                .orElse(false);
    }

    private boolean isTooFar(ApprovedPlan approved) {
        return !now.reached(approved.until().minus(LONGEST));
    }

    /** The line of a plan for a claim. */
    static String line(ClaimFacts facts) {
        return TrashPlan.line(
                facts.item(),
                facts.claim().spec().pinnedId(),
                facts.observation().created());
    }

    /** Whether a rule trashes it and needs an approval for that. */
    static boolean isNeeded(ClaimFacts facts) {
        return facts.isGoverned()
                && facts.rule()
                        .map(rule -> rule.approval() == Approval.REQUIRED)
                        .orElse(true);
    }

    /** The digest of the approved plan that releases a claim. A plan never runs twice for the same item. */
    Optional<String> release(ClaimFacts facts) {
        Optional<Instant> created = facts.observation().created();
        return approval.map(ApprovedPlan::digest)
                .filter(digest -> lines.contains(line(facts)))
                .filter(digest -> !facts.deletions().isCarriedOut(facts.item(), created, digest));
    }

    /** Why a claim that needs an approval is held. */
    Readiness objection(ClaimFacts facts) {
        if (state.records().approved() instanceof ApprovedPlanLookup.Unread) {
            return Readiness.reconciling(
                    Reason.SNAPSHOT_PENDING,
                    "Waiting to read the published plan that spec.approvedPlan of the policy refers to.");
        }
        return Readiness.stalled(
                Reason.APPROVAL_REQUIRED,
                "Trashing it needs an approval. "
                        + (lines.contains(line(facts))
                                ? "The approved plan was already carried out for it, and no plan runs twice. To have it"
                                        + " trashed again, create a TrashedItem for it."
                                : remedy()));
    }

    /** What is wrong with the approval that the policy gives, if it gives one, as the beginning of a message. */
    public String state() {
        if (approval.isEmpty()) {
            return "";
        }
        if (approval.get().hasEnded(now)) {
            return "The approval in spec.approvedPlan has expired. ";
        }
        if (isTooFar(approval.get())) {
            return "The approval in spec.approvedPlan is not valid: its until is more than 14 days ahead. ";
        }
        return lines.isEmpty()
                ? "The approval in spec.approvedPlan is not valid: this policy has not published such a plan, or the"
                        + " published plan is gone. "
                : "The approved plan does not list everything. ";
    }

    /** How to get the planned trashing of an item approved. */
    private String remedy() {
        return (lines.isEmpty() ? state() : "The approved plan does not list it. ")
                + "Review the plan named in status.plan of RoboflowTrashPolicy "
                + state.policy().id().name()
                + ", then copy its digest to spec.approvedPlan.digest and set spec.approvedPlan.until.";
    }
}
