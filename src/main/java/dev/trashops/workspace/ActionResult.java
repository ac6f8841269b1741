package dev.trashops.workspace;

import dev.trashops.plan.PlannedAction;
import dev.trashops.plan.PlannerState;
import dev.trashops.plan.model.ActionBackoff;
import dev.trashops.plan.model.ClaimId;
import dev.trashops.plan.model.LastAction;
import dev.trashops.plan.model.LastAction.Outcome;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.TrashingHalt;
import dev.trashops.plan.release.SentDeletion;
import dev.trashops.workspace.port.RoboflowFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The outcome of an action.
 *
 * @param journal the journal entry to remember for the claim, if one was written
 * @param mayHaveChanged whether the item may have changed, so that only later listings count for it
 * @param deletion the DELETE that took, or may have taken, effect
 * @param retry when the action may be retried, unless at once
 * @param failure how the call to Roboflow failed
 * @param halt present where the answer was not what was asked for
 */
record ActionResult(
        Optional<LastAction> journal,
        boolean mayHaveChanged,
        Optional<SentDeletion> deletion,
        Optional<Retry> retry,
        Optional<RoboflowFailure> failure,
        Optional<TrashingHalt> halt) {

    ActionResult(
            Optional<LastAction> journal,
            boolean mayHaveChanged,
            Optional<SentDeletion> deletion,
            Optional<Retry> retry,
            Optional<RoboflowFailure> failure) {
        this(journal, mayHaveChanged, deletion, retry, failure, Optional.empty());
    }

    /**
     * A later retry of an action.
     *
     * @param readiness of the claim meanwhile
     * @param first the wait after the first failure in a row, unless Roboflow asked for another one
     * @param longest the longest wait
     */
    record Retry(Readiness readiness, Duration first, Duration longest) {
        /** The informers lag behind the API server: wait for them and keep what the status shows. */
        static Retry forInformers(PlannedAction action) {
            Readiness shown = action.claim().status().readiness().orElseThrow();
            return new Retry(shown, Duration.ofSeconds(1), Duration.ofMinutes(1));
        }

        static Retry because(Readiness readiness) {
            return new Retry(readiness, Duration.ofSeconds(2), Duration.ofMinutes(5));
        }
    }

    /** Nothing was started: claim, policy or leadership changed after the plan was made. */
    static ActionResult outdated(PlannedAction action) {
        return new ActionResult(
                Optional.empty(), false, Optional.empty(), Optional.of(Retry.forInformers(action)), Optional.empty());
    }

    static ActionResult answered(LastAction journal, Optional<SentDeletion> deletion, Optional<TrashingHalt> halt) {
        return new ActionResult(Optional.of(journal), true, deletion, Optional.empty(), Optional.empty(), halt);
    }

    /** The planner state after this action. */
    PlannerState after(PlannerState before, PlannedAction action, Instant now) {
        ClaimId claim = action.claim().id();
        PlannerState state = mayHaveChanged ? touched(before, action, now) : before;
        state = deletion.map(state::deleting).orElse(state);
        if (retry.isPresent()) {
            Retry later = retry.get();
            int attempts = before.failures(claim) + 1;
            Duration wait = failure.flatMap(RoboflowFailure::retryAfter)
                    .orElseGet(() -> Backoff.after(attempts, later.first(), later.longest()));
            return state.setBack(claim, new ActionBackoff(later.readiness(), now.plus(wait), attempts));
        }
        boolean done = journal.map(entry -> entry.outcome() == Outcome.DONE).orElse(false);
        return done ? state.recovered(claim) : state;
    }

    /** An item that was renamed is looked for under either name. */
    private static PlannerState touched(PlannerState before, PlannedAction action, Instant now) {
        PlannerState state = before.touching(action.item(), now);
        return action.claim().renamed().map(name -> state.touching(name, now)).orElse(state);
    }
}
