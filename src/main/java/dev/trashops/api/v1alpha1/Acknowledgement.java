package dev.trashops.api.v1alpha1;

/** What somebody must acknowledge before an item is trashed. */
public enum Acknowledgement {
    TrainedModel,

    RunningTraining,

    WorkflowReference,

    PublicProject
}
