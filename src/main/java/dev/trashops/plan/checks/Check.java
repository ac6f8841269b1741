package dev.trashops.plan.checks;

import dev.trashops.plan.model.Readiness;
import java.util.List;
import java.util.Optional;

/** One rule that must hold before an action. */
@FunctionalInterface
public interface Check {
    /** The readiness of the claim if the rule does not hold; empty if it does. */
    Optional<Readiness> objection(ClaimFacts facts);

    /** The first objection of a chain. */
    static Optional<Readiness> first(List<Check> chain, ClaimFacts facts) {
        return chain.stream().flatMap(check -> check.objection(facts).stream()).findFirst();
    }
}
