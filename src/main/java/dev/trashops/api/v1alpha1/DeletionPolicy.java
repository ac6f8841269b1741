package dev.trashops.api.v1alpha1;

/** What deleting the resource does in Roboflow. Nothing here can trash. */
public enum DeletionPolicy {
    /** Nothing. */
    Orphan,

    /** Brings the item back from the Trash before the resource goes. */
    Restore
}
