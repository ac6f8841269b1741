package dev.trashops.workspace;

import dev.trashops.plan.PlannedAction;
import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.Contradiction;
import dev.trashops.plan.model.InternalId;
import dev.trashops.plan.model.ItemProjection;
import dev.trashops.plan.model.ItemProjection.Disposition;
import dev.trashops.plan.model.LastAction;
import dev.trashops.plan.model.LastAction.Outcome;
import dev.trashops.plan.model.Moment;
import dev.trashops.plan.model.Policy;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.RestoreTarget;
import dev.trashops.plan.model.TrashAnswer;
import dev.trashops.plan.model.TrashEntry;
import dev.trashops.plan.model.WorkspaceId;
import dev.trashops.plan.release.SentDeletion;
import dev.trashops.workspace.ActionRequests.Request;
import dev.trashops.workspace.ActionResult.Retry;
import dev.trashops.workspace.port.ApiKey;
import dev.trashops.workspace.port.LoopListener.Mutation;
import dev.trashops.workspace.port.LoopPorts;
import dev.trashops.workspace.port.RequestedBy;
import dev.trashops.workspace.port.RoboflowException;
import dev.trashops.workspace.port.RoboflowFailure;
import dev.trashops.workspace.port.RoboflowGateway.Restorer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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

    private final WorkspaceId workspace;
    private final LoopPorts ports;
    private final PolicyRecords records;
    private final ActionAudit audit;
    private final ActionRequests requests;

    ActionExecutor(WorkspaceId workspace, LoopPorts ports, PolicyRecords records) {
        this.workspace = workspace;
        this.ports = ports;
        this.records = records;
        this.audit = new ActionAudit(workspace, ports);
        this.requests = new ActionRequests(ports.stores().claims());
    }

    private interface Call {
        TrashAnswer send() throws RoboflowException;
    }

    ActionResult act(PlannedAction action, Policy policy, ApiKey key) {
        Instant started = ports.now();
        Duration uptime = ports.uptime().elapsed();
        Optional<Request> request = requests.reread(action, policy);
        if (request.isEmpty() || !ports.stores().leading().getAsBoolean()) {
            return ActionResult.outdated(action);
        }
        RequestedBy by = request.get().by();
        LastAction begun = begun(action, by, started);
        if (!isJournaled(action.claim(), request.get().resourceVersion(), begun)) {
            return ActionResult.outdated(action);
        }
        if (action.kind() == ActionKind.TRASH && !records.enter(policy, action, started)) {
            String why = "it could not be recorded in the policy's deletion ledger.";
            return notSent(action, begun, why, Optional.of(Retry.forInformers(action)));
        }
        boolean late = isLate(started, uptime) || hasApprovalEnded(action, policy);
        if (late && !action.revert()) {
            return notSent(action, begun, "the operator was delayed.", Optional.empty());
        }
        return send(action, by, policy, key, begun);
    }

    /** While the machine is suspended its uptime stands still, so the clock is asked, too. */
    private boolean isLate(Instant started, Duration uptime) {
        Duration taken = ports.uptime().elapsed().minus(uptime);
        Duration shown = Duration.between(started, ports.now()).abs();
        return taken.compareTo(TOO_LATE) > 0 || shown.compareTo(TOO_LATE) > 0;
    }

    /** A restore for a claim without a resource has no journal: after a crash a listing shows whether it is still needed. */
    private boolean isJournaled(Claim claim, String resourceVersion, LastAction begun) {
        return claim.id().isUnborn()
                || ports.stores()
                        .claims()
                        .begin(
                                claim.id(),
                                resourceVersion,
                                new ItemProjection(
                                        claim.status().withLastAction(begun), Optional.empty(), Disposition.KEEP));
    }

    /** Whether the approval that released an action has expired since it was planned. */
    private boolean hasApprovalEnded(PlannedAction action, Policy policy) {
        return action.approval().isPresent()
                && policy.approvedPlan()
                        .map(approved -> approved.hasEnded(new Moment(ports.now())))
                        .orElse(true);
    }

    /** Later than the action before, also where a clock that was ahead has written that one down. */
    private static LastAction begun(PlannedAction action, RequestedBy by, Instant now) {
        Optional<LastAction> before = action.claim().status().lastAction();
        if (action.revert() && before.isPresent()) {
            return before.get();
        }
        String what = action.kind() == ActionKind.RESTORE ? "Restoring it." : "Moving it to the Trash.";
        Instant at = before.map(last -> last.at().plusMillis(1))
                .filter(now::isBefore)
                .orElse(now);
        return new LastAction(
                action.kind(),
                at,
                Outcome.STARTED,
                what,
                action.expectedId(),
                before.flatMap(LastAction::lastTrashedAt),
                action.approval(),
                before.filter(last -> last.action() == action.kind() && last.isUnshown())
                        .filter(last -> !action.claim().hasChanged())
                        .map(LastAction::unconfirmed)
                        .orElse(0),
                Optional.of(by.cause()));
    }

    private ActionResult send(PlannedAction action, RequestedBy by, Policy policy, ApiKey key, LastAction begun) {
        Optional<Call> call = call(action, key);
        if (call.isEmpty()) {
            return notSent(action, begun, "the operator's --allow does not permit it.", Optional.empty());
        }
        Optional<String> entryId =
                action.entry().map(TrashEntry::id).or(() -> action.expectedId().map(InternalId::value));
        Mutation mutation = audit.mutation(action.kind(), action, by, entryId, begun);
        if (!audit.began(mutation)) {
            Retry later = Retry.because(FailureReadiness.UNAUDITED);
            return notSent(action, begun, "the audit log could not be written.", Optional.of(later));
        }
        try {
            TrashAnswer answer = call.get().send();
            return action.kind() == ActionKind.RESTORE
                    ? restored(action, mutation, begun, answer.contradictions())
                    : trashed(action, key, mutation, begun, answer);
        } catch (RoboflowException e) {
            return failed(action, policy, e.failure(), mutation, begun);
        } catch (RuntimeException e) {
            // The request may have been sent, so the journal entry must not be lost.
            LOG.error(
                    "An action in workspace {} failed unexpectedly; the next listing settles its outcome",
                    workspace,
                    e);
            audit.ended(mutation, begun.outcome(), "The operator failed; see its log");
            return new ActionResult(
                    Optional.of(begun),
                    true,
                    deletion(action, begun),
                    Optional.of(Retry.because(FailureReadiness.ofBug(workspace.region()))),
                    Optional.empty());
        }
    }

    /** Empty where {@code --allow} does not permit the action. */
    private Optional<Call> call(PlannedAction action, ApiKey key) {
        if (action.kind() == ActionKind.TRASH) {
            return ports.gateway().trasher(workspace, key, action.item()).map(trasher -> trasher::trash);
        }
        RestoreTarget target = new RestoreTarget(
                action.item().type(), action.entry().orElseThrow().id(), action.projectId());
        return ports.gateway()
                .restorer(workspace, key)
                .map(restorer -> () -> TrashAnswer.ofRestore(restorer.restore(target)));
    }

    private ActionResult restored(
            PlannedAction action, Mutation mutation, LastAction begun, List<Contradiction> contradictions) {
        LastAction done = AnswerVerdict.ofRestore(action, begun, contradictions).journal();
        audit.contradicted(mutation, contradictions);
        audit.ended(mutation, done.outcome(), done.message());
        return ActionResult.answered(
                done,
                Optional.empty(),
                AnswerVerdict.halt(action, begun, ActionKind.RESTORE, contradictions, workspace.region()));
    }

    private ActionResult trashed(
            PlannedAction action, ApiKey key, Mutation mutation, LastAction begun, TrashAnswer answer) {
        AnswerVerdict verdict = AnswerVerdict.ofDelete(action, begun, answer);
        LastAction ended = verdict.journal();
        audit.contradicted(mutation, answer.contradictions());
        audit.ended(mutation, ended.outcome(), ended.message());
        List<Contradiction> undone = verdict.mistaken()
                .map(hit -> undo(action, mutation.requestedBy(), key, hit, ended))
                .orElse(List.of());
        return ActionResult.answered(
                ended,
                Optional.of(new SentDeletion(action.item(), answer.id(), begun.at())),
                AnswerVerdict.halt(action, begun, ActionKind.TRASH, answer.contradictions(), workspace.region())
                        .or(() -> AnswerVerdict.halt(action, begun, ActionKind.RESTORE, undone, workspace.region())));
    }

    /**
     * Restores at once what a DELETE hit by mistake. If this fails, the planner does it once a listing shows the item. Returns
     * what the answer says other than was asked for.
     */
    private List<Contradiction> undo(
            PlannedAction action, RequestedBy by, ApiKey key, RestoreTarget target, LastAction reverted) {
        Optional<Restorer> restorer = ports.gateway().restorer(workspace, key);
        if (restorer.isEmpty()) {
            return List.of();
        }
        Mutation mutation = audit.mutation(ActionKind.RESTORE, action, by, Optional.of(target.id()), reverted);
        if (!audit.began(mutation)) {
            // The journal makes the planner undo it once the audit log can be written.
            return List.of();
        }
        try {
            List<Contradiction> contradictions = restorer.get().restore(target);
            audit.contradicted(mutation, contradictions);
            audit.ended(mutation, Outcome.REVERTED, reverted.message());
            return contradictions;
        } catch (RoboflowException e) {
            audit.ended(
                    mutation,
                    Outcome.FAILED,
                    "Not confirmed: " + FailureReadiness.described(e.failure(), workspace, action.item()));
            return List.of();
        }
    }

    private ActionResult failed(
            PlannedAction action, Policy policy, RoboflowFailure failure, Mutation mutation, LastAction begun) {
        boolean nothing = failure.provesNothingHappened();
        String request = FailureReadiness.described(failure, workspace, action.item());
        String what = (failure.wasSent() ? "Roboflow rejected " : "Not sent: ") + request + ".";
        boolean notFoundById = action.isByKnownIdAlone() && failure instanceof RoboflowFailure.NotFound;
        int unconfirmed = notFoundById ? begun.unconfirmed() + 1 : 0;
        LastAction row = failure.isRefusal() ? begun.withUnconfirmed(unconfirmed) : begun;
        LastAction ended = nothing && !action.revert() ? row.ended(Outcome.FAILED, what) : begun;
        audit.ended(mutation, ended.outcome(), request);
        // A 404 alone is ambiguous, and after a 409 something else may be in the Trash: a listing begun later settles
        // what it meant.
        boolean reread = !nothing
                || failure instanceof RoboflowFailure.NotFound
                || (failure instanceof RoboflowFailure.Conflict && action.kind() == ActionKind.RESTORE);
        Optional<Readiness> readiness = notFoundById
                ? Optional.empty()
                : Optional.of(FailureReadiness.ofAction(failure, action.kind(), action.item(), policy));
        return new ActionResult(
                Optional.of(ended),
                reread,
                nothing ? Optional.empty() : deletion(action, begun),
                readiness.map(Retry::because),
                Optional.of(failure));
    }

    private static Optional<SentDeletion> deletion(PlannedAction action, LastAction begun) {
        return action.kind() == ActionKind.TRASH
                ? Optional.of(new SentDeletion(action.item(), begun.expectedId(), begun.at()))
                : Optional.empty();
    }

    /** After its start was journaled. An action that reverts another one keeps the journal entry of that one. */
    private static ActionResult notSent(PlannedAction action, LastAction begun, String why, Optional<Retry> retry) {
        LastAction journal = action.revert() ? begun : begun.ended(Outcome.FAILED, "Not sent: " + why);
        return new ActionResult(Optional.of(journal), false, Optional.empty(), retry, Optional.empty());
    }
}
