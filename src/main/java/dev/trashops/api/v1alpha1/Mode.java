package dev.trashops.api.v1alpha1;

/** Whether the operator acts on a policy's plan. */
public enum Mode {
    Enforce,

    Plan
}
