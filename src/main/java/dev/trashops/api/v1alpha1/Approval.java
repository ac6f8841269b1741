package dev.trashops.api.v1alpha1;

/** Whether what a rule trashes needs approval. */
public enum Approval {
    /** Nothing is trashed until the policy names a plan that lists it. */
    Required,

    /** Trashed without approval, within the limits. */
    Automatic
}
