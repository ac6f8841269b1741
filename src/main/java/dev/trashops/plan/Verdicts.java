package dev.trashops.plan;

import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.Hold;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.Memory;
import dev.trashops.plan.model.ObservedState;
import dev.trashops.plan.model.Reason;
import dev.trashops.plan.model.Standing;
import dev.trashops.plan.model.TrashEntry;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** The table of desired state against observed state; what needs to be trashed is left to {@link TrashBatch}. */
final class Verdicts {
    private final Checks checks;
    private final Set<ItemKey> beingRestored;

    /**
     * @param checks the checks before an action
     * @param beingRestored projects that this plan restores
     */
    Verdicts(Checks checks, Set<ItemKey> beingRestored) {
        this.checks = checks;
        this.beingRestored = beingRestored;
    }

    /** The verdict, or nothing when the item is active and has to be trashed. */
    Optional<Outcome> decide(Case one) {
        if (one.journal().revert().isPresent()) {
            return Optional.of(revert(one));
        }
        if (one.journal().waiting()) {
            return Optional.of(confirming(one));
        }
        if (one.sight().state() == ObservedState.UNKNOWN) {
            return Optional.of(unknown(one));
        }
        return switch (one.claim().wanted()) {
            case RESTORED -> Optional.of(restored(one));
            case OBSERVED -> Optional.of(observed(one));
            case TRASHED -> trashed(one);
        };
    }

    /** Undoing our own mistake asks nobody but the platform: neither a suspended item nor Plan mode keeps it lost. */
    private Outcome revert(Case one) {
        Optional<Standing> powerless = checks.powerToRestore();
        if (powerless.isPresent()) {
            return Outcome.held(ActionKind.RESTORE, powerless.get());
        }
        Standing standing = one.setback()
                .map(Setback::standing)
                .orElseGet(() -> Standing.reconciling(Reason.RESTORING, Journal.REVERTED));
        return one.heldBack().isPresent()
                ? Outcome.held(ActionKind.RESTORE, standing)
                : Outcome.act(ActionKind.RESTORE, standing);
    }

    private static Outcome confirming(Case one) {
        ActionKind kind = one.journal().entry().orElseThrow().action();
        Standing policy = one.policy().standing();
        return Outcome.held(kind, policy.isStalled() ? policy : one.inProgress(kind));
    }

    static Standing inProgress(ActionKind kind) {
        return kind == ActionKind.RESTORE
                ? Standing.reconciling(Reason.RESTORING, "Being restored from the Trash.")
                : Standing.reconciling(Reason.TRASHING, "Being moved to the Trash.");
    }

    /** What is known stays; what is new, or was under way, says what it waits for. */
    static Outcome unknown(Case one) {
        Memory memory = one.claim().memory();
        Optional<Hold> hold = one.claim().heldBefore();
        Optional<Standing> before = one.heldBefore(EnumSet.allOf(Hold.class))
                .or(() -> memory.standing().filter(standing -> !one.claim().isNews()));
        boolean inOrder = before.map(Standing::isReady).orElse(false);
        boolean waitsForAPerson = before.map(Standing::isStalled).orElse(false)
                && (memory.planned().isEmpty() || hold.equals(Optional.of(Hold.FIGHT)));
        if (inOrder || waitsForAPerson) {
            return asBefore(memory, before.orElseThrow());
        }
        Standing policy = one.policy().standing();
        if (policy.isStalled()) {
            return stay(memory, policy);
        }
        if (one.sight().unreadable().isPresent()) {
            return stay(memory, one.sight().unreadable().get());
        }
        boolean starting = policy.reason() == Reason.SNAPSHOT_PENDING;
        boolean held = before.map(Standing::isStalled).orElse(false);
        if (!policy.isReady() && !(before.isPresent() && (starting || held))) {
            return stay(memory, starting ? Checks.pending(one) : Checks.policyNotReady(one.claim()));
        }
        return before.map(shown -> asBefore(memory, shown)).orElseGet(() -> stay(memory, Checks.pending(one)));
    }

    private static Outcome asBefore(Memory memory, Standing shown) {
        return memory.standing().equals(Optional.of(shown)) ? Outcome.keep() : stay(memory, shown);
    }

    private static Outcome stay(Memory memory, Standing standing) {
        return new Outcome(Optional.of(standing), memory.planned(), false, Optional.empty());
    }

    private static Outcome observed(Case one) {
        return switch (one.sight().state()) {
            case ACTIVE -> Outcome.of(Standing.ready(Reason.OBSERVED, "It is active."));
            case IN_TRASH -> Outcome.of(Standing.ready(Reason.OBSERVED, "It is in the Trash."));
            case PURGED -> Outcome.of(Standing.ready(Reason.OBSERVED, "It was purged from the Trash."));
            case LOST -> Outcome.of(Standing.ready(Reason.OBSERVED, LOST));
            case MISSING, UNKNOWN -> Outcome.of(notFound(one));
        };
    }

    private static final String LOST =
            "It left the Trash before its date and is not active under its name: it was destroyed in the web app, or"
                    + " restored and renamed.";

    private Outcome restored(Case one) {
        return switch (one.sight().state()) {
            case ACTIVE -> Outcome.of(Standing.ready(Reason.RESTORED, "It is active."));
            case IN_TRASH -> restore(one);
            case PURGED ->
                Outcome.of(Standing.stalled(
                        Reason.PURGED,
                        "It was purged from the Trash and cannot be brought back." + namesakeHint(one)
                                + " Remove this resource."));
            case LOST ->
                Outcome.of(Standing.stalled(
                        Reason.LOST,
                        LOST + namesakeHint(one)
                                + " If it was renamed, write a TrashedItem with the new slug; otherwise remove"
                                + " this resource."));
            case MISSING, UNKNOWN -> Outcome.of(notFound(one));
        };
    }

    private static String namesakeHint(Case one) {
        return one.sight().namesake()
                ? " Another item of the same name exists; it is left alone, and a new TrashedItem is needed to protect"
                        + " it."
                : "";
    }

    private static Standing notFound(Case one) {
        return Standing.stalled(
                Reason.NOT_FOUND,
                "There is no " + one.item().described()
                        + " in this workspace, neither active nor in the Trash. Check spec.item, the workspace of the"
                        + " policy and what its key may see."
                        + namesakeHint(one));
    }

    private Outcome restore(Case one) {
        Optional<Outcome> parent = waitForParent(one);
        if (parent.isPresent()) {
            return parent.get();
        }
        Optional<Standing> objection = Check.first(checks.beforeRestore(), one);
        return objection
                .map(standing -> Outcome.held(ActionKind.RESTORE, standing))
                .orElseGet(() -> Outcome.act(ActionKind.RESTORE, one.inProgress(ActionKind.RESTORE)));
    }

    private Optional<Outcome> waitForParent(Case one) {
        boolean parentInTrash = one.sight().parent().isPresent()
                || one.sight().entry().flatMap(TrashEntry::parentInTrash).orElse(false);
        if (one.item().type() != ItemType.VERSION
                || !parentInTrash
                || one.sight().ambiguous()) {
            return Optional.empty();
        }
        ItemKey parent = ItemKey.project(one.item().slug());
        Standing standing = beingRestored.contains(parent)
                ? Standing.reconciling(
                        Reason.WAITING_FOR_PARENT, "Waiting for " + parent.described() + " to be restored first.")
                : Standing.stalled(
                        Reason.PARENT_IN_TRASH,
                        "It is in the Trash with " + parent.described()
                                + ", which has to be restored first. Write a TrashedItem with desiredState: Restored"
                                + " for that project, or restore it in the web app"
                                + Checks.letGoHint(one.claim()) + ".");
        return Optional.of(
                one.sight().onlyThroughParent() ? Outcome.of(standing) : Outcome.held(ActionKind.RESTORE, standing));
    }

    private static Optional<Outcome> trashed(Case one) {
        return switch (one.sight().state()) {
            case ACTIVE -> Optional.empty();
            case IN_TRASH -> Optional.of(Outcome.of(inTrash(one)));
            case PURGED, LOST ->
                Optional.of(Outcome.of(
                        Standing.ready(Reason.PURGED, "It is gone from the Trash for good." + namesakeHint(one))));
            case MISSING, UNKNOWN -> Optional.of(Outcome.of(notFound(one)));
        };
    }

    private static Standing inTrash(Case one) {
        if (one.rival().isPresent()) {
            return Checks.conflict(one);
        }
        return one.sight().ambiguous()
                ? Checks.ambiguous(one)
                : Standing.ready(Reason.TRASHED, "It is in the Trash." + namesakeHint(one));
    }
}
