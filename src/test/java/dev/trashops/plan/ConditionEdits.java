package dev.trashops.plan;

import dev.trashops.plan.model.ClaimStatus;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.testdata.PlanInputEdits;
import java.util.Optional;
import java.util.function.Function;

/** The same input, but that conditions were written by somebody else. */
final class ConditionEdits {
    private ConditionEdits() {}

    static PlanInput of(PlanInput input, Function<Readiness, Optional<Readiness>> words) {
        return PlanInputEdits.claims(
                input,
                input.claims().stream()
                        .map(claim -> claim.withStatus(of(claim.status(), words)))
                        .toList());
    }

    private static ClaimStatus of(ClaimStatus memory, Function<Readiness, Optional<Readiness>> words) {
        return new ClaimStatus(
                memory.observedGeneration(),
                memory.handledRequest(),
                memory.observed(),
                memory.planned(),
                memory.hold(),
                memory.standing().flatMap(words),
                memory.fingerprint(),
                memory.trash(),
                memory.lastAction(),
                memory.drift());
    }
}
