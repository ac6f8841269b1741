package dev.trashops.plan.model;

import java.time.Instant;

/**
 * A person's word that the trash actions of one plan may run.
 *
 * @param digest the digest of the plan, see {@link TrashPlan}
 * @param until when the word ends
 */
public record ApprovedPlan(String digest, Instant until) {
    /** Whether the word has ended by then. */
    public boolean hasEnded(Instant now) {
        return !now.isBefore(until);
    }
}
