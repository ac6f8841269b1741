package dev.trashops.api.v1alpha1;

/** The outcome of an action. */
public enum Outcome {
    Started,

    Done,

    Failed,

    Reverted
}
