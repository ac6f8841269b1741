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

    /** Whether both say the same, whenever they were begun. */
    default boolean isSame(ReadResult<T> other) {
        if (this instanceof Found<T> found) {
            return other instanceof Found<T> same && found.value().equals(same.value());
        }
        if (this instanceof Unreadable<T> failed) {
            return other instanceof Unreadable<T> same && failed.why().equals(same.why());
        }
        return other instanceof Absent<T>;
    }

    /** This one with the very value of an earlier one that says the same. */
    default ReadResult<T> orSame(ReadResult<T> earlier) {
        return this instanceof Found<T> && earlier instanceof Found<T> same && isSame(earlier)
                ? new Found<>(same.value(), begunAt())
                : this;
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
