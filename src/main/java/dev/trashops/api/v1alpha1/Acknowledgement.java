package dev.trashops.api.v1alpha1;

/** What somebody must acknowledge before an item is trashed. */
public enum Acknowledgement {
    /** The item has a trained model, which is no longer served once trashed. */
    TrainedModel,

    /** A training or version generation is running, which trashing cancels. */
    RunningTraining
}
