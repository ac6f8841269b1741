package dev.trashops.plan.model;

/** An answer to a yes-or-no question that may not have been readable. */
public enum Tristate {
    YES,
    NO,
    UNKNOWN
}
