package dev.trashops.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The reads that one plan asks for, in the order in which it first asked for each. */
final class ReadRequests {
    private static final Duration RETRY_UNREADABLE = Duration.ofMinutes(1);
    /** What is read only to say what would be lost may be older: right before a DELETE it is read again. */
    private static final int RARELY = 12;

    private final ObservedWorkspace seen;
    private final Instant regular;
    private final Instant rare;
    private final Map<Read, Instant> wanted = new LinkedHashMap<>();

    /** @param interval how old the inventory may grow */
    ReadRequests(ObservedWorkspace seen, Duration interval) {
        this.seen = seen;
        this.regular = seen.now().minus(interval);
        this.rare = seen.now().minus(interval.multipliedBy(RARELY));
    }

    /** Requests a read begun at that time or later; of several such times the latest counts. */
    void want(Read read, Instant begunAfter) {
        wanted.merge(read, begunAfter, (one, other) -> one.isAfter(other) ? one : other);
    }

    /** Requests that a part of the inventory be no older than the inventory may grow. */
    void wantRegularly(Read read) {
        want(read, isUnreadable(read) ? retry() : regular);
    }

    /** Requests a part of the inventory that may be much older. */
    void wantRarely(Read read) {
        want(read, isUnreadable(read) ? retry() : rare);
    }

    private Instant retry() {
        Instant retry = seen.now().minus(RETRY_UNREADABLE);
        return retry.isAfter(regular) ? retry : regular;
    }

    private boolean isUnreadable(Read read) {
        return last(read)
                .filter(result -> result instanceof ReadResult.Unreadable<?>)
                .isPresent();
    }

    private Optional<? extends ReadResult<?>> last(Read read) {
        if (read instanceof Read.Projects) {
            return seen.projects();
        }
        if (read instanceof Read.Workflows) {
            return seen.workflows();
        }
        if (read instanceof Read.Project project) {
            return seen.contents(project.slug());
        }
        return read instanceof Read.Version version
                ? seen.version(version.project(), version.number())
                : Optional.empty();
    }

    /** All of them. */
    List<ReadNeed> all() {
        return wanted.entrySet().stream()
                .map(entry -> new ReadNeed(entry.getKey(), entry.getValue()))
                .toList();
    }
}
