package dev.trashops.api.v1alpha1;

/** The types of items in a Roboflow Trash. */
public enum ItemType {
    /** A project with everything in it. */
    Project,

    /** One dataset version of a project. */
    Version,

    /** A workflow. */
    Workflow
}
