package dev.trashops.plan.model;

/**
 * How a claim or policy stands: in order, going on by itself, or waiting for a person.
 *
 * @param kind which of the three
 * @param reason one of the closed list
 * @param message a sentence for a person: what is wrong and what to do, without counters, durations or clock readings,
 *     so that an unchanged situation is an unchanged status
 */
public record Readiness(Kind kind, Reason reason, String message) {

    /** The three ways to stand; each maps to one shape of the Ready, Reconciling and Stalled conditions. */
    public enum Kind {
        /** Ready=True. */
        READY,
        /** Ready=False and Reconciling=True: it goes on by itself. */
        RECONCILING,
        /** Ready=False and Stalled=True: a person has to do something. */
        STALLED
    }

    /** In order. */
    public static Readiness ready(Reason reason, String message) {
        return new Readiness(Kind.READY, reason, message);
    }

    /** Goes on by itself. */
    public static Readiness reconciling(Reason reason, String message) {
        return new Readiness(Kind.RECONCILING, reason, message);
    }

    /** Waits for a person. */
    public static Readiness stalled(Reason reason, String message) {
        return new Readiness(Kind.STALLED, reason, message);
    }

    /** Whether this is {@link Kind#READY}. */
    public boolean isReady() {
        return kind == Kind.READY;
    }

    /** Whether this is {@link Kind#STALLED}. */
    public boolean isStalled() {
        return kind == Kind.STALLED;
    }
}
