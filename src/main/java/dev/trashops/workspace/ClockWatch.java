package dev.trashops.workspace;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Notices that the clock was set. Instants that were remembered before mean nothing then: what was to be done in a minute
 * would be done in days, or a read seem to be newer than anything that comes.
 */
final class ClockWatch {
    /** What a clock may drift between two steps of a loop, however long one of them takes. */
    private static final Duration TOLERANCE = Duration.ofSeconds(10);

    private Optional<Instant> origin = Optional.empty();

    /** By how much the clock was set since the last call, negative for back; zero if it was not. */
    Duration setBy(Instant now, Duration elapsed) {
        Instant beginning = now.minus(elapsed);
        Duration by = origin.map(before -> Duration.between(before, beginning)).orElse(Duration.ZERO);
        origin = Optional.of(beginning);
        return by.abs().compareTo(TOLERANCE) > 0 ? by : Duration.ZERO;
    }
}
