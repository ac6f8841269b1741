package dev.trashops.plan;

import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.Claim;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The same input, but for one thing. */
final class Changed {
    private Changed() {}

    static PlanInput claims(PlanInput input, List<Claim> claims) {
        return of(input, input.now(), input.policies(), claims, input.trash(), input.inventory(), input.ledger());
    }

    static PlanInput policies(PlanInput input, UnaryOperator<PolicyState> change) {
        List<PolicyState> policies = input.policies().stream().map(change).toList();
        return of(input, input.now(), policies, input.claims(), input.trash(), input.inventory(), input.ledger());
    }

    static PlanInput now(PlanInput input, Instant now) {
        return of(input, now, input.policies(), input.claims(), input.trash(), input.inventory(), input.ledger());
    }

    static PlanInput ledger(PlanInput input, Ledger ledger) {
        return of(input, input.now(), input.policies(), input.claims(), input.trash(), input.inventory(), ledger);
    }

    static PlanInput inventory(PlanInput input, Inventory inventory) {
        return of(input, input.now(), input.policies(), input.claims(), input.trash(), inventory, input.ledger());
    }

    static PlanInput seen(PlanInput input, Optional<Snapshot> trash, Inventory inventory) {
        return of(input, input.now(), input.policies(), input.claims(), trash, inventory, input.ledger());
    }

    static PlanInput allowed(PlanInput input, Set<ActionKind> allowed) {
        return new PlanInput(
                input.workspace(),
                input.now(),
                allowed,
                input.inventoryInterval(),
                input.policies(),
                input.claims(),
                input.trash(),
                input.inventory(),
                input.ledger());
    }

    private static PlanInput of(
            PlanInput input,
            Instant now,
            List<PolicyState> policies,
            List<Claim> claims,
            Optional<Snapshot> trash,
            Inventory inventory,
            Ledger ledger) {
        return new PlanInput(
                input.workspace(),
                now,
                input.allowed(),
                input.inventoryInterval(),
                policies,
                claims,
                trash,
                inventory,
                ledger);
    }
}
