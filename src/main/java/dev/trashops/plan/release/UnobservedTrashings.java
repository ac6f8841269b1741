package dev.trashops.plan.release;

import dev.trashops.plan.checks.ClaimFacts;
import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.DesiredState;
import dev.trashops.plan.model.Hold;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.LastAction;
import dev.trashops.plan.model.ObservedState;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Items claimed as Trashed that have not been observed yet. They count as part of the batch: what a limit holds must not
 * slip through bit by bit while the workspace is read after a start.
 */
public final class UnobservedTrashings {
    private UnobservedTrashings() {}

    /** The items of those claims that may still have to be trashed. */
    public static Set<ItemKey> of(Collection<ClaimFacts> claims) {
        return claims.stream()
                .filter(UnobservedTrashings::mayBePending)
                .map(ClaimFacts::item)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static boolean mayBePending(ClaimFacts facts) {
        ObservedState before = facts.claim().status().observed();
        return facts.claim().wanted() == DesiredState.TRASHED
                && facts.policy().proved()
                && facts.observation().state() == ObservedState.UNKNOWN
                && (before == ObservedState.UNKNOWN || before == ObservedState.ACTIVE)
                && !isCountedAlready(facts)
                && !waitsForSomethingElse(facts);
    }

    private static boolean isCountedAlready(ClaimFacts facts) {
        return facts.claim()
                .status()
                .lastAction()
                .map(last -> last.action() == ActionKind.TRASH && last.outcome() != LastAction.Outcome.FAILED)
                .orElse(false);
    }

    private static boolean waitsForSomethingElse(ClaimFacts facts) {
        return facts.claim().status().hold().map(hold -> hold != Hold.LIMIT).orElse(false);
    }
}
