package dev.trashops.plan.checks;

import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.ClaimOrigin;
import dev.trashops.plan.model.DeletionLedger;
import dev.trashops.plan.model.Hold;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Reason;
import dev.trashops.plan.rules.ProtectingRules.Protector;
import java.util.Optional;
import java.util.Set;

/** Whether the rules of the workspace let an action through. */
final class RuleChecks {
    /** What must be re-established by a fresh read after a restart. */
    private static final Set<Hold> UNTIL_READ = Set.of(Hold.CONFLICT, Hold.MODEL, Hold.LIMIT, Hold.APPROVAL);

    private static final String ANYWAY = " To have it trashed anyway, create a TrashedItem for it.";

    private RuleChecks() {}

    static Optional<Readiness> isOwned(ClaimFacts facts) {
        return facts.claim().spec().origin() == ClaimOrigin.LEFTOVER
                ? Optional.of(Readiness.stalled(
                        Reason.CONFLICT,
                        "A rule created this resource, but its policy no longer owns it, so nothing is trashed for it."
                                + " Delete it. If you do mean it, create a TrashedItem of your own."))
                : Optional.empty();
    }

    static Optional<Readiness> isNotRetired(ClaimFacts facts) {
        return facts.findings().retired()
                ? Optional.of(Readiness.reconciling(
                        Reason.SNAPSHOT_PENDING,
                        "No rule of RoboflowTrashPolicy "
                                + facts.claim().policy().name()
                                + " needs this resource any more. The operator deletes it."))
                : Optional.empty();
    }

    static Optional<Readiness> ruleIsKnown(ClaimFacts facts) {
        return facts.isGoverned() && facts.rule().isEmpty()
                ? PolicyChecks.isNotSuspended(facts).or(() -> Optional.of(facts.pending()))
                : Optional.empty();
    }

    static Optional<Readiness> ledgerIsRead(ClaimFacts facts) {
        return facts.deletions().isUnread()
                ? Optional.of(Readiness.reconciling(
                        Reason.SNAPSHOT_PENDING,
                        "Waiting to read the deletion ledger of RoboflowTrashPolicy "
                                + facts.claim().policy().name() + ", a ConfigMap in this namespace."))
                : Optional.empty();
    }

    /** The ledger tells, even if the item was never seen in the Trash or the claim of that time is gone. */
    static Optional<Readiness> isNotSpared(ClaimFacts facts) {
        if (!facts.isGoverned() || wasSetBackToTrashed(facts)) {
            return Optional.empty();
        }
        return facts.deletions()
                .of(facts.item(), facts.observation().created())
                .map(sent -> facts.deletions().isConfirmedBy(facts.claim()) ? spared(facts) : sparedAsSent(facts, sent))
                .or(() -> facts.findings().formerName().map(name -> spared(facts)));
    }

    /** Nobody knows whether that DELETE took effect. */
    private static Readiness sparedAsSent(ClaimFacts facts, DeletionLedger.Entry sent) {
        return Readiness.stalled(
                Reason.SPARED,
                "A rule sent the DELETE of " + facts.item().described() + " before (at " + sent.at()
                        + "), and it is active now, so rules leave it alone." + ANYWAY);
    }

    /** Whether somebody had set the claim itself to Restored, and then set it back. */
    private static boolean wasSetBackToTrashed(ClaimFacts facts) {
        return facts.claim()
                .status()
                .lastAction()
                .filter(last -> last.action() == ActionKind.RESTORE)
                .flatMap(last -> last.trashedAt())
                .isPresent();
    }

    static Readiness spared(ClaimFacts facts) {
        return Readiness.stalled(
                Reason.SPARED,
                "Somebody brought " + facts.item().described()
                        + " back after a rule had moved it to the Trash, so rules leave it alone." + ANYWAY);
    }

    static Optional<Readiness> noRuleKeepsIt(ClaimFacts facts) {
        return facts.findings().protector().map(protector -> {
            if (!protector.certain()) {
                return perhapsKept(facts);
            }
            // Another name for the same conflict, until everything is read, would come and go with each restart.
            return protector.settled()
                    ? kept(facts, protector)
                    : facts.heldBefore(Set.of(Hold.CONFLICT)).orElseGet(() -> kept(facts, protector));
        });
    }

    private static Readiness perhapsKept(ClaimFacts facts) {
        return facts.heldBefore(UNTIL_READ)
                .or(() -> facts.heldBefore(Set.of(Hold.PLAN_ONLY)).flatMap(known -> PolicyChecks.isEnforced(facts)))
                .or(() ->
                        facts.heldBefore(Set.of(Hold.OTHER)).flatMap(known -> PolicyChecks.policyIsNotSuspended(facts)))
                .orElseGet(facts::pending);
    }

    private static Readiness kept(ClaimFacts facts, Protector protector) {
        boolean sameNamespace =
                protector.policy().id().namespace().equals(facts.claim().id().namespace());
        String rule = sameNamespace
                ? "The rule " + protector.rule().name() + " of RoboflowTrashPolicy "
                        + protector.policy().id().name()
                : "A rule in another namespace";
        return Readiness.stalled(
                Reason.CONFLICT,
                rule + " protects " + protector.item().described()
                        + ", and Restored beats Trashed, so nothing is trashed. If it is to stay, "
                        + (facts.isGoverned()
                                ? "add it to the exclude of the rule that trashes it"
                                : "remove this resource")
                        + "; if it is to go, "
                        + (sameNamespace ? "" : "have those who are in charge there ")
                        + "add it to the exclude of that rule.");
    }
}
