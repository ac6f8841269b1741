package dev.trashops.plan.checks;

import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Reason;
import java.util.Optional;

/**
 * What was decided for a claim.
 *
 * @param readiness its new readiness; absent when whatever was known stays as it is
 * @param planned the planned action, even if it is held
 * @param act whether the action is released
 * @param approval the digest of the approved plan that released it
 */
public record Decision(
        ClaimFacts facts,
        Optional<Readiness> readiness,
        Optional<ActionKind> planned,
        boolean act,
        Optional<String> approval) {

    /** Nothing new is known. */
    static Decision keep(ClaimFacts facts) {
        return new Decision(facts, Optional.empty(), Optional.empty(), false, Optional.empty());
    }

    /** Nothing to do. */
    static Decision of(ClaimFacts facts, Readiness readiness) {
        return new Decision(facts, Optional.of(readiness), Optional.empty(), false, Optional.empty());
    }

    /** Something to do, but held. */
    public static Decision held(ClaimFacts facts, ActionKind planned, Readiness readiness) {
        return new Decision(facts, Optional.of(readiness), Optional.of(planned), false, Optional.empty());
    }

    /** Something to do, and released, perhaps by an approved plan. */
    public static Decision act(ClaimFacts facts, ActionKind planned, Readiness readiness, Optional<String> approval) {
        return new Decision(facts, Optional.of(readiness), Optional.of(planned), true, approval);
    }

    static Readiness inProgress(ActionKind kind) {
        return kind == ActionKind.RESTORE
                ? Readiness.reconciling(Reason.RESTORING, "Being restored from the Trash.")
                : Readiness.reconciling(Reason.TRASHING, "Being moved to the Trash.");
    }

    public Claim claim() {
        return facts.claim();
    }

    /** Whether this plans that action, held or not. */
    public boolean plans(ActionKind kind) {
        return planned.isPresent() && planned.get() == kind;
    }
}
