package dev.trashops.plan.model;

/** The two changes that this program can make in Roboflow. */
public enum ActionKind {
    RESTORE,
    TRASH
}
