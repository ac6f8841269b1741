package dev.trashops.workspace;

import dev.trashops.plan.Deletion;
import dev.trashops.plan.Ledger;
import dev.trashops.plan.PlannedAction;
import dev.trashops.plan.Setback;
import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.DeletionBook;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.ItemView;
import dev.trashops.plan.model.LastAction;
import dev.trashops.plan.model.LastAction.Outcome;
import dev.trashops.plan.model.Policy;
import dev.trashops.plan.model.Reason;
import dev.trashops.plan.model.Standing;
import dev.trashops.plan.model.TrashEntry;
import dev.trashops.workspace.port.ApiKey;
import dev.trashops.workspace.port.ClaimStore;
import dev.trashops.workspace.port.ClaimStore.Fresh;
import dev.trashops.workspace.port.Failure;
import dev.trashops.workspace.port.LoopListener;
import dev.trashops.workspace.port.LoopListener.Mutation;
import dev.trashops.workspace.port.RoboflowException;
import dev.trashops.workspace.port.RoboflowGateway;
import dev.trashops.workspace.port.RoboflowGateway.RestoreTarget;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out one released action: reads claim and policy again, writes down that it begins, sends the one request, and
 * says what to remember. Nothing is sent unless every step before it succeeded.
 */
final class Actor {
    private static final Logger LOG = LoggerFactory.getLogger(Actor.class);
    private static final Duration FIRST_RETRY = Duration.ofSeconds(2);
    private static final Duration LONGEST_RETRY = Duration.ofMinutes(5);

    /** A process that slept between the journal entry and the call must not act on what it knew before. */
    private static final Duration TOO_LATE = Duration.ofSeconds(10);

    private final String workspace;
    private final RoboflowGateway gateway;
    private final ClaimStore store;
    private final PaperDesk papers;
    private final LoopListener listener;
    private final Clock clock;

    Actor(
            String workspace,
            RoboflowGateway gateway,
            ClaimStore store,
            PaperDesk papers,
            LoopListener listener,
            Clock clock) {
        this.workspace = workspace;
        this.gateway = gateway;
        this.store = store;
        this.papers = papers;
        this.listener = listener;
        this.clock = clock;
    }

    /**
     * What came of an action.
     *
     * @param journal the journal entry to remember for the claim, if one was written
     * @param ledger the ledger to go on with
     */
    record Result(Optional<LastAction> journal, Ledger ledger, Optional<Failure> failure) {}

    /** Tries to carry out the action for the policy with that key. */
    Result act(PlannedAction action, Policy policy, ApiKey key, Ledger ledger) {
        Claim claim = action.claim();
        Optional<Fresh> fresh = store.reread(claim.id(), claim.policy());
        if (fresh.isEmpty() || !unchanged(claim, policy, fresh.get()) || !store.leading()) {
            return new Result(Optional.empty(), pause(claim, ledger), Optional.empty());
        }
        LastAction begun = begun(action);
        ItemView view = new ItemView(claim.memory().withLastAction(begun), Optional.empty(), false, false, false);
        if (!store.begin(claim.id(), fresh.get().resourceVersion(), view)) {
            return new Result(Optional.empty(), pause(claim, ledger), Optional.empty());
        }
        if (action.kind() == ActionKind.TRASH && !papers.enter(policy, entry(action, begun))) {
            LastAction unsent =
                    begun.ended(Outcome.FAILED, "Not sent: it could not be entered into the policy's book.");
            return new Result(Optional.of(unsent), pause(claim, ledger), Optional.empty());
        }
        boolean late = clock.instant().isAfter(begun.at().plus(TOO_LATE)) || hasEnded(action, policy);
        if (late && !action.revert()) {
            return new Result(
                    Optional.of(begun.ended(Outcome.FAILED, "Not sent: the operator was held up.")),
                    ledger,
                    Optional.empty());
        }
        return send(action, policy, key, begun, ledger);
    }

    /** Whether the approval that released an action has ended since it was planned. */
    private boolean hasEnded(PlannedAction action, Policy policy) {
        return action.approval().isPresent()
                && policy.approvedPlan()
                        .map(word -> word.hasEnded(clock.instant()))
                        .orElse(true);
    }

    private static boolean unchanged(Claim claim, Policy policy, Fresh fresh) {
        boolean policySame = fresh.policy()
                .map(now -> now.uid().equals(policy.uid())
                        && now.generation() == policy.generation()
                        && now.suspended() == policy.suspended()
                        && now.mode() == policy.mode())
                .orElse(claim.deleting());
        Claim now = fresh.claim();
        return policySame
                && now.id().equals(claim.id())
                && now.generation() == claim.generation()
                && now.deleting() == claim.deleting()
                && now.suspended() == claim.suspended()
                && now.desired() == claim.desired()
                && now.item().equals(claim.item())
                && !claim.memory().isBehind(now.memory())
                && now.origin() == claim.origin();
    }

    private LastAction begun(PlannedAction action) {
        Optional<LastAction> before = action.claim().memory().lastAction();
        if (action.revert() && before.isPresent()) {
            return before.get();
        }
        String what = action.kind() == ActionKind.RESTORE ? "Restoring it." : "Moving it to the Trash.";
        return new LastAction(
                action.kind(),
                clock.instant(),
                Outcome.STARTED,
                what,
                action.expectedId(),
                before.flatMap(LastAction::lastTrashedAt),
                action.approval());
    }

    /** What the book keeps of a DELETE; statuses and books keep whole milliseconds. */
    private static DeletionBook.Entry entry(PlannedAction action, LastAction begun) {
        return new DeletionBook.Entry(
                action.item(),
                action.created().map(at -> at.truncatedTo(ChronoUnit.SECONDS)),
                begun.at().truncatedTo(ChronoUnit.MILLIS),
                action.claim().id().uid(),
                action.rule(),
                action.approval());
    }

    private Result send(PlannedAction action, Policy policy, ApiKey key, LastAction begun, Ledger ledger) {
        Mutation mutation = mutation(action.kind(), action, entryId(action), begun);
        try {
            listener.begins(mutation);
        } catch (RuntimeException e) {
            return unaudited(action, begun, ledger);
        }
        try {
            return action.kind() == ActionKind.RESTORE
                    ? restore(action, key, mutation, begun, ledger)
                    : trash(action, key, mutation, begun, ledger);
        } catch (RoboflowException e) {
            return failed(action, policy, e.failure(), mutation, begun, ledger);
        } catch (RuntimeException e) {
            // The request may have gone out: what was begun must not be forgotten.
            LOG.error(
                    "An action in workspace {} ended unexpectedly; the Trash will tell what came of it.", workspace, e);
            return failed(action, policy, new Failure.Unavailable(action.kind().name()), mutation, begun, ledger);
        }
    }

    /** What is written down after the call decides nothing any more, so its failure must not lose the journal. */
    private void tell(Mutation mutation, Outcome outcome, String message, Instant at) {
        try {
            listener.ended(mutation, outcome, message, at);
        } catch (RuntimeException e) {
            LOG.error("The outcome of an action in workspace {} could not be recorded.", workspace, e);
        }
    }

    private Result restore(PlannedAction action, ApiKey key, Mutation mutation, LastAction begun, Ledger ledger)
            throws RoboflowException {
        TrashEntry entry = action.entry().orElseThrow();
        ItemType type = action.item().type();
        gateway.restorer(workspace, key)
                .orElseThrow(() -> notAllowed(ActionKind.RESTORE))
                .restore(new RestoreTarget(
                        type, entry.id(), type == ItemType.VERSION ? entry.parentId() : Optional.empty()));
        LastAction done = action.revert() ? begun : begun.ended(Outcome.DONE, "Restored from the Trash.");
        tell(mutation, done.outcome(), done.message(), clock.instant());
        return new Result(Optional.of(done), touched(action, ledger), Optional.empty());
    }

    private Result trash(PlannedAction action, ApiKey key, Mutation mutation, LastAction begun, Ledger ledger)
            throws RoboflowException {
        Optional<String> hit = gateway.trasher(workspace, key, action.item())
                .orElseThrow(() -> notAllowed(ActionKind.TRASH))
                .trash()
                .id();
        boolean wrong = begun.expectedId().isPresent()
                && hit.isPresent()
                && !begun.expectedId().equals(hit);
        LastAction ended = wrong
                ? begun.ended(Outcome.REVERTED, "The DELETE hit another item of that name, which is restored.")
                : begun.ended(Outcome.DONE, "Moved to the Trash.");
        tell(mutation, ended.outcome(), ended.message(), clock.instant());
        Ledger counted = touched(action, ledger).deleting(new Deletion(action.item(), hit, begun.at()));
        if (wrong) {
            undo(action, key, hit.orElseThrow(), ended);
        }
        return new Result(Optional.of(ended), counted, Optional.empty());
    }

    /** Brings back at once what a DELETE hit by mistake; should this fail, the plan does it as soon as a listing shows it. */
    private void undo(PlannedAction action, ApiKey key, String hit, LastAction reverted) {
        boolean version = action.item().type() == ItemType.VERSION;
        String id = version ? String.valueOf(action.item().version()) : hit;
        Mutation mutation = mutation(ActionKind.RESTORE, action, Optional.of(id), reverted);
        try {
            listener.begins(mutation);
        } catch (RuntimeException e) {
            // Nothing is sent unaudited; what the journal says has the plan undo it once the audit log can be written.
            return;
        }
        try {
            gateway.restorer(workspace, key)
                    .orElseThrow(() -> notAllowed(ActionKind.RESTORE))
                    .restore(
                            new RestoreTarget(action.item().type(), id, version ? Optional.of(hit) : Optional.empty()));
            tell(mutation, Outcome.REVERTED, reverted.message(), clock.instant());
        } catch (RoboflowException e) {
            tell(mutation, Outcome.FAILED, "Not confirmed: " + e.getMessage(), clock.instant());
        }
    }

    private Result failed(
            PlannedAction action, Policy policy, Failure failure, Mutation mutation, LastAction begun, Ledger ledger) {
        boolean nothing = failure.provesNothingHappened();
        LastAction ended = nothing && !action.revert()
                ? begun.ended(Outcome.FAILED, "Roboflow refused it: " + failure.route() + ".")
                : begun;
        tell(mutation, ended.outcome(), failure.getClass().getSimpleName(), clock.instant());
        // A 404 tells nothing by itself: a listing begun later decides what it meant.
        boolean lookAgain = !nothing || failure instanceof Failure.NotFound;
        Ledger after = lookAgain ? touched(action, ledger) : ledger;
        if (!nothing && action.kind() == ActionKind.TRASH) {
            after = after.deleting(new Deletion(action.item(), begun.expectedId(), begun.at()));
        }
        Standing standing = Standings.ofAction(failure, action.kind(), action.item(), policy);
        return new Result(
                Optional.of(ended),
                after.setBack(uid(action), setback(ledger, uid(action), standing, asked(failure))),
                Optional.of(failure));
    }

    private Setback setback(Ledger ledger, String uid, Standing standing, Optional<Duration> asked) {
        int attempts = attempts(ledger, uid);
        Duration wait = asked.orElseGet(() -> Backoff.after(attempts, FIRST_RETRY, LONGEST_RETRY));
        return new Setback(standing, clock.instant().plus(wait), attempts);
    }

    /** How many failures in a row this one makes. */
    private static int attempts(Ledger ledger, String uid) {
        return 1
                + Optional.ofNullable(ledger.setbacks().get(uid))
                        .map(Setback::attempts)
                        .orElse(0);
    }

    private static Optional<Duration> asked(Failure failure) {
        return failure instanceof Failure.RateLimited limited ? limited.retryAfter() : Optional.empty();
    }

    private Result unaudited(PlannedAction action, LastAction begun, Ledger ledger) {
        Standing standing = Standing.stalled(
                Reason.NOT_ALLOWED,
                "The audit log cannot be written, and nothing is changed without it. Whoever runs the operator makes"
                        + " room for it or corrects TRASHOPS_AUDIT_LOG.");
        Setback setback = setback(ledger, uid(action), standing, Optional.empty());
        LastAction ended = action.revert() ? begun : begun.ended(Outcome.FAILED, "Not sent: the audit log failed.");
        return new Result(Optional.of(ended), ledger.setBack(uid(action), setback), Optional.empty());
    }

    /** What the informers said is not what the API server says: wait for them, keep what is shown. */
    private Ledger pause(Claim claim, Ledger ledger) {
        String uid = claim.id().uid();
        Standing shown = claim.memory().standing().orElseThrow();
        int attempts = attempts(ledger, uid);
        Duration wait = Backoff.after(attempts, Duration.ofSeconds(1), Duration.ofMinutes(1));
        return ledger.setBack(uid, new Setback(shown, clock.instant().plus(wait), attempts));
    }

    private Ledger touched(PlannedAction action, Ledger ledger) {
        return ledger.touching(action.item(), clock.instant());
    }

    private Mutation mutation(ActionKind kind, PlannedAction action, Optional<String> id, LastAction begun) {
        Claim claim = action.claim();
        ItemKey item = action.item();
        String name = claim.id().uid() + "-" + begun.at().toEpochMilli() + (kind == begun.action() ? "" : "-undo");
        return new Mutation(
                name,
                workspace,
                kind,
                item,
                claim,
                claim.policy(),
                action.rule(),
                action.approval(),
                id,
                action.entry().flatMap(TrashEntry::deletedByName),
                clock.instant());
    }

    private static Optional<String> entryId(PlannedAction action) {
        return action.entry().map(TrashEntry::id).or(action::expectedId);
    }

    private static String uid(PlannedAction action) {
        return action.claim().id().uid();
    }

    private static RoboflowException notAllowed(ActionKind kind) {
        return new RoboflowException(new Failure.Refused(kind.name(), 0));
    }
}
