package dev.trashops.api.v1alpha1;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Times of a status: whole seconds, so that what is read back equals what was written. */
final class Times {
    private Times() {}

    static @Nullable Instant wholeSeconds(@Nullable Instant time) {
        return time == null ? null : time.truncatedTo(ChronoUnit.SECONDS);
    }
}
