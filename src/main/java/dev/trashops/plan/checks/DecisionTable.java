package dev.trashops.plan.checks;

import dev.trashops.plan.history.ActionJournal;
import dev.trashops.plan.model.ActionBackoff;
import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.ClaimStatus;
import dev.trashops.plan.model.Hold;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.ObservedState;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Reason;
import dev.trashops.plan.model.TrashEntry;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** The table of desired state against observed state; what needs to be trashed is left to the batch. */
public final class DecisionTable {
    private final CheckChains checks;
    private final Set<ItemKey> beingRestored;

    /**
     * @param checks the checks before an action
     * @param beingRestored projects that this plan restores
     */
    public DecisionTable(CheckChains checks, Set<ItemKey> beingRestored) {
        this.checks = checks;
        this.beingRestored = beingRestored;
    }

    /** The verdict, or nothing when the item is active and has to be trashed. */
    public Optional<Decision> decide(ClaimFacts one) {
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
    private Decision revert(ClaimFacts one) {
        Optional<Readiness> powerless = checks.powerToRestore();
        if (powerless.isPresent()) {
            return Decision.held(ActionKind.RESTORE, powerless.get());
        }
        Readiness standing = one.setback()
                .map(ActionBackoff::standing)
                .orElseGet(() -> Readiness.reconciling(Reason.RESTORING, ActionJournal.REVERTED));
        return one.heldBack().isPresent()
                ? Decision.held(ActionKind.RESTORE, standing)
                : Decision.act(ActionKind.RESTORE, standing);
    }

    private static Decision confirming(ClaimFacts one) {
        ActionKind kind = one.journal().entry().orElseThrow().action();
        Readiness policy = one.policy().standing();
        return Decision.held(kind, policy.isStalled() ? policy : one.inProgress(kind));
    }

    static Readiness inProgress(ActionKind kind) {
        return kind == ActionKind.RESTORE
                ? Readiness.reconciling(Reason.RESTORING, "Being restored from the Trash.")
                : Readiness.reconciling(Reason.TRASHING, "Being moved to the Trash.");
    }

    /** What is known stays; what is new, or was under way, says what it waits for. */
    public static Decision unknown(ClaimFacts one) {
        ClaimStatus memory = one.claim().status();
        Optional<Hold> hold = one.claim().heldBefore();
        Optional<Readiness> before = one.heldBefore(EnumSet.allOf(Hold.class))
                .or(() -> memory.standing().filter(standing -> !one.claim().hasChanged()));
        boolean inOrder = before.map(Readiness::isReady).orElse(false);
        boolean waitsForAPerson = before.map(Readiness::isStalled).orElse(false)
                && (memory.planned().isEmpty() || hold.equals(Optional.of(Hold.FIGHT)));
        if (inOrder || waitsForAPerson) {
            return asBefore(memory, before.orElseThrow());
        }
        Readiness policy = one.policy().standing();
        if (policy.isStalled()) {
            return stay(memory, policy);
        }
        if (one.sight().unreadable().isPresent()) {
            return stay(memory, one.sight().unreadable().get());
        }
        boolean starting = policy.reason() == Reason.SNAPSHOT_PENDING;
        boolean held = before.map(Readiness::isStalled).orElse(false);
        if (!policy.isReady() && !(before.isPresent() && (starting || held))) {
            return stay(memory, starting ? CheckChains.pending(one) : CheckChains.policyNotReady(one.claim()));
        }
        return before.map(shown -> asBefore(memory, shown)).orElseGet(() -> stay(memory, CheckChains.pending(one)));
    }

    private static Decision asBefore(ClaimStatus memory, Readiness shown) {
        return memory.standing().equals(Optional.of(shown)) ? Decision.keep() : stay(memory, shown);
    }

    private static Decision stay(ClaimStatus memory, Readiness standing) {
        return new Decision(Optional.of(standing), memory.planned(), false, Optional.empty());
    }

    private static Decision observed(ClaimFacts one) {
        return switch (one.sight().state()) {
            case ACTIVE -> Decision.of(Readiness.ready(Reason.OBSERVED, "It is active."));
            case IN_TRASH -> Decision.of(Readiness.ready(Reason.OBSERVED, "It is in the Trash."));
            case PURGED -> Decision.of(Readiness.ready(Reason.OBSERVED, "It was purged from the Trash."));
            case LOST -> Decision.of(Readiness.ready(Reason.OBSERVED, LOST));
            case MISSING, UNKNOWN -> Decision.of(notFound(one));
        };
    }

    private static final String LOST =
            "It left the Trash before its date and is not active under its name: it was destroyed in the web app, or"
                    + " restored and renamed.";

    private Decision restored(ClaimFacts one) {
        return switch (one.sight().state()) {
            case ACTIVE -> Decision.of(Readiness.ready(Reason.RESTORED, "It is active."));
            case IN_TRASH -> restore(one);
            case PURGED ->
                Decision.of(Readiness.stalled(
                        Reason.PURGED,
                        "It was purged from the Trash and cannot be brought back." + namesakeHint(one)
                                + " Remove this resource."));
            case LOST ->
                Decision.of(Readiness.stalled(
                        Reason.LOST,
                        LOST + namesakeHint(one)
                                + " If it was renamed, write a TrashedItem with the new slug; otherwise remove"
                                + " this resource."));
            case MISSING, UNKNOWN -> Decision.of(notFound(one));
        };
    }

    private static String namesakeHint(ClaimFacts one) {
        return one.sight().namesake()
                ? " Another item of the same name exists; it is left alone, and a new TrashedItem is needed to protect"
                        + " it."
                : "";
    }

    private static Readiness notFound(ClaimFacts one) {
        return Readiness.stalled(
                Reason.NOT_FOUND,
                "There is no " + one.item().described()
                        + " in this workspace, neither active nor in the Trash. Check spec.item, the workspace of the"
                        + " policy and what its key may see."
                        + namesakeHint(one));
    }

    private Decision restore(ClaimFacts one) {
        Optional<Decision> parent = waitForParent(one);
        if (parent.isPresent()) {
            return parent.get();
        }
        Optional<Readiness> objection = Check.first(checks.beforeRestore(), one);
        return objection
                .map(standing -> Decision.held(ActionKind.RESTORE, standing))
                .orElseGet(() -> Decision.act(ActionKind.RESTORE, one.inProgress(ActionKind.RESTORE)));
    }

    private Optional<Decision> waitForParent(ClaimFacts one) {
        boolean parentInTrash = one.sight().parent().isPresent()
                || one.sight().entry().flatMap(TrashEntry::parentInTrash).orElse(false);
        if (one.item().type() != ItemType.VERSION
                || !parentInTrash
                || one.sight().ambiguous()) {
            return Optional.empty();
        }
        ItemKey parent = ItemKey.project(one.item().slug());
        Readiness standing = beingRestored.contains(parent)
                ? Readiness.reconciling(
                        Reason.WAITING_FOR_PARENT, "Waiting for " + parent.described() + " to be restored first.")
                : Readiness.stalled(
                        Reason.PARENT_IN_TRASH,
                        "It is in the Trash with " + parent.described()
                                + ", which has to be restored first. Write a TrashedItem with desiredState: Restored"
                                + " for that project, or restore it in the web app"
                                + CheckChains.letGoHint(one.claim()) + ".");
        return Optional.of(
                one.sight().onlyThroughParent() ? Decision.of(standing) : Decision.held(ActionKind.RESTORE, standing));
    }

    private static Optional<Decision> trashed(ClaimFacts one) {
        return switch (one.sight().state()) {
            case ACTIVE -> Optional.empty();
            case IN_TRASH -> Optional.of(Decision.of(inTrash(one)));
            case PURGED, LOST ->
                Optional.of(Decision.of(
                        Readiness.ready(Reason.PURGED, "It is gone from the Trash for good." + namesakeHint(one))));
            case MISSING, UNKNOWN -> Optional.of(Decision.of(notFound(one)));
        };
    }

    private static Readiness inTrash(ClaimFacts one) {
        if (one.rival().isPresent()) {
            return CheckChains.conflict(one);
        }
        return one.sight().ambiguous()
                ? CheckChains.ambiguous(one)
                : Readiness.ready(Reason.TRASHED, "It is in the Trash." + namesakeHint(one));
    }
}
