package dev.trashops.roboflow.http;

import dev.trashops.plan.model.Region;
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

    /**
     * A Trash listing has entries or fields that this program does not know.
     *
     * @param entries the number of entries of an unknown type
     * @param fields the number of unknown fields in all entries
     */
    default void unfamiliar(int entries, int fields) {}
}
