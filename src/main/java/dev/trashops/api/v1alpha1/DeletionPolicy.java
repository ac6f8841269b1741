package dev.trashops.api.v1alpha1;

/** What deleting the resource does in Roboflow. It never trashes anything. */
public enum DeletionPolicy {
    /** Nothing. */
    Orphan,

    /** Restores the item from the Trash before the resource is deleted. */
    Restore
}
