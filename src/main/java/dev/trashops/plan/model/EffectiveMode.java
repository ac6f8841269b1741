package dev.trashops.plan.model;

/** What the operator does for a policy at present: as its spec asks, or less. */
public enum EffectiveMode {
    ENFORCE("Enforce"),
    /** The policy's mode. */
    PLAN("Plan"),
    SUSPENDED("Suspended"),
    /** Whoever runs the operator lets it restore only. */
    RESTORE("Restore (operator)"),
    /** Whoever runs the operator lets it change nothing. */
    OBSERVE("Observe (operator)");

    private final String text;

    EffectiveMode(String text) {
        this.text = text;
    }

    /** As a person reads it in a column. */
    public String text() {
        return text;
    }
}
