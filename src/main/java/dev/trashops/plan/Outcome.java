package dev.trashops.plan;

import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.Standing;
import java.util.Optional;

/**
 * What a verdict comes to.
 *
 * @param standing how the claim stands; nothing when all that is known stays as it is
 * @param planned the action planned, also when held
 * @param act whether the action is released
 * @param approval the digest of the approved plan that released it
 */
record Outcome(Optional<Standing> standing, Optional<ActionKind> planned, boolean act, Optional<String> approval) {

    /** Nothing new is known. */
    static Outcome keep() {
        return new Outcome(Optional.empty(), Optional.empty(), false, Optional.empty());
    }

    /** Nothing to do. */
    static Outcome of(Standing standing) {
        return new Outcome(Optional.of(standing), Optional.empty(), false, Optional.empty());
    }

    /** Something to do, but held. */
    static Outcome held(ActionKind planned, Standing standing) {
        return new Outcome(Optional.of(standing), Optional.of(planned), false, Optional.empty());
    }

    /** Something to do, and released. */
    static Outcome act(ActionKind planned, Standing standing) {
        return act(planned, standing, Optional.empty());
    }

    /** Something to do, and released, perhaps by an approved plan. */
    static Outcome act(ActionKind planned, Standing standing, Optional<String> approval) {
        return new Outcome(Optional.of(standing), Optional.of(planned), true, approval);
    }
}
