package dev.trashops.plan.model;

import java.time.Instant;

/**
 * An action failed and is not tried again before a time, unless the claim changes.
 *
 * @param readiness how the claim stands meanwhile
 * @param notBefore when it may be tried again
 * @param attempts how many failures in a row
 */
public record ActionBackoff(Readiness readiness, Instant notBefore, int attempts) {}
