package dev.trashops.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

/**
 * What one run of the operator cost.
 *
 * @param untilFirstStatus from the start of the process until its first status was seen by somebody who watches
 * @param processorTime what all its threads had used by then
 * @param residentMiB the memory it holds at rest
 * @param peakMiB the most it ever held
 */
record Footprint(Duration untilFirstStatus, Duration processorTime, long residentMiB, long peakMiB) {
    private static final int USER_TIME = 11;
    private static final int SYSTEM_TIME = 12;
    private static final int TICK_MILLIS = 10;

    /** What the threads of a process have used up to now. */
    static Duration processorTime(long pid) throws IOException {
        String line = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
        String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
        return Duration.ofMillis(
                TICK_MILLIS * (Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[SYSTEM_TIME])));
    }

    /** A figure of a process's memory, such as {@code VmRSS}. */
    static long memoryMiB(long pid, String figure) throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                .filter(line -> line.startsWith(figure + ":"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
                .findFirst()
                .orElseThrow();
    }

    /** The middle one of a figure. */
    static <T extends Comparable<T>> T median(List<Footprint> runs, Function<Footprint, T> figure) {
        return runs.stream()
                .map(figure)
                .sorted()
                .skip(runs.size() / 2)
                .findFirst()
                .orElseThrow();
    }

    /** The longest start. */
    static Duration longest(List<Footprint> runs) {
        return Collections.max(runs.stream().map(Footprint::untilFirstStatus).toList());
    }
}
