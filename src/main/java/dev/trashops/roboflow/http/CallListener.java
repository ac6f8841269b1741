package dev.trashops.roboflow.http;

import dev.trashops.plan.model.Region;
import dev.trashops.plan.model.WorkspaceId;
import dev.trashops.workspace.port.RoboflowFailure;
import java.time.Duration;

/** Notified of each request, as the metrics are. Called on the thread of the request; must neither block nor throw. */
public interface CallListener {

    /**
     * A request was sent and has ended.
     *
     * @param route the documented route, such as {@code DELETE /:workspace/:project}
     * @param statusClass {@code 2xx} to {@code 5xx}, or {@code none} without a complete answer
     * @param duration from sending the request to the end of the answer
     */
    void called(Region region, String route, String statusClass, Duration duration);

    /** A call failed: it was not answered, or not as was asked for. */
    default void failed(Region region, RoboflowFailure failure) {}

    /**
     * What a list of the Trash holds that this program does not know; most hold nothing.
     *
     * @param entries the number of entries of an unknown type
     * @param fields the number of unknown fields in all entries
     */
    default void unfamiliar(WorkspaceId workspace, int entries, int fields) {}
}
