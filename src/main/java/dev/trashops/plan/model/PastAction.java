package dev.trashops.plan.model;

import java.time.Instant;

/**
 * One line of a policy's history.
 *
 * @param cause the claim or rule that asked for it
 */
public record PastAction(Instant at, ActionKind kind, String item, LastAction.Outcome outcome, String cause) {
    public static final int REMEMBERED = 20;
}
