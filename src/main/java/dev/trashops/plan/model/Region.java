package dev.trashops.plan.model;

/** Where Roboflow keeps a workspace. Each region has accounts and keys of its own, which the other does not know. */
public enum Region {
    US,
    EU
}
