package dev.trashops.plan.model;

/** What to do when somebody changes an item after it had reached its desired state. */
public enum DriftPolicy {
    /** Bring it back. */
    CORRECT,
    /** Say so and leave it alone. */
    REPORT
}
