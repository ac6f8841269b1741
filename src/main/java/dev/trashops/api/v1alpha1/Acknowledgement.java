package dev.trashops.api.v1alpha1;

/** What a person has to have seen before an item goes to the Trash. */
public enum Acknowledgement {
    /** There is a trained model, and trashing stops serving it. */
    TrainedModel,

    /** A training or a generation is running, and trashing cancels it. */
    RunningTraining
}
