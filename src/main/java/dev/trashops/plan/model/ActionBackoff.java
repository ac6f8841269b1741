package dev.trashops.plan.model;

import java.time.Instant;

/**
 * An action failed and is not tried again before {@code notBefore}, unless the claim changes.
 *
 * @param readiness what the claim shows meanwhile
 * @param attempts how many failures in a row
 */
public record ActionBackoff(Readiness readiness, Instant notBefore, int attempts) {}
