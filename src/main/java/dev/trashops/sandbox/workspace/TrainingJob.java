package dev.trashops.sandbox.workspace;

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
public record TrainingJob(String id, String status, Instant start, Optional<Instant> end) {
    public static final List<String> STATUSES = List.of("queued", "running", "finished", "failed", "cancelled");

    public boolean finished() {
        return status.equals("finished");
    }

    public boolean underWay() {
        return status.equals("queued") || status.equals("running");
    }

    TrainingJob cancelledAt(Instant now) {
        return underWay() ? new TrainingJob(id, "cancelled", start, Optional.of(now)) : this;
    }
}
