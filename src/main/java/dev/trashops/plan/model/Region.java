package dev.trashops.plan.model;

/** Where Roboflow keeps a workspace. Each region has accounts and keys of its own, which the other does not know. */
public enum Region {
    US,
    EU;

    /** Roboflow as messages call it: plainly in the US, where all workspaces used to be. */
    public String roboflow() {
        return "Roboflow" + suffix();
    }

    /** What follows a thing of Roboflow in messages, with a blank before it; nothing in the US. */
    public String suffix() {
        return this == US ? "" : " in region " + this;
    }
}
