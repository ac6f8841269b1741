package dev.trashops.api.v1alpha1;

/** The kinds of things a Roboflow Trash holds. */
public enum ItemType {
    /** A project with everything in it. */
    Project,

    /** One dataset version of a project. */
    Version,

    /** A workflow. */
    Workflow
}
