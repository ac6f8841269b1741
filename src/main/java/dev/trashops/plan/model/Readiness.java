package dev.trashops.plan.model;

/**
 * Whether a claim or policy is in order, goes on by itself, or waits for a person.
 *
 * @param message a sentence for a person: what is wrong and what to do, without counters, durations or clock readings,
 *     so that an unchanged situation is an unchanged status
 */
public record Readiness(Kind kind, Reason reason, String message) {

    /** Each maps to one shape of the Ready, Reconciling and Stalled conditions. */
    public enum Kind {
        /** Ready=True. */
        READY,
        /** Ready=False and Reconciling=True: it goes on by itself. */
        RECONCILING,
        /** Ready=False and Stalled=True: a person has to do something. */
        STALLED
    }

    public static Readiness ready(Reason reason, String message) {
        return new Readiness(Kind.READY, reason, message);
    }

    public static Readiness reconciling(Reason reason, String message) {
        return new Readiness(Kind.RECONCILING, reason, message);
    }

    public static Readiness stalled(Reason reason, String message) {
        return new Readiness(Kind.STALLED, reason, message);
    }

    public boolean isReady() {
        return kind == Kind.READY;
    }

    public boolean isStalled() {
        return kind == Kind.STALLED;
    }
}
