package dev.trashops.workspace.port;

import dev.trashops.plan.model.ActiveProject;
import dev.trashops.plan.model.ActiveVersion;
import dev.trashops.plan.model.ActiveWorkflow;
import dev.trashops.plan.model.InternalId;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.ProjectContents;
import dev.trashops.plan.model.TrashListing;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The Roboflow REST API as the loop needs it. Power is a type: who holds a {@link Reader} cannot change anything, a
 * {@link Restorer} can only restore, and a {@link Trasher} can trash the one item that it was handed out for.
 *
 * <p>No call is ever sent twice by itself, none sleeps for the budget, each ends within one deadline.
 */
public interface RoboflowGateway {

    /** A reader of that workspace with that key. Cheap; nothing is sent. */
    Reader reader(String workspace, ApiKey key);

    /** A restorer, or nothing where the operator was started without the power to restore. */
    Optional<Restorer> restorer(String workspace, ApiKey key);

    /** A trasher for that one released item, or nothing where the operator was started without the power to trash. */
    Optional<Trasher> trasher(String workspace, ApiKey key, ItemKey released);

    /** What can be read. Every read is uncached. */
    interface Reader {
        /** The slug of the workspace that the key belongs to ({@code GET /}). */
        String workspaceOfKey() throws RoboflowException;

        /** Everything in the Trash. */
        TrashListing trash() throws RoboflowException;

        /** The active projects of the workspace. */
        List<ActiveProject> projects() throws RoboflowException;

        /** The active workflows of the workspace. */
        List<ActiveWorkflow> workflows() throws RoboflowException;

        /** An active project with its versions; {@link RoboflowFailure.NotFound} when there is none of that slug. */
        ProjectContents project(String slug) throws RoboflowException;

        /** An active version in full, with what is known of its models and trainings. */
        ActiveVersion version(String project, int number) throws RoboflowException;

        /** How long until the key's budget allows that many further requests of that lane; zero if now. */
        Duration budgetWait(Lane lane, int requests);
    }

    /** Who may use the last tokens of a key's budget: the inventory leaves some for the listing and for restores. */
    enum Lane {
        URGENT,
        BACKGROUND
    }

    /** What can be restored. */
    interface Restorer {
        /** Restores an entry of the Trash. Success means a 2xx without an error inside; a listing has to confirm it. */
        void restore(RestoreTarget target) throws RoboflowException;
    }

    /**
     * An entry of the Trash, as the restore call wants it.
     *
     * @param type its type
     * @param id its internal id, for a version its number as text
     * @param parentId the internal id of a version's project
     */
    record RestoreTarget(ItemType type, String id, Optional<InternalId> parentId) {}

    /** Trashes one item. */
    interface Trasher {
        /** Moves the item it was made for to the Trash. */
        Trashed trash() throws RoboflowException;
    }

    /**
     * The answer to a successful DELETE.
     *
     * @param id the internal id of the trashed project or workflow; for a version that of its project
     */
    record Trashed(Optional<InternalId> id) {}
}
