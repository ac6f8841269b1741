package dev.trashops.plan.model;

/** Whether a policy acts. */
public enum Mode {
    /** Plan and act. */
    ENFORCE,
    /** Plan and publish, change nothing in Roboflow. */
    PLAN
}
