package dev.trashops.api.v1alpha1;

/** Whether what a rule trashes needs approval. */
public enum Approval {
    Required,

    Automatic
}
