package dev.trashops.plan.release;

import dev.trashops.plan.checks.ClaimFacts;
import dev.trashops.plan.checks.ModelChecks;
import dev.trashops.plan.model.ClaimId;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.PolicyId;
import dev.trashops.plan.model.TrashPlan;
import dev.trashops.plan.observe.ObservedWorkspace;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What each policy would trash if only an approval or a limit held it: the plan that is published and approved. Items with
 * which something would be lost, such as a trained model, are not part of it.
 *
 * @param proposed the claims whose items are in the plan of their policy
 * @param unread the claims of whose items something has not been read yet
 */
public record ReviewPlans(
        ObservedWorkspace workspace,
        Map<PolicyId, List<ClaimFacts>> listed,
        Set<ClaimId> proposed,
        Set<ClaimId> unread) {

    /** The plans made of those claims. */
    public static ReviewPlans of(ObservedWorkspace workspace, List<ClaimFacts> eligible, ModelChecks models) {
        Map<PolicyId, List<ClaimFacts>> listed = eligible.stream()
                .filter(facts -> models.objection(facts).isEmpty())
                .collect(Collectors.groupingBy(
                        facts -> facts.claim().policy(),
                        Collectors.collectingAndThen(Collectors.toList(), ReviewPlans::withoutCovered)));
        return new ReviewPlans(
                workspace,
                listed,
                listed.values().stream()
                        .flatMap(List::stream)
                        .map(facts -> facts.claim().id())
                        .collect(Collectors.toUnmodifiableSet()),
                eligible.stream()
                        .filter(models::isPending)
                        .map(facts -> facts.claim().id())
                        .collect(Collectors.toUnmodifiableSet()));
    }

    /** What goes with its project or version needs no line of its own, unless they belong to different policies. */
    private static List<ClaimFacts> withoutCovered(List<ClaimFacts> claims) {
        Set<ItemKey> items = claims.stream().map(ClaimFacts::item).collect(Collectors.toSet());
        return claims.stream()
                .filter(facts -> !ProjectCascade.includes(facts.item(), items))
                .toList();
    }

    /** What that policy would trash. */
    public TrashPlan of(PolicyId policy) {
        List<ClaimFacts> claims = listed.getOrDefault(policy, List.of());
        return TrashPlan.of(
                workspace.id(), claims.stream().map(ApprovalGate::line).toList(), new ReviewText(workspace).of(claims));
    }
}
