package dev.trashops.api.v1alpha1;

/** Where Roboflow keeps a workspace. */
public enum Region {
    US,

    EU
}
