package dev.trashops.api.v1alpha1;

/** The three values of a condition. */
public enum ConditionStatus {
    True,

    False,

    Unknown
}
