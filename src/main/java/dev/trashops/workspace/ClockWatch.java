package dev.trashops.workspace;

import dev.trashops.workspace.port.Uptime;
import java.time.Clock;
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

    /** Clock and uptime that were read further apart, since the process was held up, cannot be compared. */
    private static final Duration TOGETHER = Duration.ofSeconds(1);

    /** The longest time between two steps of an operator that is awake, with slow answers in between. */
    private static final Duration ASLEEP = Duration.ofMinutes(5);

    private final Clock clock;
    private final Uptime uptime;
    private Optional<Instant> origin = Optional.empty();
    private Optional<Instant> readAt = Optional.empty();

    ClockWatch(Clock clock, Uptime uptime) {
        this.clock = clock;
        this.uptime = uptime;
    }

    /**
     * What the clock shows.
     *
     * @param setBy by how much it was set since the last reading, negative for back; zero if it was not, or if only the next
     *     reading can tell
     * @param overslept whether so much time has passed since the last reading that the process must have been frozen, and has yet to
     *     hear of what happened meanwhile
     */
    record Reading(Instant now, Duration setBy, boolean overslept) {}

    Reading read() {
        Duration before = uptime.elapsed();
        Instant now = clock.instant();
        boolean together = uptime.elapsed().minus(before).compareTo(TOGETHER) <= 0;
        boolean overslept = readAt.filter(at -> Duration.between(at, now).compareTo(ASLEEP) > 0)
                .isPresent();
        readAt = Optional.of(now);
        return new Reading(now, together ? setBy(now.minus(before)) : Duration.ZERO, overslept);
    }

    private Duration setBy(Instant beginning) {
        Duration by = origin.map(before -> Duration.between(before, beginning)).orElse(Duration.ZERO);
        origin = Optional.of(beginning);
        return by.abs().compareTo(TOLERANCE) > 0 ? by : Duration.ZERO;
    }
}
