package dev.trashops.plan.observe;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A read that the planner requests.
 *
 * @param begunAfter a read begun at this time or later will do; while it lies in the future, the read is not due yet
 * @param maxAge how old it may become, if that matters
 */
public record ReadRequest(ReadTarget read, Instant begunAfter, Optional<Duration> maxAge) {
    /** How soon a read is repeated that proved too little or was not believed. */
    public static final Duration LOOK_AGAIN = Duration.ofSeconds(2);

    static ReadRequest begunAfter(ReadTarget read, Instant time) {
        return new ReadRequest(read, time, Optional.empty());
    }

    static ReadRequest within(ReadTarget read, Duration age) {
        return new ReadRequest(read, Instant.MIN, Optional.of(age));
    }

    /** Whether it asks for a read that is no older than that. */
    boolean isWithin(Duration age) {
        return maxAge.isPresent() && maxAge.get().compareTo(age) <= 0;
    }

    /** Both requests for the same read. */
    ReadRequest and(ReadRequest other) {
        return new ReadRequest(
                read,
                begunAfter.isAfter(other.begunAfter) ? begunAfter : other.begunAfter,
                Stream.concat(maxAge.stream(), other.maxAge.stream()).min(Comparator.naturalOrder()));
    }

    /** When it is due, given when the last such read was begun; {@link Instant#MAX} if never. */
    public Instant dueAt(Instant begun) {
        if (begun.equals(Instant.MIN)) {
            return maxAge.isPresent() ? Instant.MIN : begunAfter;
        }
        Instant newer = begun.isBefore(begunAfter) ? begunAfter : Instant.MAX;
        Instant again = maxAge.map(begun::plus).orElse(Instant.MAX);
        return newer.isBefore(again) ? newer : again;
    }
}
