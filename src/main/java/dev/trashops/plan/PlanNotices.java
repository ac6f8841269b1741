package dev.trashops.plan;

import dev.trashops.plan.checks.Decision;
import dev.trashops.plan.model.Hold;
import dev.trashops.plan.model.PolicyCondition;
import dev.trashops.plan.model.PolicyId;
import dev.trashops.plan.model.PolicyProjection.Notice;
import dev.trashops.plan.model.Reason;
import dev.trashops.plan.model.TrashPlan;
import dev.trashops.plan.release.LimitExcess;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the conditions of a policy say of its plan, in numbers, and with all that it takes to approve it.
 *
 * @param plan the plan, once it can be published
 * @param before what they said before; until reads show otherwise it stays
 */
record PlanNotices(
        PolicyFacts facts,
        PlannedLines planned,
        Optional<LimitExcess> excess,
        PlanCertainty certainty,
        Optional<TrashPlan> plan,
        Map<PolicyCondition, Notice> before) {
    private static final String OTHERWISE =
            " raise spec.limits on every RoboflowTrashPolicy of the workspace, or remove TrashedItems or set them to Observed.";

    Map<PolicyCondition, Notice> of(List<Decision> decisions) {
        Map<PolicyCondition, Notice> all = new EnumMap<>(PolicyCondition.class);
        if (decisions.stream().anyMatch(PlanNotices::isPending)) {
            all.put(PolicyCondition.PLAN_PENDING, notice(PolicyCondition.PLAN_PENDING, pending()));
        }
        if (planned.isHeldBy(Hold.LIMIT)) {
            all.put(PolicyCondition.LIMIT_EXCEEDED, limit());
        }
        if (planned.isHeldBy(Hold.APPROVAL)) {
            all.put(PolicyCondition.APPROVAL_REQUIRED, approval());
        }
        return all;
    }

    private static boolean isPending(Decision decision) {
        return decision.readiness()
                .filter(readiness -> readiness.reason() == Reason.PLAN_PENDING)
                .isPresent();
    }

    private static Notice notice(PolicyCondition type, String message) {
        return new Notice(type.text(), message);
    }

    private String pending() {
        return "The plan of what is to be trashed is being made: " + certainty.progress() + "."
                + (certainty.carriedOut() ? " It follows when what is being trashed now has gone." : "")
                + " It can be approved once status.plan names it.";
    }

    private Notice limit() {
        Optional<Notice> shown = Optional.ofNullable(before.get(PolicyCondition.LIMIT_EXCEEDED));
        String why =
                excess.map(LimitExcess::described).orElse("what is to be trashed exceeds the limits of this workspace");
        return shown.filter(any -> plan.isEmpty() || excess.isEmpty())
                .orElseGet(() -> notice(
                        PolicyCondition.LIMIT_EXCEEDED,
                        "On hold: " + why + ". "
                                + listed().map(known -> "Approve plan " + digest(known) + ",")
                                        .orElse("Approve the plan once status.plan names it,")
                                + OTHERWISE));
    }

    private Notice approval() {
        Optional<Notice> shown = Optional.ofNullable(before.get(PolicyCondition.APPROVAL_REQUIRED));
        return shown.filter(any -> plan.isEmpty())
                .orElseGet(() -> notice(
                        PolicyCondition.APPROVAL_REQUIRED, facts.approvals().state() + toApprove()));
    }

    private String toApprove() {
        int waiting = planned.heldBy(Hold.APPROVAL);
        String items = waiting + (waiting == 1 ? " item waits" : " items wait") + " for an approval. ";
        return plan.isEmpty()
                ? items
                        + certainty
                                .obstacle()
                                .map(why -> "There is no plan to approve yet: " + why.message())
                                .orElse("Review the plan once status.plan names it.")
                : items
                        + listed().map(known -> "To approve it, set spec.approvedPlan.digest to " + known.digest()
                                        + " and spec.approvedPlan.until to a time at most 14 days ahead, after a"
                                        + " review: " + command(known))
                                .orElse("The approved plan was already carried out for "
                                        + (waiting == 1 ? "it" : "them")
                                        + ", and no plan runs twice. To have "
                                        + (waiting == 1 ? "it" : "them")
                                        + " trashed again, create a TrashedItem for each.");
    }

    private Optional<TrashPlan> listed() {
        return plan.filter(known -> !known.lines().isEmpty());
    }

    private PolicyId id() {
        return facts.state().policy().id();
    }

    private String digest(TrashPlan known) {
        return known.digest() + " (ConfigMap " + TrashPlan.configMap(id(), known.digest()) + ")";
    }

    private String command(TrashPlan known) {
        return "kubectl -n " + id().namespace() + " get configmap " + TrashPlan.configMap(id(), known.digest())
                + " -o jsonpath='{.data.review\\.txt}'";
    }
}
