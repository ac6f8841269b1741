package dev.trashops.plan.observe;

import java.time.Duration;
import java.time.Instant;

/**
 * A read that the planner wants.
 *
 * @param read what to read
 * @param begunAfter a read begun at this time or later will do; it may lie in the future, then it is not yet due
 */
public record ReadRequest(ReadTarget read, Instant begunAfter) {
    /** How long after a read that proves too little, or is not believed, the same is read again. */
    public static final Duration LOOK_AGAIN = Duration.ofSeconds(2);
}
