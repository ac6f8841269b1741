package dev.trashops.api.v1alpha1;

/** Whether a person has to approve what a rule trashes. */
public enum Approval {
    /** Nothing goes before the policy names a plan that lists it. */
    Required,

    /** It goes by itself, within the limits. */
    Automatic
}
