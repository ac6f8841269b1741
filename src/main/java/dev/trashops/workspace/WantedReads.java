package dev.trashops.workspace;

import dev.trashops.plan.observe.ReadRequest;
import dev.trashops.plan.observe.ReadTarget;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** The reads that a plan asks for, and when each is due. */
record WantedReads(List<ReadRequest> all, ObservationCache observations) {
    private Instant dueAt(ReadRequest request) {
        return request.dueAt(observations.begunAt(request.read()));
    }

    private boolean isDue(ReadRequest request, Instant now) {
        return !dueAt(request).isAfter(now);
    }

    private static boolean isListing(ReadRequest request) {
        return request.read() instanceof ReadTarget.Trash;
    }

    boolean isListingDue(Instant now) {
        return all.stream().anyMatch(request -> isListing(request) && isDue(request, now));
    }

    /** Those of the inventory that are due. */
    Stream<ReadRequest> due(Instant now) {
        return all.stream().filter(request -> !isListing(request) && isDue(request, now));
    }

    /** When each is due; some times may have passed. */
    Stream<Instant> times() {
        return all.stream().map(this::dueAt);
    }
}
