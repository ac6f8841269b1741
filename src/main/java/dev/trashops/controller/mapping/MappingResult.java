package dev.trashops.controller.mapping;

import java.util.Optional;
import java.util.function.Supplier;

/** The result of mapping a resource: a valid value, or a refusal. */
public sealed interface MappingResult<T> {

    record Valid<T>(T value) implements MappingResult<T> {}

    /** The current schema would reject it; it comes from an older schema, or from a server that does not validate. */
    record Refused<T>(String message) implements MappingResult<T> {}

    static <T> MappingResult<T> of(Supplier<T> mapping) {
        try {
            return new Valid<>(mapping.get());
        } catch (FieldValidator.InvalidFieldException refused) {
            return new Refused<>(refused.sentence());
        }
    }

    default Optional<T> valid() {
        return this instanceof Valid<T> found ? Optional.of(found.value()) : Optional.empty();
    }

    /** A sentence that says what to write instead. */
    default Optional<String> refusal() {
        return this instanceof Refused<T> refused ? Optional.of(refused.message()) : Optional.empty();
    }
}
