package dev.trashops.workspace;

import dev.trashops.plan.PlannedAction;
import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.Contradiction;
import dev.trashops.plan.model.LastAction;
import dev.trashops.plan.model.LastAction.Outcome;
import dev.trashops.plan.model.TrashEntry;
import dev.trashops.plan.model.WorkspaceId;
import dev.trashops.workspace.port.LoopListener.Mutation;
import dev.trashops.workspace.port.LoopPorts;
import dev.trashops.workspace.port.RequestedBy;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes down each request that changes something, before it is sent and after it was answered. */
record ActionAudit(WorkspaceId workspace, LoopPorts ports) {
    private static final Logger LOG = LoggerFactory.getLogger(ActionAudit.class);

    /** What is to be written down of a request. */
    Mutation mutation(
            ActionKind kind, PlannedAction action, RequestedBy by, Optional<String> entryId, LastAction begun) {
        Claim claim = action.claim();
        String name = claim.id().uid() + "-" + begun.at().toEpochMilli() + (kind == begun.action() ? "" : "-undo");
        return new Mutation(
                name,
                workspace,
                kind,
                action.item(),
                claim,
                claim.policy(),
                by,
                entryId,
                action.entry().flatMap(TrashEntry::trashedBy),
                ports.now());
    }

    /** Writes the line that precedes the request; false if it could not be written, and nothing is sent then. */
    boolean began(Mutation mutation) {
        try {
            ports.listener().begins(mutation);
            return true;
        } catch (RuntimeException e) {
            // Whoever writes the audit log has said why.
            return false;
        }
    }

    void ended(Mutation mutation, Outcome outcome, String message) {
        recordSafely(() -> ports.listener().ended(mutation, outcome, message, ports.now()));
    }

    void contradicted(Mutation mutation, List<Contradiction> contradictions) {
        if (!contradictions.isEmpty()) {
            recordSafely(() -> ports.listener().contradicted(mutation, contradictions, ports.now()));
        }
    }

    /** Recorded after the fact: a failure to record must not lose the journal entry. */
    private void recordSafely(Runnable recording) {
        try {
            recording.run();
        } catch (RuntimeException e) {
            LOG.error("Failed to record the outcome of an action in workspace {}", workspace, e);
        }
    }
}
