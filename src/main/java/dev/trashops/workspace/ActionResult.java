package dev.trashops.workspace;

import dev.trashops.plan.PlannedAction;
import dev.trashops.plan.PlannerState;
import dev.trashops.plan.model.ActionBackoff;
import dev.trashops.plan.model.LastAction;
import dev.trashops.plan.model.LastAction.Outcome;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.release.SentDeletion;
import dev.trashops.workspace.port.RoboflowFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What came of an action.
 *
 * @param journal the journal entry to remember for the claim, if one was written
 * @param mayHaveChanged whether the item may have changed, so that only later listings count for it
 * @param deletion the DELETE that took, or may have taken, effect
 * @param retry when the action may be tried again, unless that is at once
 * @param failure why Roboflow did not do it
 */
record ActionResult(
        Optional<LastAction> journal,
        boolean mayHaveChanged,
        Optional<SentDeletion> deletion,
        Optional<Retry> retry,
        Optional<RoboflowFailure> failure) {

    /**
     * An action is tried again later.
     *
     * @param standing how the claim stands meanwhile
     * @param first how long to wait after the first time in a row
     * @param longest how long to wait at most
     * @param asked how long Roboflow asked to wait, where it did
     */
    record Retry(Readiness standing, Duration first, Duration longest, Optional<Duration> asked) {
        private static final Duration FIRST_RETRY = Duration.ofSeconds(2);
        private static final Duration LONGEST_RETRY = Duration.ofMinutes(5);

        /** What the informers said is not what the API server says: wait for them, keep what is shown. */
        static Retry forInformers(PlannedAction action) {
            Readiness shown = action.claim().status().standing().orElseThrow();
            return new Retry(shown, Duration.ofSeconds(1), Duration.ofMinutes(1), Optional.empty());
        }

        /** It failed; the standing says why. */
        static Retry because(Readiness standing) {
            return because(standing, Optional.empty());
        }

        static Retry because(Readiness standing, Optional<Duration> asked) {
            return new Retry(standing, FIRST_RETRY, LONGEST_RETRY, asked);
        }

        private ActionBackoff setback(int attempts, Instant now) {
            Duration wait = asked.orElseGet(() -> Backoff.after(attempts, first, longest));
            return new ActionBackoff(standing, now.plus(wait), attempts);
        }
    }

    /** Nothing was begun: claim, policy or turn are not what the plan was made with. */
    static ActionResult outdated(PlannedAction action) {
        return new ActionResult(
                Optional.empty(), false, Optional.empty(), Optional.of(Retry.forInformers(action)), Optional.empty());
    }

    /** It was written down that it begins, but nothing was sent. */
    static ActionResult notSent(LastAction journal, Optional<Retry> retry) {
        return new ActionResult(Optional.of(journal), false, Optional.empty(), retry, Optional.empty());
    }

    /** Roboflow did it. */
    static ActionResult done(LastAction journal, Optional<SentDeletion> deletion) {
        return new ActionResult(Optional.of(journal), true, deletion, Optional.empty(), Optional.empty());
    }

    /** What the loop remembers after this. */
    PlannerState remembered(PlannerState before, PlannedAction action, Instant now) {
        String uid = action.claim().id().uid();
        PlannerState ledger = mayHaveChanged ? before.touching(action.item(), now) : before;
        ledger = deletion.map(ledger::deleting).orElse(ledger);
        if (retry.isPresent()) {
            return ledger.setBack(uid, retry.get().setback(before.failures(uid) + 1, now));
        }
        boolean done = journal.map(entry -> entry.outcome() == Outcome.DONE).orElse(false);
        return done ? ledger.recovered(uid) : ledger;
    }
}
