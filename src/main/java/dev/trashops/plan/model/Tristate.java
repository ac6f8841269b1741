package dev.trashops.plan.model;

import java.util.Collection;

/** An answer to a yes-or-no question that may not have been readable. */
public enum Tristate {
    YES,
    NO,
    UNKNOWN;

    /** Whether any is yes; no only if all are. */
    public static Tristate anyOf(Collection<Tristate> answers) {
        if (answers.contains(YES)) {
            return YES;
        }
        return answers.contains(UNKNOWN) ? UNKNOWN : NO;
    }
}
