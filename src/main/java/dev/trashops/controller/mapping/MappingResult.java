package dev.trashops.controller.mapping;

import java.util.Optional;

/** What came of reading a resource: a value the loop can work with, or a refusal. */
public sealed interface MappingResult<T> {

    /** It can be worked with. */
    record Valid<T>(T value) implements MappingResult<T> {}

    /**
     * The schema would refuse it today; it comes from a server that does not check, or from an older schema.
     *
     * @param message a sentence that says what to write instead
     */
    record Refused<T>(String message) implements MappingResult<T> {}

    /** The value, or nothing if refused. */
    default Optional<T> valid() {
        return this instanceof Valid<T> found ? Optional.of(found.value()) : Optional.empty();
    }

    /** The sentence that says what to write instead, or nothing if valid. */
    default Optional<String> refusal() {
        return this instanceof Refused<T> refused ? Optional.of(refused.message()) : Optional.empty();
    }
}
