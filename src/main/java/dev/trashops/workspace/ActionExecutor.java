package dev.trashops.workspace;

import dev.trashops.plan.PlannedAction;
import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.DeletionLedger;
import dev.trashops.plan.model.InternalId;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemProjection;
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
 * Carries out one released action: reads claim and policy again, writes down that it begins, sends the one request, and
 * says what to remember. Nothing is sent unless every step before it succeeded.
 */
final class ActionExecutor {
    private static final Logger LOG = LoggerFactory.getLogger(ActionExecutor.class);
    /** A process that slept between the journal entry and the call must not act on what it knew before. */
    private static final Duration TOO_LATE = Duration.ofSeconds(10);

    private static final Readiness UNAUDITED = Readiness.stalled(
            Reason.NOT_ALLOWED,
            "The audit log cannot be written, and nothing is changed without it. Whoever runs the operator makes room"
                    + " for it or corrects TRASHOPS_AUDIT_LOG.");

    private static final Readiness UNEXPECTED = Readiness.reconciling(
            Reason.API_UNAVAILABLE,
            "The operator failed while it waited for Roboflow's answer; its log says why. The next listing of the"
                    + " Trash decides what came of it.");

    private final String workspace;
    private final RoboflowGateway gateway;
    private final ClaimStore store;
    private final BooleanSupplier leading;
    private final PolicyRecords papers;
    private final LoopListener listener;
    private final Clock clock;

    ActionExecutor(
            String workspace,
            RoboflowGateway gateway,
            LoopStores stores,
            PolicyRecords papers,
            LoopListener listener,
            Clock clock) {
        this.workspace = workspace;
        this.gateway = gateway;
        this.store = stores.claims();
        this.leading = stores.leading();
        this.papers = papers;
        this.listener = listener;
        this.clock = clock;
    }

    /** A request to Roboflow that is ready to be sent. */
    private interface Call {
        /** Sends it; gives the internal id that a DELETE has hit, where the answer names it. */
        Optional<InternalId> send() throws RoboflowException;
    }

    /** Tries to carry out the action for the policy with that key. */
    ActionResult act(PlannedAction action, Policy policy, ApiKey key) {
        Claim claim = action.claim();
        Optional<Fresh> fresh = store.reread(claim.id(), claim.policy())
                .filter(now -> ActionPreconditions.areUnchanged(claim, policy, now));
        if (fresh.isEmpty() || !leading.getAsBoolean()) {
            return ActionResult.outdated(action);
        }
        LastAction begun = begun(action);
        ItemProjection view =
                new ItemProjection(claim.status().withLastAction(begun), Optional.empty(), false, false, false);
        if (!store.begin(claim.id(), fresh.get().resourceVersion(), view)) {
            return ActionResult.outdated(action);
        }
        if (action.kind() == ActionKind.TRASH && !papers.enter(policy, entry(action, begun))) {
            return ActionResult.notSent(
                    begun.ended(Outcome.FAILED, "Not sent: it could not be entered into the policy's book."),
                    Optional.of(Retry.forInformers(action)));
        }
        boolean late = clock.instant().isAfter(begun.at().plus(TOO_LATE))
                || ActionPreconditions.hasApprovalEnded(action, policy, clock.instant());
        if (late && !action.revert()) {
            return ActionResult.notSent(
                    begun.ended(Outcome.FAILED, "Not sent: the operator was held up."), Optional.empty());
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

    /** What the book keeps of a DELETE; statuses and books keep whole milliseconds. */
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
                    notSent(action, begun, "the operator lacks the power to do it."), Optional.empty());
        }
        Mutation mutation = mutation(action.kind(), action, entryId(action), begun);
        try {
            listener.begins(mutation);
        } catch (RuntimeException e) {
            return unaudited(action, begun);
        }
        try {
            Optional<InternalId> hit = call.get().send();
            return action.kind() == ActionKind.RESTORE
                    ? restored(action, mutation, begun)
                    : trashed(action, key, mutation, begun, hit);
        } catch (RoboflowException e) {
            return failed(action, policy, e.failure(), mutation, begun);
        } catch (RuntimeException e) {
            // The request may have gone out: what was begun must not be forgotten.
            LOG.error(
                    "An action in workspace {} ended unexpectedly; the Trash will tell what came of it.", workspace, e);
            tell(mutation, begun.outcome(), "Unavailable", clock.instant());
            return new ActionResult(
                    Optional.of(begun),
                    true,
                    deletion(action, begun),
                    Optional.of(Retry.because(UNEXPECTED)),
                    Optional.empty());
        }
    }

    /** The request that an action takes; nothing where the operator was started without the power for it. */
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

    /** What is written down after the call decides nothing any more, so its failure must not lose the journal. */
    private void tell(Mutation mutation, Outcome outcome, String message, Instant at) {
        try {
            listener.ended(mutation, outcome, message, at);
        } catch (RuntimeException e) {
            LOG.error("The outcome of an action in workspace {} could not be recorded.", workspace, e);
        }
    }

    private ActionResult restored(PlannedAction action, Mutation mutation, LastAction begun) {
        LastAction done = action.revert() ? begun : begun.ended(Outcome.DONE, "Restored from the Trash.");
        tell(mutation, done.outcome(), done.message(), clock.instant());
        return ActionResult.done(done, Optional.empty());
    }

    private ActionResult trashed(
            PlannedAction action, ApiKey key, Mutation mutation, LastAction begun, Optional<InternalId> hit) {
        boolean wrong = begun.expectedId().isPresent()
                && hit.isPresent()
                && !begun.expectedId().equals(hit);
        LastAction ended = wrong
                ? begun.ended(Outcome.REVERTED, "The DELETE hit another item of that name, which is restored.")
                : begun.ended(Outcome.DONE, "Moved to the Trash.");
        tell(mutation, ended.outcome(), ended.message(), clock.instant());
        if (wrong) {
            undo(action, key, hit.orElseThrow(), ended);
        }
        return ActionResult.done(ended, Optional.of(new SentDeletion(action.item(), hit, begun.at())));
    }

    /** Brings back at once what a DELETE hit by mistake; should this fail, the plan does it as soon as a listing shows it. */
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
            // Nothing is sent unaudited; what the journal says has the plan undo it once the audit log can be written.
            return;
        }
        try {
            restorer.get()
                    .restore(
                            new RestoreTarget(action.item().type(), id, version ? Optional.of(hit) : Optional.empty()));
            tell(mutation, Outcome.REVERTED, reverted.message(), clock.instant());
        } catch (RoboflowException e) {
            tell(mutation, Outcome.FAILED, "Not confirmed: " + e.getMessage(), clock.instant());
        }
    }

    private ActionResult failed(
            PlannedAction action, Policy policy, RoboflowFailure failure, Mutation mutation, LastAction begun) {
        boolean nothing = failure.provesNothingHappened();
        LastAction ended = nothing && !action.revert()
                ? begun.ended(Outcome.FAILED, "Roboflow refused it: " + failure.route() + ".")
                : begun;
        tell(mutation, ended.outcome(), failure.getClass().getSimpleName(), clock.instant());
        // A 404 tells nothing by itself: a listing begun later decides what it meant.
        boolean lookAgain = !nothing || failure instanceof RoboflowFailure.NotFound;
        Readiness standing = FailureReadiness.ofAction(failure, action.kind(), action.item(), policy);
        return new ActionResult(
                Optional.of(ended),
                lookAgain,
                nothing ? Optional.empty() : deletion(action, begun),
                Optional.of(Retry.because(standing, asked(failure))),
                Optional.of(failure));
    }

    private static Optional<SentDeletion> deletion(PlannedAction action, LastAction begun) {
        return action.kind() == ActionKind.TRASH
                ? Optional.of(new SentDeletion(action.item(), begun.expectedId(), begun.at()))
                : Optional.empty();
    }

    private static Optional<Duration> asked(RoboflowFailure failure) {
        return failure instanceof RoboflowFailure.RateLimited limited ? limited.retryAfter() : Optional.empty();
    }

    private static ActionResult unaudited(PlannedAction action, LastAction begun) {
        return ActionResult.notSent(
                notSent(action, begun, "the audit log failed."), Optional.of(Retry.because(UNAUDITED)));
    }

    /** What the journal says of an action that was not sent; of one that undoes another it goes on saying that. */
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

    private static Optional<String> entryId(PlannedAction action) {
        return action.entry().map(TrashEntry::id).or(() -> action.expectedId().map(InternalId::value));
    }
}
