package dev.trashops.plan.model;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What keeps an item from its desired state until a person, or a fresh look, says otherwise. It is remembered as a value of
 * its own: readiness is written for people, and no decision may rest on its text.
 */
public enum Hold {
    LIMIT(Reason.LIMIT_EXCEEDED),
    APPROVAL(Reason.APPROVAL_REQUIRED),
    /** What would be lost: a model, what workflows do with it, or what others use of a public project. */
    MODEL(Reason.TRAINED_MODEL),
    FIGHT(Reason.DRIFT_FIGHT),
    CONFLICT(Reason.CONFLICT),
    PLAN_ONLY(Reason.PLAN_ONLY),
    /** Nothing is trashed in its workspace. */
    HALT(Reason.UNEXPECTED_ANSWER),
    /** Its policy does not exist, or is invalid: nothing was decided about it. */
    POLICY(Reason.POLICY_NOT_FOUND),
    /** Anything else that stalls it; the conditions say what. */
    OTHER(Reason.REJECTED);

    /** What is gone, or was never there, is not held: there is nothing left to do. */
    private static final Set<Reason> GONE = EnumSet.of(Reason.LOST, Reason.NOT_FOUND, Reason.PURGED);

    private static final Set<Reason> LOSSES = EnumSet.of(Reason.REFERENCED_BY_WORKFLOW, Reason.PUBLIC_PROJECT);

    private final Reason reason;

    Hold(Reason reason) {
        this.reason = reason;
    }

    /** The reason that is shown where nothing says more. */
    public Reason reason() {
        return reason;
    }

    /** What holds a claim that was decided to be in that readiness. */
    public static Optional<Hold> of(Readiness readiness) {
        return readiness.isStalled() && !GONE.contains(readiness.reason())
                ? Optional.of(of(readiness.reason()))
                : Optional.empty();
    }

    private static Hold of(Reason reason) {
        if (LOSSES.contains(reason)) {
            return MODEL;
        }
        return Stream.of(values())
                .filter(hold -> hold.reason == reason)
                .findFirst()
                .orElse(OTHER);
    }
}
