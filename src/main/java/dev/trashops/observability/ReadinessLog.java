package dev.trashops.observability;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What to log of something that is in order or not: each change at once, and now and then that it is still not in order.
 * Of something that keeps changing it says so, and after that only what is news until it has settled: there is no line for
 * each try.
 */
final class ReadinessLog {
    /** So many lines within that time are enough. */
    private static final int MOST = 4;

    private static final Duration WINDOW = Duration.ofMinutes(10);
    private static final Duration FIRST_REMINDER = Duration.ofMinutes(10);
    private static final Duration REMINDER = Duration.ofHours(1);

    /** When the last lines were said. */
    private final Deque<Duration> lines = new ArrayDeque<>();

    /** What was said to be amiss since it was last in order for long. */
    private final Set<String> reasons = new HashSet<>();

    private Optional<Reading> current = Optional.empty();
    private Optional<Reading> said = Optional.empty();
    private Duration saidAt = Duration.ZERO;
    private Duration changedAt = Duration.ZERO;
    private Duration badSince = Duration.ZERO;
    private Duration reminder = FIRST_REMINDER;
    /** Present while it keeps changing. */
    private Optional<Duration> unsteadySince = Optional.empty();

    private int changes;
    /** Whether the last line was the first about what is amiss now. */
    private boolean newlySaid;

    /** How something is, with the reason and message of what is amiss. */
    record Reading(boolean good, String reason, String message) {
        static final Reading GOOD = new Reading(true, "", "");

        static Reading bad(String reason, String message) {
            return new Reading(false, reason, message);
        }
    }

    /** What a line is about. */
    enum Kind {
        /** In order, for the first time. */
        GOOD,
        /** Not in order, or for another reason than before. */
        BAD,
        /** In order again. */
        RECOVERED,
        /** Not in order, as before. */
        STILL_BAD,
        UNSTEADY,
        /** It no longer keeps changing. */
        SETTLED
    }

    /**
     * A line to log.
     *
     * @param now how it is
     * @param before how it was when the last line was said
     * @param lasted for how long it was not in order, or kept changing
     * @param changes how often it has changed in that time
     */
    record Line(Kind kind, Reading now, Optional<Reading> before, Duration lasted, int changes) {}

    /** It is so at that time. */
    Optional<Line> shows(Reading now, Duration at) {
        if (current.equals(Optional.of(now))) {
            return passes(at);
        }
        if (!now.good() && current.map(Reading::good).orElse(true)) {
            badSince = at;
        }
        current = Optional.of(now);
        changedAt = at;
        changes++;
        if (unsteadySince.isPresent()) {
            return isNews(now) ? Optional.of(line(kind(now), at)) : passes(at);
        }
        while (!lines.isEmpty() && at.minus(lines.peek()).compareTo(WINDOW) > 0) {
            lines.remove();
        }
        if (lines.isEmpty()) {
            reasons.clear();
        }
        if (lines.size() < MOST || isNews(now)) {
            return Optional.of(line(kind(now), at));
        }
        unsteadySince = Optional.of(lines.element());
        changes = MOST + 1;
        return Optional.of(line(Kind.UNSTEADY, at));
    }

    /** Nothing else was noticed at that time. */
    Optional<Line> passes(Duration at) {
        Duration silence = at.minus(saidAt);
        if (unsteadySince.isPresent()) {
            boolean settled = at.minus(changedAt).compareTo(WINDOW) >= 0;
            boolean due = silence.compareTo(REMINDER) >= 0;
            return settled || due ? Optional.of(line(settled ? Kind.SETTLED : Kind.UNSTEADY, at)) : Optional.empty();
        }
        boolean bad = current.filter(known -> !known.good()).isPresent();
        return bad && silence.compareTo(reminder) >= 0 ? Optional.of(line(Kind.STILL_BAD, at)) : Optional.empty();
    }

    /** While it keeps changing: what was not amiss before, and that this is over. */
    private boolean isNews(Reading now) {
        return now.good() ? newlySaid : !reasons.contains(now.reason());
    }

    private Kind kind(Reading now) {
        if (!now.good()) {
            return Kind.BAD;
        }
        return said.isPresent() ? Kind.RECOVERED : Kind.GOOD;
    }

    private Line line(Kind kind, Duration at) {
        boolean unsteady = kind == Kind.UNSTEADY || kind == Kind.SETTLED;
        Duration since = unsteady ? unsteadySince.orElseThrow() : badSince;
        Line line = new Line(kind, current.orElseThrow(), said, at.minus(since), changes);
        reminder = kind == Kind.STILL_BAD ? REMINDER : FIRST_REMINDER;
        newlySaid = !line.now().good() && reasons.add(line.now().reason());
        said = current;
        saidAt = at;
        lines.add(at);
        if (lines.size() > MOST) {
            lines.remove();
        }
        if (kind == Kind.SETTLED) {
            unsteadySince = Optional.empty();
            lines.clear();
            reasons.clear();
        }
        return line;
    }
}
