package dev.trashops.plan.checks;

import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.ClaimOrigin;
import dev.trashops.plan.model.Hold;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Reason;
import java.util.Optional;
import java.util.Set;

/** The checks that rules bring with them. */
final class RuleChecks {
    /** What held something before a restart and takes a look to be known again. */
    private static final Set<Hold> LOOKED_AT = Set.of(Hold.CONFLICT, Hold.MODEL, Hold.LIMIT, Hold.APPROVAL);

    private RuleChecks() {}

    /** A rule's claim that its policy does not own any more is nobody's wish. */
    static Optional<Readiness> isSomebodysWish(ClaimFacts one) {
        return one.claim().spec().origin() == ClaimOrigin.LEFTOVER
                ? Optional.of(Readiness.stalled(
                        Reason.CONFLICT,
                        "A rule made this resource, and its policy does not own it any more, so nothing is trashed for"
                                + " it. Delete it; if you do mean it, write a TrashedItem of your own."))
                : Optional.empty();
    }

    /** The rule that made the claim is still about its item. */
    static Optional<Readiness> isStillWanted(ClaimFacts one) {
        if (one.ruling().retired()) {
            return Optional.of(Readiness.reconciling(
                    Reason.SNAPSHOT_PENDING,
                    "No rule of RoboflowTrashPolicy " + one.claim().policy().name()
                            + " wants this any more: the resource goes by itself."));
        }
        boolean governed = one.isGoverned();
        return governed && one.ruling().rule().isEmpty()
                ? CheckChains.notSuspended(one).or(() -> Optional.of(CheckChains.pending(one)))
                : Optional.empty();
    }

    /** What was trashed before is known, so that nothing that people brought back is trashed again. */
    static Optional<Readiness> isBookRead(ClaimFacts one) {
        return one.book().isUnread()
                ? Optional.of(Readiness.reconciling(
                        Reason.SNAPSHOT_PENDING,
                        "Waiting to read what RoboflowTrashPolicy "
                                + one.claim().policy().name()
                                + " has trashed before, which is kept in a ConfigMap of this namespace."))
                : Optional.empty();
    }

    /** Nobody has brought it back after it had been trashed, even if nobody saw it in the Trash or the claim of then is gone. */
    static Optional<Readiness> isNotSpared(ClaimFacts one) {
        boolean trashedBefore = one.isGoverned()
                && !hasChangedItsMind(one)
                && one.book().of(one.item(), one.sight().created()).isPresent();
        return trashedBefore ? Optional.of(spared(one)) : Optional.empty();
    }

    /** Somebody had set the claim itself to Restored, and has set it back. */
    private static boolean hasChangedItsMind(ClaimFacts one) {
        return one.claim()
                .status()
                .lastAction()
                .map(last ->
                        last.action() == ActionKind.RESTORE && last.trashedAt().isPresent())
                .orElse(false);
    }

    static Readiness spared(ClaimFacts one) {
        return Readiness.stalled(
                Reason.SPARED,
                "Somebody brought " + one.item().described()
                        + " back after a rule had moved it to the Trash: it is spared. To have it trashed all the"
                        + " same, write a TrashedItem for it.");
    }

    /** No restore rule protects it, or a part of it. */
    static Optional<Readiness> isUnprotected(ClaimFacts one) {
        return one.ruling().protector().map(protector -> {
            if (!protector.certain()) {
                return one.heldBefore(LOOKED_AT)
                        .or(() -> one.heldBefore(Set.of(Hold.PLAN_ONLY)).flatMap(known -> CheckChains.enforced(one)))
                        .orElseGet(() -> CheckChains.pending(one));
            }
            boolean near =
                    protector.policy().id().namespace().equals(one.claim().id().namespace());
            return Readiness.stalled(
                    Reason.CONFLICT,
                    (near
                                    ? "The rule " + protector.rule().name() + " of RoboflowTrashPolicy "
                                            + protector.policy().id().name()
                                    : "A rule of another namespace")
                            + " protects " + protector.item().described()
                            + ", and Restored beats Trashed. Nothing is trashed. Add it to the exclude of that rule,"
                            + " or remove this resource.");
        });
    }
}
