package dev.trashops.plan.testdata;

import dev.trashops.plan.Plan;
import dev.trashops.plan.PlanInput;
import dev.trashops.plan.PlannerState;
import dev.trashops.plan.model.Claim;
import java.util.List;

/** Feeds a plan back into its input, as the loop does. */
public final class NextPlanInput {
    private NextPlanInput() {}

    /** The same input with the memory of that plan and that ledger. */
    public static PlanInput of(PlanInput input, Plan plan, PlannerState ledger) {
        List<Claim> claims = input.claims().stream()
                .map(claim -> {
                    var view = plan.items().get(claim.id());
                    return view == null ? claim : claim.withStatus(view.memory());
                })
                .toList();
        return new PlanInput(
                input.workspace(),
                input.now(),
                input.allowed(),
                input.inventoryInterval(),
                input.policies(),
                claims,
                input.trash(),
                input.inventory(),
                ledger);
    }
}
