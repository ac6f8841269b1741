package dev.trashops.workspace.port;

import dev.trashops.plan.model.ActiveProject;
import dev.trashops.plan.model.ActiveTraining;
import dev.trashops.plan.model.ActiveVersion;
import dev.trashops.plan.model.ActiveWorkflow;
import dev.trashops.plan.model.Contradiction;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ProjectContents;
import dev.trashops.plan.model.RestoreTarget;
import dev.trashops.plan.model.TrashAnswer;
import dev.trashops.plan.model.TrashListing;
import dev.trashops.plan.model.WorkflowSpecification;
import dev.trashops.plan.model.WorkspaceId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The Roboflow REST API as the loop needs it. Capabilities are types: a {@link Reader} cannot change anything, a {@link
 * Restorer} can only restore, and a {@link Trasher} can only trash the one item that it was created for.
 *
 * <p>No call is retried, none sleeps for the request budget, each ends within one deadline.
 */
public interface RoboflowGateway {

    /** Cheap; nothing is sent. */
    Reader reader(WorkspaceId workspace, ApiKey key);

    /** Empty if the operator was started without permission to restore. */
    Optional<Restorer> restorer(WorkspaceId workspace, ApiKey key);

    /** For that one released item; empty if the operator was started without permission to trash. */
    Optional<Trasher> trasher(WorkspaceId workspace, ApiKey key, ItemKey released);

    /** Every read is uncached. */
    interface Reader {
        /** The slug of the workspace that the key belongs to ({@code GET /}). */
        String workspaceOfKey() throws RoboflowException;

        TrashListing trash() throws RoboflowException;

        List<ActiveProject> projects() throws RoboflowException;

        List<ActiveWorkflow> workflows() throws RoboflowException;

        /** An active project with its versions; {@link RoboflowFailure.NotFound} if there is none with that slug. */
        ProjectContents project(String slug) throws RoboflowException;

        /** An active version with its models and trainings, as far as they are known. */
        ActiveVersion version(String project, int number) throws RoboflowException;

        /**
         * The training runs of an active version; {@link RoboflowFailure.NotFound} if there is no such version, or if
         * Roboflow has no such list.
         */
        List<ActiveTraining> trainings(String project, int version) throws RoboflowException;

        /** What an active workflow is made of. */
        WorkflowSpecification workflow(String slug) throws RoboflowException;

        /** How long until the key's request budget allows that many more requests of that lane; zero if now. */
        Duration budgetWait(Lane lane, int requests);
    }

    /** Background reads leave the last tokens of a key's budget to the listing and to restores. */
    enum Lane {
        URGENT,
        BACKGROUND
    }

    interface Restorer {
        /**
         * Restores an entry of the Trash. Success is a 2xx without an error inside; a listing has to confirm it. Returns what
         * the answer says other than was asked for.
         */
        List<Contradiction> restore(RestoreTarget target) throws RoboflowException;
    }

    interface Trasher {
        /** Moves the item it was created for to the Trash. Returns what Roboflow says it trashed. */
        TrashAnswer trash() throws RoboflowException;
    }
}
