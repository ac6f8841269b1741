package dev.trashops.plan.release;

import dev.trashops.plan.checks.ClaimFacts;
import dev.trashops.plan.checks.ModelChecks;
import dev.trashops.plan.model.ClaimId;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.PolicyId;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Reason;
import dev.trashops.plan.model.TrashPlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What each policy would trash if nothing but a person's word or a limit stood before it: that is what is published and
 * approved. What has a trained model or is being trained is not in it.
 */
public final class ReviewPlans {
    private final String workspace;
    private final Map<PolicyId, List<String>> lines = new HashMap<>();
    private final Set<PolicyId> doubtful = new HashSet<>();
    private final Set<ClaimId> proposed = new HashSet<>();

    public ReviewPlans(String workspace, List<ClaimFacts> eligible, ModelChecks losses) {
        this.workspace = workspace;
        List<ClaimFacts> clear = new ArrayList<>();
        for (ClaimFacts one : eligible) {
            Optional<Readiness> loss = losses.objection(one);
            if (loss.isEmpty()) {
                clear.add(one);
            } else if (loss.get().reason() == Reason.SNAPSHOT_PENDING) {
                doubtful.add(one.claim().policy());
            }
        }
        clear.stream()
                .collect(Collectors.groupingBy(one -> one.claim().policy()))
                .forEach(this::propose);
    }

    /** A version is in the plan of its project's policy with its project, and for itself in that of any other. */
    private void propose(PolicyId policy, List<ClaimFacts> clear) {
        Set<ItemKey> items = clear.stream().map(ClaimFacts::item).collect(Collectors.toSet());
        List<ClaimFacts> listed = clear.stream()
                .filter(one -> !TrashBatch.goesWithItsProject(one.item(), items))
                .toList();
        listed.forEach(one -> proposed.add(one.claim().id()));
        lines.put(policy, listed.stream().map(ApprovalGate::line).toList());
    }

    /** What that policy would trash. */
    public TrashPlan of(PolicyId policy) {
        return TrashPlan.of(workspace, lines.getOrDefault(policy, List.of()));
    }

    /** Whether the item of that claim is in the plan of its policy. */
    public boolean isProposed(ClaimId claim) {
        return proposed.contains(claim);
    }

    /** Whether something that it would trash has not been looked at yet. */
    public boolean isDoubtful(PolicyId policy) {
        return doubtful.contains(policy);
    }
}
