package dev.trashops.plan.observe;

import java.time.Duration;
import java.time.Instant;

/**
 * A read that the planner requests.
 *
 * @param begunAfter a read begun at this time or later will do; while it lies in the future, the read is not due yet
 */
public record ReadRequest(ReadTarget read, Instant begunAfter) {
    /** How soon a read is repeated that proved too little or was not believed. */
    public static final Duration LOOK_AGAIN = Duration.ofSeconds(2);
}
