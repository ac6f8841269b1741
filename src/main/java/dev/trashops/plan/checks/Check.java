package dev.trashops.plan.checks;

import dev.trashops.plan.model.Readiness;
import java.util.List;
import java.util.Optional;

/** One small reason why an action must not be taken. */
@FunctionalInterface
public interface Check {
    /** How the claim stands if this check objects; nothing if it has no objection. */
    Optional<Readiness> objection(ClaimFacts one);

    /** The first objection of a chain. */
    static Optional<Readiness> first(List<Check> chain, ClaimFacts one) {
        return chain.stream().flatMap(check -> check.objection(one).stream()).findFirst();
    }
}
