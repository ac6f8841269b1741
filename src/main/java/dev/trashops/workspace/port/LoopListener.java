package dev.trashops.workspace.port;

import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.Contradiction;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.LastAction;
import dev.trashops.plan.model.PolicyId;
import dev.trashops.plan.model.TrashedBy;
import dev.trashops.plan.model.WorkspaceId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Is notified of what a loop does, such as the audit log and the metrics. Calls come from the loop's own thread.
 */
public interface LoopListener {

    /**
     * A request that is about to change something in Roboflow.
     *
     * @param id joins this record with that of the outcome
     * @param entryId the internal id that is restored, or expected to be trashed
     * @param trashedBy who had trashed what is restored
     */
    record Mutation(
            String id,
            WorkspaceId workspace,
            ActionKind action,
            ItemKey item,
            Claim claim,
            PolicyId policy,
            RequestedBy requestedBy,
            Optional<String> entryId,
            Optional<TrashedBy> trashedBy,
            Instant at) {

        /** The digest of the approved plan that released it. */
        public Optional<String> approval() {
            return requestedBy.approval().map(RequestedBy.ApprovedBy::digest);
        }
    }

    /** Called before the request is sent; what it records must be durable on return. An exception stops the action. */
    default void begins(Mutation mutation) {}

    /** Called once the request was answered or has failed. */
    default void ended(Mutation mutation, LastAction.Outcome outcome, String message, Instant at) {}

    /** Called before {@link #ended} where the answer said something other than was asked for, which stops all trashing. */
    default void contradicted(Mutation mutation, List<Contradiction> contradictions, Instant at) {}

    /** A listing of the Trash was believed. */
    default void listed(WorkspaceId workspace, int entries, Instant at) {}

    /** A plan was made of what had changed. */
    default void planned(WorkspaceId workspace, Duration took) {}

    default void passed(WorkspaceId workspace, Duration took, Instant at) {}

    /** The clock was found to have been set by that much, negative for back. */
    default void clockSet(WorkspaceId workspace, Duration by) {}

    /** The projections have changed; one without policies and items means that the loop has ended. */
    default void published(WorkspaceProjection projection) {}
}
