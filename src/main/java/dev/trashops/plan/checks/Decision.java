package dev.trashops.plan.checks;

import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.Readiness;
import java.util.Optional;

/**
 * What a verdict comes to.
 *
 * @param standing how the claim stands; nothing when all that is known stays as it is
 * @param planned the action planned, also when held
 * @param act whether the action is released
 * @param approval the digest of the approved plan that released it
 */
public record Decision(
        Optional<Readiness> standing, Optional<ActionKind> planned, boolean act, Optional<String> approval) {

    /** Nothing new is known. */
    static Decision keep() {
        return new Decision(Optional.empty(), Optional.empty(), false, Optional.empty());
    }

    /** Nothing to do. */
    static Decision of(Readiness standing) {
        return new Decision(Optional.of(standing), Optional.empty(), false, Optional.empty());
    }

    /** Something to do, but held. */
    public static Decision held(ActionKind planned, Readiness standing) {
        return new Decision(Optional.of(standing), Optional.of(planned), false, Optional.empty());
    }

    /** Something to do, and released. */
    public static Decision act(ActionKind planned, Readiness standing) {
        return act(planned, standing, Optional.empty());
    }

    /** Something to do, and released, perhaps by an approved plan. */
    public static Decision act(ActionKind planned, Readiness standing, Optional<String> approval) {
        return new Decision(Optional.of(standing), Optional.of(planned), true, approval);
    }
}
