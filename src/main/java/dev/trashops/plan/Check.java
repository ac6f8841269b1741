package dev.trashops.plan;

import dev.trashops.plan.model.Standing;
import java.util.List;
import java.util.Optional;

/** One small reason why an action must not be taken. */
@FunctionalInterface
interface Check {
    /** How the claim stands if this check objects; nothing if it has no objection. */
    Optional<Standing> objection(Case one);

    /** The first objection of a chain. */
    static Optional<Standing> first(List<Check> chain, Case one) {
        return chain.stream().flatMap(check -> check.objection(one).stream()).findFirst();
    }
}
