package dev.trashops.plan.model;

/** Whether what a rule trashes has to be approved first. */
public enum Approval {
    /** Only what an approved plan lists is trashed. */
    REQUIRED,
    /** Trashed within the limits. */
    AUTOMATIC
}
