package dev.trashops.plan.checks;

import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.DesiredState;
import dev.trashops.plan.model.Kubectl;
import dev.trashops.plan.model.PolicyId;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Reason;
import dev.trashops.plan.model.TrashingHalt;
import java.util.Optional;

/** Whether an answer of Roboflow that nobody asked for has stopped all trashing in the workspace. Restores go on. */
public final class HaltChecks {
    private HaltChecks() {}

    /** What a policy of such a workspace says. */
    public static Readiness ofPolicy(TrashingHalt halt, PolicyId shown) {
        return Readiness.stalled(
                Reason.UNEXPECTED_ANSWER,
                halt.message() + " This was done for "
                        + halt.policy()
                                .map(policy -> "RoboflowTrashPolicy " + policy.name())
                                .orElse("a policy in another namespace")
                        + ". Until a person has looked at it, nothing is trashed in this workspace; restores go on. Look into"
                        + " the workspace's Trash in the web app, and at what was named in the answer; then go on with: "
                        + Kubectl.reconcile(shown));
    }

    /** What the claim says whose DELETE was answered so, wherever its item seems to be now. */
    static Optional<Readiness> answerWasExpected(ClaimFacts facts) {
        return facts.halt()
                .filter(halt -> facts.claim().wanted() == DesiredState.TRASHED)
                .filter(halt -> facts.claim()
                        .status()
                        .lastAction()
                        .filter(last -> last.action() == ActionKind.TRASH && halt.isAbout(last))
                        .isPresent())
                .map(halt -> Readiness.stalled(
                        Reason.UNEXPECTED_ANSWER,
                        halt.message() + " Look into the workspace's Trash in the web app for what became of it. "
                                + remedy(facts)));
    }

    /** For every other claim of the workspace. */
    static Optional<Readiness> isNotHalted(ClaimFacts facts) {
        return facts.halt()
                .map(halt -> Readiness.stalled(
                        Reason.UNEXPECTED_ANSWER,
                        "Nothing is trashed in this workspace, because "
                                + facts.policy().policy().workspace().region().roboflow()
                                + " answered a change with something other than was asked for. " + remedy(facts)));
    }

    private static String remedy(ClaimFacts facts) {
        return "To go on, follow the conditions of RoboflowTrashPolicy "
                + facts.claim().policy().name() + ".";
    }
}
