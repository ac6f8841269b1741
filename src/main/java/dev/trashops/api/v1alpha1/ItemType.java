package dev.trashops.api.v1alpha1;

/** The types of items in a Roboflow Trash. */
public enum ItemType {
    Project,

    Version,

    Workflow,

    Training
}
