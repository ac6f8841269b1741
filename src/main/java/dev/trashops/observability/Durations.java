package dev.trashops.observability;

import java.time.Duration;

/** Durations as people read them in a log line. */
final class Durations {
    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    private Durations() {}

    /** In the two largest units, such as {@code 2h 5m}. */
    static String text(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        if (seconds < MINUTE) {
            return seconds + "s";
        }
        if (seconds < HOUR) {
            return two(seconds, MINUTE, "m", 1, "s");
        }
        return seconds < DAY ? two(seconds, HOUR, "h", MINUTE, "m") : two(seconds, DAY, "d", HOUR, "h");
    }

    private static String two(long seconds, long large, String largeUnit, long small, String smallUnit) {
        long rest = seconds % large / small;
        return seconds / large + largeUnit + (rest == 0 ? "" : " " + rest + smallUnit);
    }
}
