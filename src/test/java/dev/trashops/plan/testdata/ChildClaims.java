package dev.trashops.plan.testdata;

import dev.trashops.plan.Plan;
import dev.trashops.plan.PlanInput;
import dev.trashops.plan.Planner;
import dev.trashops.plan.PlannerState;
import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.ClaimId;
import dev.trashops.plan.model.ClaimOrigin;
import dev.trashops.plan.model.ClaimSpec;
import dev.trashops.plan.model.ClaimStatus;
import dev.trashops.plan.model.DeletionPolicy;
import dev.trashops.plan.model.DriftPolicy;
import dev.trashops.plan.model.PolicyId;
import dev.trashops.plan.model.PolicyProjection.ChildToCreate;
import dev.trashops.plan.model.RuleAction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Does what the controller does with the children of a plan: creates the claims that rules want. */
public final class ChildClaims {
    private ChildClaims() {}

    /** The input with every claim that rules want by then, known and settled for an hour. */
    public static PlanInput of(PlanInput input) {
        PlanInput adopted = once(input, Planner.plan(input));
        Instant before = input.now().minusSeconds(3_600);
        PlannerState settled = Planner.plan(
                        PlanInputEdits.state(PlanInputEdits.now(adopted, before), PlannerState.EMPTY))
                .state();
        return PlanInputEdits.state(adopted, PlanInputEdits.awake(settled, input.now()));
    }

    /** The input with the claims that this plan wants. */
    public static PlanInput once(PlanInput input, Plan plan) {
        List<Claim> claims = new ArrayList<>(input.claims());
        plan.policies()
                .forEach((policy, view) -> view.children()
                        .forEach(child -> claims.add(claim(
                                "uid-" + policy.namespace() + "-" + child.name(),
                                policy,
                                child,
                                input.now().minusSeconds(60)))));
        return PlanInputEdits.claims(input, claims);
    }

    /** What the controller creates for a rule. */
    public static Claim claim(String uid, PolicyId policy, ChildToCreate child, Instant created) {
        return new Claim(
                new ClaimSpec(
                        new ClaimId(uid, policy.namespace(), child.name()),
                        1,
                        created,
                        policy,
                        child.item(),
                        child.id(),
                        child.createdBefore(),
                        child.action().desired(),
                        child.action() == RuleAction.TRASH ? DriftPolicy.REPORT : DriftPolicy.CORRECT,
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
