package dev.trashops.plan.checks;

import dev.trashops.plan.history.DriftDetector;
import dev.trashops.plan.model.ActionBackoff;
import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.ClaimOrigin;
import dev.trashops.plan.model.Kubectl;
import dev.trashops.plan.model.LastAction;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Reason;
import dev.trashops.plan.model.TrashedBy;
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
                facts.trashedBy().map(by -> by.whoever("Somebody")).orElse("Somebody") + " changed "
                        + facts.item().described() + " after it had been "
                        + state
                        + ", and driftPolicy is Report, so it is left alone. Change desiredState to match, or have it "
                        + state
                        + " again: " + Kubectl.correctDrift(facts.claim().id()));
    }

    private static Readiness fight(ClaimFacts facts) {
        return Readiness.stalled(
                Reason.DRIFT_FIGHT,
                "Somebody keeps changing " + facts.item().described() + " after it has been " + desiredState(facts)
                        + facts.trashedBy()
                                .flatMap(TrashedBy::who)
                                .map(who -> " (last trashed by " + who + ")")
                                .orElse("")
                        + ", so it is left alone. Find out who does it (a second operator, a script, a colleague), then"
                        + " change the spec, or go on with: "
                        + Kubectl.reconcile(facts.claim().id()));
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
                facts.rivalNamed() + " asks for Restored, and Restored beats Trashed, so nothing is trashed. "
                        + settle(facts));
    }

    /** What a rule has made it makes again, and what is in another namespace is for others to change. */
    private static String settle(ClaimFacts facts) {
        Optional<Claim> rival = facts.rival();
        boolean here = rival.filter(other ->
                        other.id().namespace().equals(facts.claim().id().namespace()))
                .isPresent();
        boolean kept = here
                && rival.filter(other -> other.spec().origin() == ClaimOrigin.RESTORE_RULE)
                        .isPresent();
        String other = kept
                ? "add it to the exclude of the rule of RoboflowTrashPolicy "
                        + rival.orElseThrow().policy().name() + " that restores it"
                : here ? "remove that one, or set it to Trashed" : "have those who are in charge there remove that one";
        return facts.isGoverned()
                ? "If it is to stay, add it to the exclude of the rule that trashes it; if it is to go, " + other + "."
                : "If it is to stay, remove this resource; if it is to go, " + other + ".";
    }

    static Optional<Readiness> isNotBackingOff(ClaimFacts facts) {
        return facts.backingOff().map(ActionBackoff::readiness);
    }

    /**
     * Roboflow said that the last attempt succeeded, and no listing shows it. Nothing tells that somebody undid it, so it is repeated,
     * ever more rarely, until a person looks at it.
     */
    static Optional<Readiness> wasShown(ClaimFacts facts) {
        Optional<LastAction> unshown = facts.journal().entry().filter(LastAction::isUnshown);
        if (unshown.filter(LastAction::isGivenUp).isPresent()
                && !DriftDetector.isLastChance(facts.claim(), facts.observation(), facts.now())) {
            return unshown.map(last -> Readiness.stalled(
                    Reason.REJECTED,
                    unshown(last, facts)
                            + " It was tried several times and is left alone now. Look at it in the web app, then try again"
                            + " with: " + Kubectl.reconcile(facts.claim().id())));
        }
        return unshown.filter(last -> last.pausedUntil(facts.now())
                        .filter(until -> !facts.now().reached(until))
                        .isPresent())
                .map(last -> Readiness.reconciling(
                        last.action() == ActionKind.TRASH ? Reason.TRASHING : Reason.RESTORING,
                        unshown(last, facts) + " The operator tries again after a pause."));
    }

    private static String unshown(LastAction last, ClaimFacts facts) {
        return last.action() == ActionKind.TRASH
                ? "Roboflow answered that " + facts.item().described()
                        + " was moved to the Trash, but the Trash does not list it."
                : "Roboflow answered that " + facts.item().described() + " was restored, but the Trash still lists it.";
    }
}
