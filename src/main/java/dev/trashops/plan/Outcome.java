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
 */
record Outcome(Optional<Standing> standing, Optional<ActionKind> planned, boolean act) {

    /** Nothing new is known. */
    static Outcome keep() {
        return new Outcome(Optional.empty(), Optional.empty(), false);
    }

    /** Nothing to do. */
    static Outcome of(Standing standing) {
        return new Outcome(Optional.of(standing), Optional.empty(), false);
    }

    /** Something to do, but held. */
    static Outcome held(ActionKind planned, Standing standing) {
        return new Outcome(Optional.of(standing), Optional.of(planned), false);
    }

    /** Something to do, and released. */
    static Outcome act(ActionKind planned, Standing standing) {
        return new Outcome(Optional.of(standing), Optional.of(planned), true);
    }
}
