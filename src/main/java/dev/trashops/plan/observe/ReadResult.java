package dev.trashops.plan.observe;

import dev.trashops.plan.model.Readiness;
import java.time.Instant;

/**
 * What came of one read of the inventory.
 *
 * @param <T> what was asked for
 */
public sealed interface ReadResult<T> {

    /** When the read was begun: what it says is true at that time or later. */
    Instant begunAt();

    /** It was read. */
    record Found<T>(T value, Instant begunAt) implements ReadResult<T> {}

    /** Roboflow says there is no such thing. */
    record Absent<T>(Instant begunAt) implements ReadResult<T> {}

    /**
     * It could not be read or understood, which proves nothing.
     *
     * @param why how a claim that depends on it stands
     */
    record Unreadable<T>(Readiness why, Instant begunAt) implements ReadResult<T> {}
}
