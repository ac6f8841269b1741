package dev.trashops.plan;

/** Something that can be read from Roboflow. */
public sealed interface Read {

    /** The Trash. */
    record Trash() implements Read {}

    /** The projects of the workspace. */
    record Projects() implements Read {}

    /** The workflows of the workspace. */
    record Workflows() implements Read {}

    /** One project with its versions. */
    record Project(String slug) implements Read {}

    /** One version in full. */
    record Version(String project, int number) implements Read {}
}
