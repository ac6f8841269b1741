package dev.trashops.plan.observe;

/** Something that can be read from Roboflow. */
public sealed interface ReadTarget {

    /** The Trash. */
    record Trash() implements ReadTarget {}

    /** The projects of the workspace. */
    record Projects() implements ReadTarget {}

    /** The workflows of the workspace. */
    record Workflows() implements ReadTarget {}

    /** One project with its versions. */
    record Project(String slug) implements ReadTarget {}

    /** One version in full. */
    record Version(String project, int number) implements ReadTarget {}

    /** The training runs of one version. */
    record Trainings(String project, int version) implements ReadTarget {}

    /** The specification of one workflow. */
    record Workflow(String slug) implements ReadTarget {}
}
