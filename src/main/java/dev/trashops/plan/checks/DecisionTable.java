package dev.trashops.plan.checks;

import static dev.trashops.plan.model.Readiness.ready;
import static dev.trashops.plan.model.Readiness.reconciling;

import dev.trashops.plan.history.ActionVerifier;
import dev.trashops.plan.model.ActionBackoff;
import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.Hold;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.ObservedState;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Reason;
import dev.trashops.plan.model.TrashEntry;
import dev.trashops.plan.observe.Observation.NameProof;
import dev.trashops.plan.observe.Observation.OutOfSight;
import dev.trashops.plan.observe.Observation.Uncertain;
import dev.trashops.plan.rules.RestoringRules;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/**
 * The table of desired state against observed state. Active items to be trashed are left to the release.
 *
 * @param wishes who wants the projects and versions restored for which parts of them in the Trash wait
 */
public record DecisionTable(RestoreWishes wishes) {
    private static final Readiness OBSERVED_ACTIVE = ready(Reason.OBSERVED, "It is active.");
    private static final Readiness OBSERVED_IN_TRASH = ready(Reason.OBSERVED, "It is in the Trash.");
    private static final Readiness RESTORED = ready(Reason.RESTORED, "It is active.");
    private static final Readiness TRASHED = ready(Reason.TRASHED, "It is in the Trash.");

    /** The table for those claims. Projects are decided first, then versions, since their parts in the Trash wait for them. */
    public static DecisionTable of(List<ClaimFacts> claims, RestoringRules rules) {
        DecisionTable projects = new DecisionTable(RestoreWishes.none(rules));
        DecisionTable versions = new DecisionTable(projects.wishes.with(ItemType.PROJECT, claims, projects));
        return new DecisionTable(versions.wishes.with(ItemType.VERSION, claims, versions));
    }

    /** The decision; empty when the item is active and has to be trashed. */
    public Optional<Decision> decide(ClaimFacts facts) {
        // A policy learns nothing of the workspace by the keys of others.
        if (!facts.policy().sees()) {
            return Optional.of(unknown(facts));
        }
        if (facts.journal().revert().isPresent()) {
            return Optional.of(undo(facts));
        }
        if (facts.journal().waiting()) {
            return Optional.of(confirming(facts));
        }
        if (facts.observation() instanceof Uncertain uncertain) {
            return Optional.of(Decision.of(facts, IdentityChecks.uncertain(facts, uncertain)));
        }
        if (facts.observation() instanceof OutOfSight unseen) {
            return Optional.of(Decision.of(facts, IdentityChecks.outOfSight(facts, unseen)));
        }
        ObservedState seen = facts.observation().state();
        if (seen == ObservedState.UNKNOWN || isUndecidedAnew(facts)) {
            return Optional.of(unknown(facts));
        }
        return switch (facts.claim().wanted()) {
            case RESTORED ->
                Optional.of(seen == ObservedState.IN_TRASH ? restore(facts) : Decision.of(facts, restored(facts)));
            case OBSERVED -> Optional.of(Decision.of(facts, observed(facts)));
            case TRASHED ->
                seen == ObservedState.ACTIVE
                        ? Optional.empty()
                        : Optional.of(Decision.of(
                                facts, HaltChecks.answerWasExpected(facts).orElseGet(() -> trashed(facts))));
        };
    }

    /** What stalled before a restart stays until the reads are there that tell whether its name is still ambiguous. */
    private static boolean isUndecidedAnew(ClaimFacts facts) {
        return facts.observation().name() == NameProof.UNREAD
                && facts.heldBefore(EnumSet.of(Hold.OTHER)).isPresent();
    }

    /** Undoing our own mistake needs only the operator's power to restore: neither suspend nor Plan mode forbids it. */
    private static Decision undo(ClaimFacts facts) {
        Readiness readiness = facts.backoff()
                .map(ActionBackoff::readiness)
                .orElseGet(() -> reconciling(Reason.RESTORING, ActionVerifier.REVERTED));
        return PolicyChecks.mayRestore(facts)
                .or(() -> facts.backingOff().map(failed -> readiness))
                .map(objection -> Decision.held(facts, ActionKind.RESTORE, objection))
                .orElseGet(() -> Decision.act(facts, ActionKind.RESTORE, readiness, Optional.empty()));
    }

    private static Decision confirming(ClaimFacts facts) {
        ActionKind kind = facts.journal().entry().orElseThrow().action();
        Readiness policy = facts.policy().readiness();
        return Decision.held(
                facts,
                kind,
                HaltChecks.answerWasExpected(facts)
                        .orElseGet(() -> policy.isStalled() ? policy : facts.inProgress(kind)));
    }

    /** What is known stays; what is new, or was in progress, says what it waits for. */
    private static Decision unknown(ClaimFacts facts) {
        Optional<Readiness> before = facts.heldBefore(EnumSet.allOf(Hold.class))
                .or(() -> facts.claim()
                        .status()
                        .readiness()
                        .filter(shown -> !facts.claim().hasChanged()))
                // That it had no policy says nothing about it any more.
                .filter(shown -> !facts.claim().status().hold().equals(Optional.of(Hold.POLICY)));
        boolean held = before.map(Readiness::isStalled).orElse(false);
        boolean waitsForAPerson = held
                && (facts.claim().status().planned().isEmpty()
                        || facts.claim().heldBefore().equals(Optional.of(Hold.FIGHT)));
        if (waitsForAPerson || before.map(Readiness::isReady).orElse(false)) {
            return asBefore(facts, before.orElseThrow());
        }
        Readiness policy = facts.policy().readiness();
        if (policy.isStalled()) {
            return stay(facts, policy);
        }
        if (facts.observation().unreadable().isPresent()) {
            return stay(facts, facts.observation().unreadable().get());
        }
        boolean starting = policy.reason() == Reason.SNAPSHOT_PENDING;
        if (!policy.isReady() && !(before.isPresent() && (starting || held))) {
            return stay(facts, starting ? facts.pending() : PolicyChecks.notReady(facts.claim()));
        }
        return before.map(shown -> asBefore(facts, shown)).orElseGet(() -> stay(facts, facts.pending()));
    }

    private static Decision asBefore(ClaimFacts facts, Readiness shown) {
        return facts.claim().status().readiness().equals(Optional.of(shown))
                ? Decision.keep(facts)
                : stay(facts, shown);
    }

    private static Decision stay(ClaimFacts facts, Readiness readiness) {
        return new Decision(
                facts, Optional.of(readiness), facts.claim().status().planned(), false, Optional.empty());
    }

    private static Readiness observed(ClaimFacts facts) {
        return switch (facts.observation().state()) {
            case ACTIVE -> with(OBSERVED_ACTIVE, renamedHint(facts));
            case IN_TRASH -> with(OBSERVED_IN_TRASH, renamedHint(facts));
            default -> GoneReadiness.observed(facts);
        };
    }

    private static Readiness restored(ClaimFacts facts) {
        return facts.observation().state() == ObservedState.ACTIVE
                ? with(with(RESTORED, renamedHint(facts)), outOfScopeHint(facts))
                : GoneReadiness.restored(facts);
    }

    private static Readiness trashed(ClaimFacts facts) {
        return facts.observation().state() == ObservedState.IN_TRASH ? inTrash(facts) : GoneReadiness.trashed(facts);
    }

    private static Readiness inTrash(ClaimFacts facts) {
        if (facts.rival().isPresent()) {
            return ClaimChecks.conflict(facts);
        }
        return facts.observation().name() == NameProof.AMBIGUOUS
                ? IdentityChecks.ambiguous(facts)
                : with(with(TRASHED, renamedHint(facts)), GoneReadiness.namesakeHint(facts));
    }

    /** Most items have nothing further to tell, and all of these say the very same. */
    private static Readiness with(Readiness readiness, String hints) {
        return hints.isEmpty() ? readiness : ready(readiness.reason(), readiness.message() + hints);
    }

    /** What Roboflow calls it now, which the spec cannot follow. */
    private static String renamedHint(ClaimFacts facts) {
        return facts.observation()
                .renamed()
                .map(name -> " It was renamed to " + name + ".")
                .orElse("");
    }

    /** Who believes that an item is protected learns that it is not before it matters. */
    private static String outOfScopeHint(ClaimFacts facts) {
        return PolicyChecks.isInScope(facts)
                .map(outside -> " It would not be restored from the Trash: " + outside.message())
                .orElse("");
    }

    private Decision restore(ClaimFacts facts) {
        boolean parentInTrash = facts.observation().parent().isPresent()
                || facts.observation()
                        .entry()
                        .flatMap(TrashEntry::parentInTrash)
                        .orElse(false);
        if (facts.item().isPart() && parentInTrash && facts.observation().name() != NameProof.AMBIGUOUS) {
            return waitForParent(facts);
        }
        return CheckChains.beforeRestore(facts)
                .map(objection -> Decision.held(facts, ActionKind.RESTORE, objection))
                .orElseGet(() -> Decision.act(
                        facts, ActionKind.RESTORE, facts.inProgress(ActionKind.RESTORE), Optional.empty()));
    }

    private Decision waitForParent(ClaimFacts facts) {
        Readiness readiness = new ParentReadiness(wishes).of(facts);
        return facts.observation().onlyThroughParent()
                ? Decision.of(facts, readiness)
                : Decision.held(facts, ActionKind.RESTORE, readiness);
    }
}
