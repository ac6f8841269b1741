package dev.trashops.plan.model;

import java.time.Instant;

/** A person's approval of a plan: its trash actions may run until then. */
public record ApprovedPlan(String digest, Instant until) {
    public boolean hasEnded(Instant now) {
        return !now.isBefore(until);
    }
}
