package dev.trashops.roboflow.http;

import java.time.Duration;

/** Somebody who counts requests. Called on the thread of the call; must neither block nor throw. */
public interface CallListener {
    /** Nobody. */
    CallListener NONE = (route, statusClass, duration) -> {};

    /**
     * A request was sent and is over.
     *
     * @param route the documented route, such as {@code DELETE /:workspace/:project}
     * @param statusClass {@code 2xx} to {@code 5xx}, or {@code none} where no complete answer came
     * @param duration from sending it to the end of the answer
     */
    void called(String route, String statusClass, Duration duration);

    /**
     * A Trash listing held something that this program does not know; it was kept.
     *
     * @param entries how many entries have an unknown type
     * @param fields how many fields, over all entries, are unknown
     */
    default void unfamiliar(int entries, int fields) {}
}
