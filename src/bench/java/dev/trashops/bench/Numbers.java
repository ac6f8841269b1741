package dev.trashops.bench;

import java.time.Duration;
import java.util.List;

/** Figures as the table shows them. */
final class Numbers {
    private Numbers() {}

    static String seconds(Duration duration) {
        double seconds = duration.toMillis() / 1e3;
        return (seconds < 10 ? "%.2f s" : "%.1f s").formatted(seconds);
    }

    /** The value below which that part of all lies. */
    static Duration percentile(List<Duration> all, double part) {
        List<Duration> sorted = all.stream().sorted().toList();
        int rank = (int) Math.ceil(part * sorted.size());
        return sorted.get(Math.max(0, rank - 1));
    }

    /** The middle one, and the slowest of a hundred. */
    static String spread(List<Duration> all) {
        return seconds(percentile(all, 0.5)) + " / " + seconds(percentile(all, 0.99));
    }
}
