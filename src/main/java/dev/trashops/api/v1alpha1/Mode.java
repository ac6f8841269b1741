package dev.trashops.api.v1alpha1;

/** How much a policy lets the operator do. */
public enum Mode {
    /** Plan and act. */
    Enforce,

    /** Plan and publish the plan, but change nothing in Roboflow. */
    Plan
}
