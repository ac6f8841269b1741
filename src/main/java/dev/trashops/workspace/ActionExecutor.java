package dev.trashops.workspace;

import dev.trashops.plan.PlannedAction;
import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.DeletionLedger;
import dev.trashops.plan.model.InternalId;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemProjection;
import dev.trashops.plan.model.ItemProjection.Disposition;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.LastAction;
import dev.trashops.plan.model.LastAction.Outcome;
import dev.trashops.plan.model.Policy;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Reason;
import dev.trashops.plan.model.TrashEntry;
import dev.trashops.plan.release.SentDeletion;
import dev.trashops.workspace.ActionResult.Retry;
import dev.trashops.workspace.port.ApiKey;
import dev.trashops.workspace.port.ClaimStore;
import dev.trashops.workspace.port.ClaimStore.Fresh;
import dev.trashops.workspace.port.LoopListener;
import dev.trashops.workspace.port.LoopListener.Mutation;
import dev.trashops.workspace.port.LoopStores;
import dev.trashops.workspace.port.RoboflowException;
import dev.trashops.workspace.port.RoboflowFailure;
import dev.trashops.workspace.port.RoboflowGateway;
import dev.trashops.workspace.port.RoboflowGateway.RestoreTarget;
import dev.trashops.workspace.port.RoboflowGateway.Restorer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Executes one released action: rereads claim and policy, journals the start, enters a DELETE into the ledger, audits,
 * sends the one request, and returns what to remember. Nothing is sent unless every step before it succeeded.
 */
final class ActionExecutor {
    private static final Logger LOG = LoggerFactory.getLogger(ActionExecutor.class);
    /** A process that was paused between the journal entry and the call must not act on stale knowledge. */
    private static final Duration TOO_LATE = Duration.ofSeconds(10);

    private static final Readiness UNAUDITED = Readiness.stalled(
            Reason.NOT_ALLOWED,
            "The operator cannot write its audit log, and changes nothing in Roboflow without it. Free disk space, or"
                    + " correct TRASHOPS_AUDIT_LOG.");

    private static final Readiness UNEXPECTED = Readiness.reconciling(
            Reason.API_UNAVAILABLE,
            "The operator failed while waiting for Roboflow's response; see its log. The next listing of the Trash"
                    + " settles the outcome.");

    private final String workspace;
    private final RoboflowGateway gateway;
    private final ClaimStore store;
    private final BooleanSupplier leading;
    private final PolicyRecords records;
    private final LoopListener listener;
    private final Clock clock;

    ActionExecutor(
            String workspace,
            RoboflowGateway gateway,
            LoopStores stores,
            PolicyRecords records,
            LoopListener listener,
            Clock clock) {
        this.workspace = workspace;
        this.gateway = gateway;
        this.store = stores.claims();
        this.leading = stores.leading();
        this.records = records;
        this.listener = listener;
        this.clock = clock;
    }

    private interface Call {
        /** Returns the internal id that a DELETE hit, where the response names it. */
        Optional<InternalId> send() throws RoboflowException;
    }

    ActionResult act(PlannedAction action, Policy policy, ApiKey key) {
        Claim claim = action.claim();
        Optional<Fresh> fresh = store.reread(claim.id(), claim.policy())
                .filter(now -> ActionPreconditions.areUnchanged(claim, policy, now));
        if (fresh.isEmpty() || !leading.getAsBoolean()) {
            return ActionResult.outdated(action);
        }
        LastAction begun = begun(action);
        ItemProjection journaled =
                new ItemProjection(claim.status().withLastAction(begun), Optional.empty(), Disposition.KEEP);
        if (!store.begin(claim.id(), fresh.get().resourceVersion(), journaled)) {
            return ActionResult.outdated(action);
        }
        if (action.kind() == ActionKind.TRASH && !records.enter(policy, entry(action, begun))) {
            return ActionResult.notSent(
                    begun.ended(Outcome.FAILED, "Not sent: it could not be recorded in the policy's deletion ledger."),
                    Optional.of(Retry.forInformers(action)));
        }
        boolean late = clock.instant().isAfter(begun.at().plus(TOO_LATE))
                || ActionPreconditions.hasApprovalEnded(action, policy, clock.instant());
        if (late && !action.revert()) {
            return ActionResult.notSent(
                    begun.ended(Outcome.FAILED, "Not sent: the operator was delayed."), Optional.empty());
        }
        return send(action, policy, key, begun);
    }

    private LastAction begun(PlannedAction action) {
        Optional<LastAction> before = action.claim().status().lastAction();
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

    /** Statuses and ledgers keep whole milliseconds. */
    private static DeletionLedger.Entry entry(PlannedAction action, LastAction begun) {
        return new DeletionLedger.Entry(
                action.item(),
                action.created().map(at -> at.truncatedTo(ChronoUnit.SECONDS)),
                begun.at().truncatedTo(ChronoUnit.MILLIS),
                action.claim().id().uid(),
                action.rule(),
                action.approval());
    }

    private ActionResult send(PlannedAction action, Policy policy, ApiKey key, LastAction begun) {
        Optional<Call> call = call(action, key);
        if (call.isEmpty()) {
            return ActionResult.notSent(
                    notSent(action, begun, "the operator's --allow does not permit it."), Optional.empty());
        }
        Mutation mutation = mutation(
                action.kind(),
                action,
                action.entry().map(TrashEntry::id).or(() -> action.expectedId().map(InternalId::value)),
                begun);
        try {
            listener.begins(mutation);
        } catch (RuntimeException e) {
            return ActionResult.notSent(
                    notSent(action, begun, "the audit log could not be written."),
                    Optional.of(Retry.because(UNAUDITED)));
        }
        try {
            Optional<InternalId> hit = call.get().send();
            return action.kind() == ActionKind.RESTORE
                    ? restored(action, mutation, begun)
                    : trashed(action, key, mutation, begun, hit);
        } catch (RoboflowException e) {
            return failed(action, policy, e.failure(), mutation, begun);
        } catch (RuntimeException e) {
            // The request may have been sent, so the journal entry must not be lost.
            LOG.error(
                    "An action in workspace {} failed unexpectedly; the next listing settles its outcome",
                    workspace,
                    e);
            notifyEnded(mutation, begun.outcome(), "Unavailable", clock.instant());
            return new ActionResult(
                    Optional.of(begun),
                    true,
                    deletion(action, begun),
                    Optional.of(Retry.because(UNEXPECTED)),
                    Optional.empty());
        }
    }

    /** Empty where {@code --allow} does not permit the action. */
    private Optional<Call> call(PlannedAction action, ApiKey key) {
        if (action.kind() == ActionKind.TRASH) {
            return gateway.trasher(workspace, key, action.item())
                    .map(trasher -> () -> trasher.trash().id());
        }
        TrashEntry entry = action.entry().orElseThrow();
        ItemType type = action.item().type();
        RestoreTarget target =
                new RestoreTarget(type, entry.id(), type == ItemType.VERSION ? entry.internalId() : Optional.empty());
        return gateway.restorer(workspace, key).map(restorer -> () -> {
            restorer.restore(target);
            return Optional.empty();
        });
    }

    /** Recorded after the fact: a failure to record must not lose the journal entry. */
    private void notifyEnded(Mutation mutation, Outcome outcome, String message, Instant at) {
        try {
            listener.ended(mutation, outcome, message, at);
        } catch (RuntimeException e) {
            LOG.error("Failed to record the outcome of an action in workspace {}", workspace, e);
        }
    }

    private ActionResult restored(PlannedAction action, Mutation mutation, LastAction begun) {
        LastAction done = action.revert() ? begun : begun.ended(Outcome.DONE, "Restored from the Trash.");
        notifyEnded(mutation, done.outcome(), done.message(), clock.instant());
        return ActionResult.done(done, Optional.empty());
    }

    private ActionResult trashed(
            PlannedAction action, ApiKey key, Mutation mutation, LastAction begun, Optional<InternalId> hit) {
        boolean wrong = begun.expectedId().isPresent()
                && hit.isPresent()
                && !begun.expectedId().equals(hit);
        LastAction ended = wrong
                ? begun.ended(Outcome.REVERTED, "The DELETE hit another item with that name, which is being restored.")
                : begun.ended(Outcome.DONE, "Moved to the Trash.");
        notifyEnded(mutation, ended.outcome(), ended.message(), clock.instant());
        if (wrong) {
            undo(action, key, hit.orElseThrow(), ended);
        }
        return ActionResult.done(ended, Optional.of(new SentDeletion(action.item(), hit, begun.at())));
    }

    /** Restores at once what a DELETE hit by mistake. If this fails, the planner does it once a listing shows the item. */
    private void undo(PlannedAction action, ApiKey key, InternalId hit, LastAction reverted) {
        boolean version = action.item().type() == ItemType.VERSION;
        String id = version ? String.valueOf(action.item().version()) : hit.value();
        Optional<Restorer> restorer = gateway.restorer(workspace, key);
        if (restorer.isEmpty()) {
            return;
        }
        Mutation mutation = mutation(ActionKind.RESTORE, action, Optional.of(id), reverted);
        try {
            listener.begins(mutation);
        } catch (RuntimeException e) {
            // Nothing is sent unaudited; the journal makes the planner undo it once the audit log can be written.
            return;
        }
        try {
            restorer.get()
                    .restore(
                            new RestoreTarget(action.item().type(), id, version ? Optional.of(hit) : Optional.empty()));
            notifyEnded(mutation, Outcome.REVERTED, reverted.message(), clock.instant());
        } catch (RoboflowException e) {
            notifyEnded(mutation, Outcome.FAILED, "Not confirmed: " + e.getMessage(), clock.instant());
        }
    }

    private ActionResult failed(
            PlannedAction action, Policy policy, RoboflowFailure failure, Mutation mutation, LastAction begun) {
        boolean nothing = failure.provesNothingHappened();
        LastAction ended = nothing && !action.revert()
                ? begun.ended(Outcome.FAILED, "Roboflow rejected " + failure.route() + ".")
                : begun;
        notifyEnded(mutation, ended.outcome(), failure.getClass().getSimpleName(), clock.instant());
        // A 404 alone is ambiguous: a listing begun later settles what it meant.
        boolean reread = !nothing || failure instanceof RoboflowFailure.NotFound;
        Readiness readiness = FailureReadiness.ofAction(failure, action.kind(), action.item(), policy);
        return new ActionResult(
                Optional.of(ended),
                reread,
                nothing ? Optional.empty() : deletion(action, begun),
                Optional.of(Retry.because(readiness, failure)),
                Optional.of(failure));
    }

    private static Optional<SentDeletion> deletion(PlannedAction action, LastAction begun) {
        return action.kind() == ActionKind.TRASH
                ? Optional.of(new SentDeletion(action.item(), begun.expectedId(), begun.at()))
                : Optional.empty();
    }

    /** An action that reverts another one keeps the journal entry of that one. */
    private static LastAction notSent(PlannedAction action, LastAction begun, String why) {
        return action.revert() ? begun : begun.ended(Outcome.FAILED, "Not sent: " + why);
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
}
