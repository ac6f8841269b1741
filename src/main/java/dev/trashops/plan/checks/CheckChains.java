package dev.trashops.plan.checks;

import dev.trashops.plan.model.ActionBackoff;
import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.LastAction;
import dev.trashops.plan.model.Mode;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Reason;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The checks that need only the claim, its policy and what was seen of its item. */
public final class CheckChains {
    private final Set<ActionKind> allowed;

    public CheckChains(Set<ActionKind> allowed) {
        this.allowed = allowed;
    }

    /** What stands before a restore. */
    List<Check> beforeRestore() {
        return List.of(
                RuleChecks::isStillWanted,
                CheckChains::leftAlone,
                CheckChains::policyWorks,
                one -> allows(ActionKind.RESTORE),
                CheckChains::notSuspended,
                CheckChains::inScope,
                CheckChains::nameIsEnough,
                CheckChains::notFailedLately,
                CheckChains::enforced);
    }

    /** What stands before a DELETE and neither a person's word nor time alone can lift. */
    public List<Check> beforeTrash() {
        return List.of(
                RuleChecks::isSomebodysWish,
                RuleChecks::isStillWanted,
                CheckChains::leftAlone,
                RuleChecks::isBookRead,
                RuleChecks::isNotSpared,
                CheckChains::policyWorks,
                one -> allows(ActionKind.TRASH),
                CheckChains::notSuspended,
                CheckChains::inScope,
                CheckChains::isTheItemMeant,
                CheckChains::nobodyWantsIt,
                RuleChecks::isUnprotected);
    }

    /** What stands before a DELETE besides, and does not keep it out of the plan that people review. */
    public List<Check> lastBeforeTrash() {
        return List.of(CheckChains::notFailedLately, CheckChains::enforced);
    }

    /** Somebody else changed the item after it had been brought to its state. */
    private static Optional<Readiness> leftAlone(ClaimFacts one) {
        String state = one.claim().wanted().name().toLowerCase(Locale.ROOT);
        return one.drifts().leftAlone().map(why -> switch (why) {
            case REPORTED ->
                one.isGoverned()
                        ? RuleChecks.spared(one)
                        : Readiness.stalled(
                                Reason.DRIFT_REPORTED,
                                one.trashedBy().orElse("Somebody") + " changed "
                                        + one.item().described() + " after it had been " + state
                                        + ", and driftPolicy is Report: it is left alone. Set driftPolicy: Correct to"
                                        + " have it "
                                        + state + " again, or desiredState to what it is now.");
            case FIGHT ->
                Readiness.stalled(
                        Reason.DRIFT_FIGHT,
                        "Somebody keeps changing " + one.item().described() + " after it has been " + state
                                + one.trashedBy()
                                        .map(name -> " (last trashed by " + name + ")")
                                        .orElse("")
                                + ": it is left alone. Find out who (a second operator, a script, a colleague), then "
                                + "change the spec or set the annotation trashops.dev/requested-at to go on.");
        });
    }

    /** The key and the API work. */
    private static Optional<Readiness> policyWorks(ClaimFacts one) {
        Readiness policy = one.policy().standing();
        if (one.claim().spec().deleting()
                && policy.reason() == Reason.SECRET_NOT_FOUND
                && !one.policy().keyless()) {
            return Optional.empty();
        }
        return switch (policy.kind()) {
            case READY -> Optional.empty();
            case STALLED -> Optional.of(policy);
            case RECONCILING -> Optional.of(policyNotReady(one.claim()));
        };
    }

    /** The objection to any restore of an operator that was started without the power to restore. */
    Optional<Readiness> powerToRestore() {
        return allows(ActionKind.RESTORE);
    }

    static Readiness policyNotReady(Claim claim) {
        return Readiness.reconciling(
                Reason.POLICY_NOT_READY,
                "RoboflowTrashPolicy " + claim.policy().name()
                        + " is not ready; see its conditions. This goes on by itself when it is.");
    }

    /** The operator was started with the power to do so. */
    private Optional<Readiness> allows(ActionKind kind) {
        if (allowed.contains(kind)) {
            return Optional.empty();
        }
        return Optional.of(Readiness.stalled(
                Reason.NOT_ALLOWED,
                kind == ActionKind.TRASH
                        ? "This operator was started without the power to trash. Whoever runs it sets"
                                + " TRASHOPS_ALLOW=all to change that."
                        : "This operator was started only to observe. Whoever runs it sets"
                                + " TRASHOPS_ALLOW=restore or all to change that."));
    }

    static Optional<Readiness> notSuspended(ClaimFacts one) {
        if (one.suspended()) {
            return Optional.of(Readiness.stalled(
                    Reason.SUSPENDED,
                    "A TrashedItem for " + one.item().described()
                            + ", or for a version of it, has suspend: true, so nobody acts on it. Set suspend: false"
                            + " to go on"
                            + letGoHint(one.claim()) + "."));
        }
        if (one.policy().policy().suspended()) {
            return Optional.of(Readiness.stalled(
                    Reason.SUSPENDED,
                    "RoboflowTrashPolicy " + one.claim().policy().name()
                            + " has suspend: true. Set it to false to go on" + letGoHint(one.claim()) + "."));
        }
        return Optional.empty();
    }

    /** How to get rid of a resource that waits with its finalizer. */
    static String letGoHint(Claim claim) {
        return claim.spec().deleting() ? ", or deletionPolicy: Orphan to let this resource go without a restore" : "";
    }

    private static Optional<Readiness> inScope(ClaimFacts one) {
        boolean inside = one.policy().policy().scope().includes(one.item());
        return inside
                ? Optional.empty()
                : Optional.of(Readiness.stalled(
                        Reason.REJECTED,
                        one.item().described() + " is outside the scope of RoboflowTrashPolicy "
                                + one.claim().policy().name()
                                + ". Add its slug to spec.scope of that policy, or use another policy."));
    }

    /** The name tells which item of the Trash is meant. */
    private static Optional<Readiness> nameIsEnough(ClaimFacts one) {
        if (one.sight().ambiguous()) {
            return Optional.of(ambiguous(one));
        }
        return one.sight().unproved() ? Optional.of(pending(one)) : Optional.empty();
    }

    static Readiness ambiguous(ClaimFacts one) {
        return Readiness.stalled(
                Reason.IDENTITY_AMBIGUOUS,
                "There is more than one item of the name " + one.item()
                        + " (in the Trash, or one there and one active), and the name alone does not tell which is"
                        + " meant. Set item.id to the internal id of the one you mean; the Trash listing shows it.");
    }

    public static Readiness pending(ClaimFacts one) {
        return Readiness.reconciling(
                Reason.SNAPSHOT_PENDING,
                "Waiting for a fresh look at " + one.item().described() + " in Roboflow.");
    }

    /** The active item is the one that the claim means: nobody's newer namesake is ever trashed. */
    private static Optional<Readiness> isTheItemMeant(ClaimFacts one) {
        Claim claim = one.claim();
        if (one.sight().ambiguous()) {
            return Optional.of(ambiguous(one));
        }
        if (one.journal().entry().map(LastAction::outcome).orElse(null) == LastAction.Outcome.REVERTED) {
            return Optional.of(Readiness.stalled(
                    Reason.IDENTITY_MISMATCH,
                    "The active " + one.item().described()
                            + " is not the item that this resource means: trashing it showed another internal id, and"
                            + " it was restored. Nothing more is done. Create a new TrashedItem for the item you"
                            + " mean."));
        }
        if (wasSeenElsewhere(one)) {
            return Optional.of(Readiness.stalled(
                    Reason.IDENTITY_MISMATCH,
                    "This resource was made for an item of another workspace than the one its policy names now, so "
                            + one.item().described()
                            + " is left alone. If you do mean it, create a new TrashedItem."));
        }
        Optional<Instant> created = one.sight().created().map(at -> at.truncatedTo(ChronoUnit.SECONDS));
        boolean pinned = claim.expectedId().isPresent();
        if (created.isEmpty()) {
            return pinned
                    ? Optional.empty()
                    : Optional.of(Readiness.stalled(
                            Reason.IDENTITY_AMBIGUOUS,
                            "Roboflow does not say when " + one.item().described()
                                    + " was created, so it cannot be told from a newer namesake. Set item.id"
                                    + " to its internal id."));
        }
        Instant latest = claim.spec()
                .createdBefore()
                .filter(limit -> limit.isBefore(claim.spec().createdAt()))
                .orElse(claim.spec().createdAt())
                .truncatedTo(ChronoUnit.SECONDS);
        return created.get().isAfter(latest)
                ? Optional.of(Readiness.stalled(
                        Reason.IDENTITY_MISMATCH,
                        "The active " + one.item().described()
                                + " was created after this resource was written (or after item.createdBefore): it is"
                                + " not the item that was meant, and it is left alone. If you do mean it, create a new"
                                + " TrashedItem."))
                : Optional.empty();
    }

    private static boolean wasSeenElsewhere(ClaimFacts one) {
        return one.claim()
                .status()
                .fingerprint()
                .map(known -> !known.workspace().equals(one.policy().policy().workspace()))
                .orElse(false);
    }

    /** Nobody claims the item, or a part of it, as Restored. */
    private static Optional<Readiness> nobodyWantsIt(ClaimFacts one) {
        return one.rival().map(rival -> conflict(one));
    }

    static Readiness conflict(ClaimFacts one) {
        return Readiness.stalled(
                Reason.CONFLICT,
                one.rivalNamed()
                        + " wants it Restored, and Restored beats Trashed. Nothing is trashed. Remove one of the two,"
                        + " or make them agree.");
    }

    private static Optional<Readiness> notFailedLately(ClaimFacts one) {
        return one.heldBack().map(ActionBackoff::standing);
    }

    static Optional<Readiness> enforced(ClaimFacts one) {
        return one.policy().policy().mode() == Mode.ENFORCE
                ? Optional.empty()
                : Optional.of(Readiness.stalled(
                        Reason.PLAN_ONLY,
                        "RoboflowTrashPolicy " + one.claim().policy().name()
                                + " has mode: Plan, so this is only planned. Set mode: Enforce to have it done"
                                + letGoHint(one.claim()) + "."));
    }
}
