package dev.trashops.plan.projection;

import dev.trashops.plan.checks.ClaimFacts;
import dev.trashops.plan.checks.Decision;
import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.DeletionPolicy;
import dev.trashops.plan.model.DesiredState;
import dev.trashops.plan.model.ItemProjection.Disposition;
import dev.trashops.plan.model.ObservedState;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.observe.FinalLook;
import dev.trashops.plan.observe.Observation.OutOfSight;

/** Whether the finalizer of a resource that is being deleted may go, and whether a rule's resource is still needed. */
final class FinalizerDecision {
    private FinalizerDecision() {}

    static Disposition disposition(Decision decision) {
        ClaimFacts facts = decision.facts();
        Claim claim = facts.claim();
        if (!claim.spec().deleting()) {
            return facts.findings().retired() ? Disposition.RETIRE : Disposition.KEEP;
        }
        ObservedState state = facts.observation().state();
        boolean elsewhere = state != ObservedState.UNKNOWN || facts.observation() instanceof OutOfSight;
        boolean nothingToRestore = elsewhere
                && state != ObservedState.IN_TRASH
                && !facts.journal().waiting()
                && facts.finalLook().taken();
        if (nothingToRestore || claim.spec().deletion() != DeletionPolicy.RESTORE) {
            return Disposition.LET_GO;
        }
        boolean inVain = claim.spec().abandoned() || facts.policy().access().keyless() || waitsForNobody(decision);
        return inVain && facts.finalLook().overdue() && !isComing(decision) ? Disposition.ORPHAN : Disposition.KEEP;
    }

    /** Whether Roboflow answers and its restore is under way, or waits for that of others. */
    private static boolean isComing(Decision decision) {
        ClaimFacts facts = decision.facts();
        return facts.finalLook().answered()
                && (facts.journal().waiting() || (decision.act() && decision.plans(ActionKind.RESTORE)));
    }

    /** A person would have to do something about it, and has deleted the policy. */
    private static boolean waitsForNobody(Decision decision) {
        return decision.facts().policy().access().gone()
                && decision.readiness().filter(Readiness::isStalled).isPresent();
    }

    /** Without a policy nothing can be restored, unless it comes back soon. */
    static Disposition withoutPolicy(Claim claim, FinalLook last) {
        if (!claim.spec().deleting()) {
            return Disposition.KEEP;
        }
        if (claim.wanted() != DesiredState.RESTORED) {
            return Disposition.LET_GO;
        }
        return last.overdue() ? Disposition.ORPHAN : Disposition.KEEP;
    }
}
