package dev.trashops.plan.observe;

import dev.trashops.plan.model.Readiness;
import java.time.Instant;
import java.util.Optional;

/**
 * The result of one read of the inventory.
 *
 * @param <T> what was asked for
 */
public sealed interface ReadResult<T> {

    /** When the read was begun: it shows the state at that time or later. */
    Instant begunAt();

    /** What was read; empty for what is absent and for what could not be read alike, so it proves no absence. */
    default Optional<T> found() {
        return this instanceof Found<T> found ? Optional.of(found.value()) : Optional.empty();
    }

    /** It was read. */
    record Found<T>(T value, Instant begunAt) implements ReadResult<T> {}

    /** Roboflow says there is no such thing. */
    record Absent<T>(Instant begunAt) implements ReadResult<T> {}

    /**
     * It could not be read or understood, which proves nothing.
     *
     * @param why the readiness of a claim that depends on it
     */
    record Unreadable<T>(Readiness why, Instant begunAt) implements ReadResult<T> {}
}
