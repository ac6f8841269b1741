package dev.trashops.plan;

import dev.trashops.plan.checks.Decision;
import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.DesiredState;
import dev.trashops.plan.model.Hold;
import dev.trashops.plan.model.ObservedState;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Reason;
import dev.trashops.plan.observe.Observation;
import dev.trashops.plan.observe.Observation.Uncertain;
import dev.trashops.plan.release.ReviewPlans;
import java.util.List;
import java.util.Optional;

/**
 * Whether the plan of one policy can be published: only one that is certain, complete and at rest is, as nobody can review
 * one that keeps changing.
 *
 * @param known whether the workspace can be read for the policy now
 * @param certain whether it can be published
 * @param carriedOut whether something is being trashed
 * @param lookedAt how many of the items to be trashed were looked at
 * @param total how many items are to be trashed
 * @param obstacle what keeps it from ever being made before a person has acted
 */
record PlanCertainty(
        boolean known, boolean certain, boolean carriedOut, int lookedAt, int total, Optional<Readiness> obstacle) {
    /** Progress is told in steps, or the plan of thousands of items would change a status as often. */
    private static final int STEPS = 10;

    static PlanCertainty of(PolicyFacts facts, List<Decision> decisions, ReviewPlans reviewed, boolean settled) {
        List<Decision> trashings = decisions.stream()
                .filter(decision -> decision.claim().wanted() == DesiredState.TRASHED)
                .filter(decision -> decision.plans(ActionKind.TRASH) || isUnread(decision, reviewed))
                .toList();
        int unread = (int) trashings.stream()
                .filter(decision -> isUnread(decision, reviewed))
                .count();
        boolean carriedOut = trashings.stream().anyMatch(PlanCertainty::isUnderWay);
        boolean known = facts.state().readiness().isReady();
        boolean complete = facts.matches().isComplete() && !facts.children().lackTrashings();
        return new PlanCertainty(
                known,
                known && complete && settled && unread == 0 && !carriedOut,
                carriedOut,
                trashings.size() - unread,
                trashings.size(),
                facts.matches().obstacle().or(() -> obstacle(trashings)));
    }

    private static Optional<Readiness> obstacle(List<Decision> trashings) {
        return trashings.stream()
                .flatMap(decision -> decision.facts().observation().unreadable().stream())
                .filter(Readiness::isStalled)
                .findFirst();
    }

    private static boolean isUnderWay(Decision decision) {
        return decision.act() || decision.facts().journal().waiting();
    }

    private static boolean isUnread(Decision decision, ReviewPlans reviewed) {
        Observation observation = decision.facts().observation();
        // What stays uncertain until a person says what is meant must not keep the rest from being reviewed.
        boolean unknown = observation.state() == ObservedState.UNKNOWN && !(observation instanceof Uncertain);
        return unknown
                || reviewed.unread().contains(decision.claim().id())
                || decision.readiness()
                        .filter(readiness -> readiness.reason() == Reason.SNAPSHOT_PENDING)
                        .isPresent();
    }

    /**
     * What needs an approval says so once there is a plan to approve, or once it takes a person to have one; from then on, until
     * it is decided otherwise.
     */
    Decision told(Decision decision) {
        return certain || obstacle.isPresent() || !isNewlyUnapproved(decision)
                ? decision
                : Decision.held(
                        decision.facts(),
                        ActionKind.TRASH,
                        Readiness.reconciling(
                                Reason.PLAN_PENDING,
                                "Trashing it needs an approval, and the plan to approve is being made. PlanPending of"
                                        + " RoboflowTrashPolicy "
                                        + decision.claim().policy().name() + " tells how far it is."));
    }

    private static boolean isNewlyUnapproved(Decision decision) {
        return decision.readiness()
                        .filter(readiness -> readiness.reason() == Reason.APPROVAL_REQUIRED)
                        .isPresent()
                && decision.claim()
                        .heldBefore()
                        .filter(hold -> hold == Hold.APPROVAL)
                        .isEmpty();
    }

    /** How far the plan is, such as {@code 90 of 103 items looked at}. */
    String progress() {
        int step = Math.max(1, total / STEPS);
        return lookedAt / step * step + " of " + total + " items looked at";
    }
}
