package dev.trashops.plan.model;

import java.time.Instant;

/**
 * One line of a policy's history.
 *
 * @param at when the action was begun
 * @param kind what was done
 * @param item to what
 * @param outcome how it ended
 * @param cause the claim or rule that asked for it
 */
public record PastAction(Instant at, ActionKind kind, String item, LastAction.Outcome outcome, String cause) {
    /** How many of them a policy shows. */
    public static final int REMEMBERED = 20;
}
