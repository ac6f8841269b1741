package dev.trashops.api.v1alpha1;

/** What deleting the resource does in Roboflow. It never trashes anything. */
public enum DeletionPolicy {
    Orphan,

    Restore
}
