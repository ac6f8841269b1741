package dev.trashops.plan.checks;

import dev.trashops.plan.model.ActionBackoff;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Reason;
import java.util.Locale;
import java.util.Optional;

/** Whether other claims, other people or a failure just now stand in the way. */
final class ClaimChecks {
    private ClaimChecks() {}

    static Optional<Readiness> isUncontested(ClaimFacts facts) {
        return facts.drift().leftAlone().map(why -> switch (why) {
            case REPORTED -> facts.isGoverned() ? RuleChecks.spared(facts) : driftReported(facts);
            case FIGHT -> fight(facts);
        });
    }

    private static Readiness driftReported(ClaimFacts facts) {
        String state = desiredState(facts);
        return Readiness.stalled(
                Reason.DRIFT_REPORTED,
                facts.trashedBy().orElse("Somebody") + " changed "
                        + facts.item().described() + " after it had been "
                        + state
                        + ", and driftPolicy is Report, so it is left alone. Set driftPolicy: Correct to have it "
                        + state + " again, or change desiredState to match.");
    }

    private static Readiness fight(ClaimFacts facts) {
        return Readiness.stalled(
                Reason.DRIFT_FIGHT,
                "Somebody keeps changing " + facts.item().described() + " after it has been " + desiredState(facts)
                        + facts.trashedBy()
                                .map(name -> " (last trashed by " + name + ")")
                                .orElse("")
                        + ", so it is left alone. Find out who does it (a second operator, a script, a colleague), then"
                        + " change the spec or set the annotation trashops.dev/requested-at to continue.");
    }

    private static String desiredState(ClaimFacts facts) {
        return facts.claim().wanted().name().toLowerCase(Locale.ROOT);
    }

    static Optional<Readiness> noClaimKeepsIt(ClaimFacts facts) {
        return facts.rival().map(rival -> conflict(facts));
    }

    static Readiness conflict(ClaimFacts facts) {
        return Readiness.stalled(
                Reason.CONFLICT,
                facts.rivalNamed()
                        + " asks for Restored, and Restored beats Trashed, so nothing is trashed. Remove one of the"
                        + " two, or give both the same desiredState.");
    }

    static Optional<Readiness> isNotBackingOff(ClaimFacts facts) {
        return facts.backingOff().map(ActionBackoff::readiness);
    }
}
