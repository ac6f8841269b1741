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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The table of desired state against observed state. Active items to be trashed are left to the batch. */
public final class DecisionTable {
    private static final String LOST =
            "It left the Trash before its cleanup date and is not active under its name: it was deleted for good in the"
                    + " web app, or restored and renamed.";

    private final CheckChains checks;
    private final Set<ItemKey> beingRestored;

    private DecisionTable(CheckChains checks, Set<ItemKey> beingRestored) {
        this.checks = checks;
        this.beingRestored = beingRestored;
    }

    /** The table for those claims. Projects are decided first, since versions in the Trash wait for them. */
    public static DecisionTable of(CheckChains checks, List<ClaimFacts> claims) {
        DecisionTable projects = new DecisionTable(checks, Set.of());
        return new DecisionTable(
                checks,
                claims.stream()
                        .filter(facts -> facts.item().type() == ItemType.PROJECT)
                        .filter(projects::restores)
                        .map(ClaimFacts::item)
                        .collect(Collectors.toUnmodifiableSet()));
    }

    private boolean restores(ClaimFacts facts) {
        return decide(facts)
                .filter(decision -> decision.plans(ActionKind.RESTORE))
                .flatMap(Decision::readiness)
                .filter(readiness -> readiness.kind() == Readiness.Kind.RECONCILING)
                .isPresent();
    }

    /** The decision; empty when the item is active and has to be trashed. */
    public Optional<Decision> decide(ClaimFacts facts) {
        // A policy joins only once its own key has proved to open the workspace.
        if (!facts.policy().proved()) {
            return Optional.of(unknown(facts));
        }
        if (facts.journal().revert().isPresent()) {
            return Optional.of(undo(facts));
        }
        if (facts.journal().waiting()) {
            return Optional.of(confirming(facts));
        }
        if (facts.observation().state() == ObservedState.UNKNOWN) {
            return Optional.of(unknown(facts));
        }
        return switch (facts.claim().wanted()) {
            case RESTORED -> Optional.of(restored(facts));
            case OBSERVED -> Optional.of(observed(facts));
            case TRASHED -> trashed(facts);
        };
    }

    /** Undoing our own mistake needs only the operator's power to restore: neither suspend nor Plan mode forbids it. */
    private Decision undo(ClaimFacts facts) {
        Readiness readiness = facts.backoff()
                .map(ActionBackoff::readiness)
                .orElseGet(() -> Readiness.reconciling(Reason.RESTORING, ActionJournal.REVERTED));
        return Check.first(checks.beforeUndo(), facts)
                .or(() -> facts.backingOff().map(failed -> readiness))
                .map(objection -> Decision.held(ActionKind.RESTORE, objection))
                .orElseGet(() -> Decision.act(ActionKind.RESTORE, readiness));
    }

    private static Decision confirming(ClaimFacts facts) {
        ActionKind kind = facts.journal().entry().orElseThrow().action();
        Readiness policy = facts.policy().readiness();
        return Decision.held(kind, policy.isStalled() ? policy : facts.inProgress(kind));
    }

    /** What is known stays; what is new, or was in progress, says what it waits for. */
    private static Decision unknown(ClaimFacts facts) {
        ClaimStatus claimStatus = facts.claim().status();
        Optional<Hold> hold = facts.claim().heldBefore();
        Optional<Readiness> before = facts.heldBefore(EnumSet.allOf(Hold.class))
                .or(() -> claimStatus.readiness().filter(shown -> !facts.claim().hasChanged()));
        boolean inOrder = before.map(Readiness::isReady).orElse(false);
        boolean held = before.map(Readiness::isStalled).orElse(false);
        boolean waitsForAPerson = held && (claimStatus.planned().isEmpty() || hold.equals(Optional.of(Hold.FIGHT)));
        if (inOrder || waitsForAPerson) {
            return asBefore(claimStatus, before.orElseThrow());
        }
        Readiness policy = facts.policy().readiness();
        if (policy.isStalled()) {
            return stay(claimStatus, policy);
        }
        if (facts.observation().unreadable().isPresent()) {
            return stay(claimStatus, facts.observation().unreadable().get());
        }
        boolean starting = policy.reason() == Reason.SNAPSHOT_PENDING;
        if (!policy.isReady() && !(before.isPresent() && (starting || held))) {
            return stay(claimStatus, starting ? facts.pending() : PolicyChecks.notReady(facts.claim()));
        }
        return before.map(shown -> asBefore(claimStatus, shown)).orElseGet(() -> stay(claimStatus, facts.pending()));
    }

    private static Decision asBefore(ClaimStatus claimStatus, Readiness shown) {
        return claimStatus.readiness().equals(Optional.of(shown)) ? Decision.keep() : stay(claimStatus, shown);
    }

    private static Decision stay(ClaimStatus claimStatus, Readiness readiness) {
        return new Decision(Optional.of(readiness), claimStatus.planned(), false, Optional.empty());
    }

    private static Decision observed(ClaimFacts facts) {
        return switch (facts.observation().state()) {
            case ACTIVE -> Decision.of(Readiness.ready(Reason.OBSERVED, "It is active."));
            case IN_TRASH -> Decision.of(Readiness.ready(Reason.OBSERVED, "It is in the Trash."));
            case PURGED -> Decision.of(Readiness.ready(Reason.OBSERVED, "It was purged from the Trash."));
            case LOST -> Decision.of(Readiness.ready(Reason.OBSERVED, LOST));
            case MISSING, UNKNOWN -> Decision.of(notFound(facts));
        };
    }

    private Decision restored(ClaimFacts facts) {
        return switch (facts.observation().state()) {
            case ACTIVE -> Decision.of(Readiness.ready(Reason.RESTORED, "It is active."));
            case IN_TRASH -> restore(facts);
            case PURGED ->
                Decision.of(Readiness.stalled(
                        Reason.PURGED,
                        "It was purged from the Trash and cannot be restored." + namesakeHint(facts)
                                + " Remove this resource."));
            case LOST ->
                Decision.of(Readiness.stalled(
                        Reason.LOST,
                        LOST + namesakeHint(facts)
                                + " If it was renamed, create a TrashedItem with the new slug. Otherwise remove"
                                + " this resource."));
            case MISSING, UNKNOWN -> Decision.of(notFound(facts));
        };
    }

    private static String namesakeHint(ClaimFacts facts) {
        return facts.observation().namesake()
                ? " Another item of the same name exists and is left alone; to protect it, create a new TrashedItem."
                : "";
    }

    private static Readiness notFound(ClaimFacts facts) {
        return Readiness.stalled(
                Reason.NOT_FOUND,
                "There is no " + facts.item().described()
                        + " in this workspace, neither active nor in the Trash. Check spec.item, the workspace of the"
                        + " policy, and what the policy's key has access to."
                        + namesakeHint(facts));
    }

    private Decision restore(ClaimFacts facts) {
        return waitForParent(facts)
                .orElseGet(() -> Check.first(checks.beforeRestore(), facts)
                        .map(objection -> Decision.held(ActionKind.RESTORE, objection))
                        .orElseGet(() -> Decision.act(ActionKind.RESTORE, facts.inProgress(ActionKind.RESTORE))));
    }

    private Optional<Decision> waitForParent(ClaimFacts facts) {
        boolean parentInTrash = facts.observation().parent().isPresent()
                || facts.observation()
                        .entry()
                        .flatMap(TrashEntry::parentInTrash)
                        .orElse(false);
        if (facts.item().type() != ItemType.VERSION
                || !parentInTrash
                || facts.observation().ambiguous()) {
            return Optional.empty();
        }
        ItemKey parent = ItemKey.project(facts.item().slug());
        Readiness readiness = beingRestored.contains(parent)
                ? Readiness.reconciling(
                        Reason.WAITING_FOR_PARENT, "Waiting for " + parent.described() + " to be restored first.")
                : Readiness.stalled(
                        Reason.PARENT_IN_TRASH,
                        "It is in the Trash with " + parent.described()
                                + ", which has to be restored first. Create a TrashedItem with desiredState: Restored"
                                + " for that project, or restore the project in the web app"
                                + facts.letGoHint() + ".");
        return Optional.of(
                facts.observation().onlyThroughParent()
                        ? Decision.of(readiness)
                        : Decision.held(ActionKind.RESTORE, readiness));
    }

    private static Optional<Decision> trashed(ClaimFacts facts) {
        return switch (facts.observation().state()) {
            case ACTIVE -> Optional.empty();
            case IN_TRASH -> Optional.of(Decision.of(inTrash(facts)));
            case PURGED, LOST ->
                Optional.of(Decision.of(
                        Readiness.ready(Reason.PURGED, "It is gone from the Trash for good." + namesakeHint(facts))));
            case MISSING, UNKNOWN -> Optional.of(Decision.of(notFound(facts)));
        };
    }

    private static Readiness inTrash(ClaimFacts facts) {
        if (facts.rival().isPresent()) {
            return ClaimChecks.conflict(facts);
        }
        return facts.observation().ambiguous()
                ? IdentityChecks.ambiguous(facts)
                : Readiness.ready(Reason.TRASHED, "It is in the Trash." + namesakeHint(facts));
    }
}
