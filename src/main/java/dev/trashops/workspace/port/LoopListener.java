package dev.trashops.workspace.port;

import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.LastAction;
import dev.trashops.plan.model.PolicyId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Somebody who writes down what a loop does: the audit log, metrics. Calls come from the loop's own thread. By default
 * nothing is written down.
 */
public interface LoopListener {

    /**
     * What is about to be sent to Roboflow, and who asked for it.
     *
     * @param id one id for this line and the one that tells the outcome
     * @param claim the resource that asked
     * @param policy the policy whose key is used
     * @param rule the rule that made the resource
     * @param approval the digest of the approved plan that released it
     * @param entryId the internal id that is restored, or expected to be trashed
     * @param trashedBy the name of who trashed what is restored, where it may be shown
     */
    record Mutation(
            String id,
            String workspace,
            ActionKind action,
            ItemKey item,
            Claim claim,
            PolicyId policy,
            Optional<String> rule,
            Optional<String> approval,
            Optional<String> entryId,
            Optional<String> trashedBy,
            Instant at) {}

    /** Called before the request is sent; what it writes must be durable when it returns. An exception stops the action. */
    default void begins(Mutation mutation) {}

    /** Called when the answer, or its absence, is known; or later, when a listing decided it. */
    default void ended(Mutation mutation, LastAction.Outcome outcome, String message, Instant at) {}

    /** A listing of the Trash was believed. */
    default void listed(String workspace, int entries, Instant at) {}

    /** One pass is over. */
    default void passed(String workspace, Duration took, Instant at) {}

    /** A read failed. */
    default void failed(String workspace, RoboflowFailure failure, Instant at) {}

    /** What the loop says has changed; a view without policies and items means that the loop has ended. */
    default void published(WorkspaceProjection view) {}
}
