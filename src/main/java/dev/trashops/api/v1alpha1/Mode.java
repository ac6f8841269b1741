package dev.trashops.api.v1alpha1;

/** Whether the operator acts on a policy's plan. */
public enum Mode {
    /** Plan and act. */
    Enforce,

    /** Plan and publish the plan, but change nothing in Roboflow. */
    Plan
}
