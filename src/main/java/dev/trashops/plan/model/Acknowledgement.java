package dev.trashops.plan.model;

/** What is lost for good when an item is trashed, and that a claim has to name before it is. */
public enum Acknowledgement {
    /** A trained model: it stops being served. */
    TRAINED_MODEL,
    /** A training or generation under way: it is cancelled and does not resume. */
    RUNNING_TRAINING,
    /** A workflow that uses a model: it fails. */
    WORKFLOW_REFERENCE,
    /** A project on Roboflow Universe: others lose what they use of it. */
    PUBLIC_PROJECT
}
