package dev.trashops.plan.release;

import dev.trashops.plan.checks.ClaimFacts;
import dev.trashops.plan.model.Approval;
import dev.trashops.plan.model.ApprovedPlan;
import dev.trashops.plan.model.ApprovedPlanLookup;
import dev.trashops.plan.model.PolicyState;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Reason;
import dev.trashops.plan.model.TrashPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** What a person's approval of a plan of one policy releases. */
public final class ApprovalGate {
    private static final Duration LONGEST = Duration.ofDays(14);

    private final String policy;
    private final String workspace;
    private final Optional<ApprovedPlan> word;
    private final ApprovedPlanLookup list;
    private final Set<String> lines;
    private final Instant now;

    public ApprovalGate(PolicyState state, Instant now) {
        this.policy = state.policy().id().name();
        this.workspace = state.policy().workspace();
        this.word = state.policy().approvedPlan();
        this.list = state.approved();
        this.now = now;
        this.lines = list instanceof ApprovedPlanLookup.Found found && isInForce(found.plan())
                ? new HashSet<>(found.plan().lines())
                : Set.of();
    }

    private boolean isInForce(TrashPlan plan) {
        return word.map(approved -> plan.workspace().equals(workspace)
                        && approved.digest().equals(plan.digest())
                        && !approved.hasEnded(now)
                        && !isTooFar(approved))
                .orElse(false);
    }

    private boolean isTooFar(ApprovedPlan approved) {
        return approved.until().isAfter(now.plus(LONGEST));
    }

    /** The line of a plan that stands for a case. */
    static String line(ClaimFacts one) {
        return TrashPlan.line(
                one.item(), one.claim().spec().pinnedId(), one.sight().created());
    }

    /** Whether what a rule trashes needs to be approved. */
    static boolean isNeeded(ClaimFacts one) {
        return one.isGoverned()
                && one.ruling()
                        .rule()
                        .map(rule -> rule.approval() == Approval.REQUIRED)
                        .orElse(true);
    }

    /** The digest of the approved plan that releases a case. What was carried out never runs again by the same plan. */
    Optional<String> release(ClaimFacts one) {
        return word.map(ApprovedPlan::digest)
                .filter(digest -> lines.contains(line(one)))
                .filter(digest -> !isCarriedOut(one, digest));
    }

    private static boolean isCarriedOut(ClaimFacts one, String digest) {
        return one.book().isCarriedOut(one.item(), one.sight().created(), digest);
    }

    /** Why a case that needs an approval is held. */
    Readiness objection(ClaimFacts one) {
        if (list instanceof ApprovedPlanLookup.Unread) {
            return Readiness.reconciling(
                    Reason.SNAPSHOT_PENDING, "Waiting to read the plan that spec.approvedPlan of the policy names.");
        }
        return Readiness.stalled(
                Reason.APPROVAL_REQUIRED,
                "It is trashed only once it is approved. "
                        + (lines.contains(line(one))
                                ? "The approved plan was carried out for it already and never runs twice. Write a"
                                        + " TrashedItem for it to have it trashed again."
                                : remedy()));
    }

    /** What to do to have what is planned approved. */
    public String remedy() {
        String how = "Review the plan that status.plan of RoboflowTrashPolicy " + policy
                + " names, and write its digest and an until into spec.approvedPlan.";
        if (word.isEmpty()) {
            return how;
        }
        if (word.get().hasEnded(now)) {
            return "The approval in spec.approvedPlan has ended. " + how;
        }
        if (isTooFar(word.get())) {
            return "The approval in spec.approvedPlan does not count: its until is more than 14 days ahead. " + how;
        }
        return lines.isEmpty()
                ? "The approval in spec.approvedPlan does not count: this policy has published no such plan, or what"
                        + " was published is gone. "
                        + how
                : "The approved plan does not list it. " + how;
    }
}
