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
 * What is claimed as Trashed and has not been looked at yet. It counts with the rest of its batch: what a limit holds must
 * not slip through bit by bit while a workspace is read after a start.
 */
public final class UnobservedTrashings {
    private UnobservedTrashings() {}

    /** The items among the cases that may yet have to be trashed. */
    public static Set<ItemKey> of(Collection<ClaimFacts> cases) {
        return cases.stream()
                .filter(UnobservedTrashings::mayBePending)
                .map(ClaimFacts::item)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static boolean mayBePending(ClaimFacts one) {
        ObservedState before = one.claim().status().observed();
        return one.claim().wanted() == DesiredState.TRASHED
                && one.policy().proved()
                && one.sight().state() == ObservedState.UNKNOWN
                && (before == ObservedState.UNKNOWN || before == ObservedState.ACTIVE)
                && !isCountedAlready(one)
                && !waitsForSomethingElse(one);
    }

    private static boolean isCountedAlready(ClaimFacts one) {
        return one.claim()
                .status()
                .lastAction()
                .map(last -> last.action() == ActionKind.TRASH && last.outcome() != LastAction.Outcome.FAILED)
                .orElse(false);
    }

    private static boolean waitsForSomethingElse(ClaimFacts one) {
        return one.claim().status().hold().map(hold -> hold != Hold.LIMIT).orElse(false);
    }
}
