package dev.trashops.plan.projection;

import dev.trashops.plan.checks.ClaimFacts;
import dev.trashops.plan.checks.Decision;
import dev.trashops.plan.model.ActionBackoff;
import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.ClaimStatus;
import dev.trashops.plan.model.DesiredState;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.LastAction;
import dev.trashops.plan.model.ObservedState;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Reason;
import dev.trashops.plan.model.TrashEntry;
import dev.trashops.plan.model.TrashFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What comes back from the Trash in this very pass, or is on its way back: nobody is warned of its purge. As soon as its restore fails, is
 * held, or has taken too long, it is no longer among it.
 *
 * @param names of the items
 * @param entries of the Trash that are restored
 */
public record Returning(Set<ItemKey> names, Set<TrashEntry.Identity> entries) {
    /** Nobody waits longer than that for an outcome without a warning. */
    private static final Duration LONGEST = Duration.ofMinutes(5);

    /** What could not be started so often in a row, within half a minute, is not known to start soon. */
    private static final int MOST_STARTS = 5;

    /** What goes by itself, and soon. */
    private static final Set<Reason> EXPECTED =
            Set.of(Reason.RESTORING, Reason.SNAPSHOT_PENDING, Reason.WAITING_FOR_PARENT);

    /** Of all decisions of a pass. */
    public static Returning of(List<Decision> decisions) {
        List<ClaimFacts> coming = new ArrayList<>();
        for (Decision decision : decisions) {
            if (isComing(decision)) {
                coming.add(decision.facts());
            }
        }
        return new Returning(
                coming.stream().flatMap(Returning::names).collect(Collectors.toUnmodifiableSet()),
                coming.stream()
                        .flatMap(facts -> facts.observation().entry().stream())
                        .map(TrashEntry::identity)
                        .collect(Collectors.toUnmodifiableSet()));
    }

    private static boolean isComing(Decision decision) {
        return isToStart(decision)
                || isExpected(decision)
                || isUnderWay(decision.facts())
                || isTakenUpAgain(decision.facts());
    }

    /** Whether its restore starts now, or was overtaken by a change to its resource and starts as soon as that is read. */
    private static boolean isToStart(Decision decision) {
        ClaimFacts facts = decision.facts();
        boolean setBack = facts.isBackingOff()
                && facts.backoff().map(ActionBackoff::readiness).equals(decision.readiness());
        return decision.plans(ActionKind.RESTORE) && (decision.act() || setBack) && !hasFailed(facts);
    }

    /** Whether it was asked for, or trashed, just now, and is restored as soon as a read or another restore is done. */
    private static boolean isExpected(Decision decision) {
        ClaimFacts facts = decision.facts();
        return facts.claim().wanted() == DesiredState.RESTORED
                && shown(decision)
                        .filter(shown -> shown.kind() == Readiness.Kind.RECONCILING)
                        .filter(shown -> EXPECTED.contains(shown.reason()))
                        .isPresent()
                && !hasFailed(facts)
                && !facts.now().reached(since(facts).plus(LONGEST));
    }

    private static Instant since(ClaimFacts facts) {
        Instant created = facts.claim().spec().createdAt();
        return facts.observation()
                .entry()
                .flatMap(TrashEntry::deletedAt)
                .filter(created::isBefore)
                .orElse(created);
    }

    /** While it is read anew, what was said stays. */
    private static Optional<Readiness> shown(Decision decision) {
        return decision.readiness().or(() -> decision.claim().status().readiness());
    }

    /** Whether it was about to be restored before a restart, and the first read since is still to come. */
    private static boolean isTakenUpAgain(ClaimFacts facts) {
        ClaimStatus before = facts.claim().status();
        return facts.policy().readiness().reason() == Reason.SNAPSHOT_PENDING
                && facts.observation().state() == ObservedState.UNKNOWN
                && facts.claim().wanted() == DesiredState.RESTORED
                && before.planned().equals(Optional.of(ActionKind.RESTORE))
                && before.readiness()
                        .filter(shown -> shown.reason() == Reason.RESTORING)
                        .isPresent();
    }

    /** Whether a restore of it was begun, has not failed, and is not known to be without effect. */
    private static boolean isUnderWay(ClaimFacts facts) {
        boolean open = facts.journal().waiting() || facts.observation().state() == ObservedState.UNKNOWN;
        if (!open) {
            return false;
        }
        Optional<Instant> trashedAt = facts.observation()
                .entry()
                .flatMap(TrashEntry::deletedAt)
                .or(() -> facts.claim().status().trash().flatMap(TrashFacts::deletedAt));
        return facts.policy().sees()
                && !hasFailed(facts)
                && facts.journal()
                        .entry()
                        .filter(last -> last.action() == ActionKind.RESTORE)
                        .filter(last -> last.outcome() == LastAction.Outcome.STARTED
                                || last.outcome() == LastAction.Outcome.DONE)
                        .filter(last -> trashedAt.filter(last.at()::isBefore).isEmpty())
                        .filter(last -> !facts.now().reached(last.at().plus(LONGEST)))
                        .isPresent();
    }

    /** Whether the last restore of it failed, does not start, or was said to be done more than once without a listing that shows it. */
    private static boolean hasFailed(ClaimFacts facts) {
        return facts.backoff().filter(Returning::isFailure).isPresent()
                || facts.journal()
                        .entry()
                        .filter(last -> last.action() == ActionKind.RESTORE)
                        .filter(last -> last.outcome() == LastAction.Outcome.FAILED
                                || last.unconfirmed() > (last.outcome() == LastAction.Outcome.DONE ? 1 : 0))
                        .isPresent();
    }

    private static boolean isFailure(ActionBackoff last) {
        return last.readiness().isStalled()
                || !EXPECTED.contains(last.readiness().reason())
                || last.attempts() > MOST_STARTS;
    }

    /** Whether the item of that decision comes back, by itself or with what it lies in. */
    boolean includes(Decision decision) {
        ClaimFacts facts = decision.facts();
        // A policy learns nothing of the workspace by the keys of others.
        if (!facts.policy().sees()) {
            return isComing(decision);
        }
        if (names.isEmpty()) {
            return false;
        }
        boolean itself = isOf(facts.observation().entry(), names(facts));
        boolean follows = facts.observation().onlyThroughParent()
                || (facts.claim().wanted() == DesiredState.RESTORED
                        && shown(decision)
                                .filter(readiness -> readiness.reason() == Reason.WAITING_FOR_PARENT)
                                .isPresent());
        return itself
                || (follows
                        && isOf(facts.observation().parent(), names(facts).flatMap(name -> name.ancestors().stream())));
    }

    /** An entry tells more than a name, which others may have, too. */
    private boolean isOf(Optional<TrashEntry> entry, Stream<ItemKey> called) {
        return entry.map(TrashEntry::identity).map(entries::contains).orElseGet(() -> called.anyMatch(names::contains));
    }

    private static Stream<ItemKey> names(ClaimFacts facts) {
        return Stream.concat(facts.claim().names().stream(), facts.observation().renamed().stream());
    }
}
