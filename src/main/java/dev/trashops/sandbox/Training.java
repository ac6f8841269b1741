package dev.trashops.sandbox;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A training job of a version.
 *
 * @param id opaque
 * @param status one of {@link #STATUSES}
 * @param end when it came to rest; empty while under way
 */
record Training(String id, String status, Instant start, Optional<Instant> end) {
    static final List<String> STATUSES = List.of("queued", "running", "finished", "failed", "cancelled");

    boolean finished() {
        return status.equals("finished");
    }

    boolean underWay() {
        return status.equals("queued") || status.equals("running");
    }

    Training cancelledAt(Instant now) {
        return underWay() ? new Training(id, "cancelled", start, Optional.of(now)) : this;
    }
}
