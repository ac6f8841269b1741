package dev.trashops.plan.observe;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The reads that one plan asks for, in the order in which it first asked for each. */
public final class ReadRequests {
    private static final Duration RETRY_UNREADABLE = Duration.ofMinutes(1);
    /** What is read only to say what would be lost may be older: right before a DELETE it is read again. */
    private static final int RARELY = 12;

    private final ObservedWorkspace seen;
    private final Instant regular;
    private final Instant rare;
    private final Map<ReadTarget, Instant> wanted = new LinkedHashMap<>();

    /**
     * None yet.
     *
     * @param interval how old the inventory may grow
     */
    public ReadRequests(ObservedWorkspace seen, Duration interval) {
        this.seen = seen;
        this.regular = seen.now().minus(interval);
        this.rare = seen.now().minus(interval.multipliedBy(RARELY));
    }

    /** Requests a read begun at that time or later; of several such times the latest counts. */
    public void want(ReadTarget read, Instant begunAfter) {
        wanted.merge(read, begunAfter, (one, other) -> one.isAfter(other) ? one : other);
    }

    /** Requests that a part of the inventory be no older than the inventory may grow. */
    public void wantRegularly(ReadTarget read) {
        want(read, isUnreadable(read) ? retry() : regular);
    }

    /** Requests a part of the inventory that may be much older. */
    public void wantRarely(ReadTarget read) {
        want(read, isUnreadable(read) ? retry() : rare);
    }

    private Instant retry() {
        Instant retry = seen.now().minus(RETRY_UNREADABLE);
        return retry.isAfter(regular) ? retry : regular;
    }

    private boolean isUnreadable(ReadTarget read) {
        return last(read)
                .filter(result -> result instanceof ReadResult.Unreadable<?>)
                .isPresent();
    }

    private Optional<? extends ReadResult<?>> last(ReadTarget read) {
        if (read instanceof ReadTarget.Projects) {
            return seen.projects();
        }
        if (read instanceof ReadTarget.Workflows) {
            return seen.workflows();
        }
        if (read instanceof ReadTarget.Project project) {
            return seen.contents(project.slug());
        }
        return read instanceof ReadTarget.Version version
                ? seen.version(version.project(), version.number())
                : Optional.empty();
    }

    /** All of them. */
    public List<ReadRequest> all() {
        return wanted.entrySet().stream()
                .map(entry -> new ReadRequest(entry.getKey(), entry.getValue()))
                .toList();
    }
}
