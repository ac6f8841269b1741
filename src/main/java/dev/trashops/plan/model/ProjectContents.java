package dev.trashops.plan.model;

import java.util.List;

/**
 * A project with its versions.
 *
 * @param versions every version that is not in the Trash
 */
public record ProjectContents(ActiveProject project, List<ActiveVersion> versions) {
    public ProjectContents {
        versions = List.copyOf(versions);
    }
}
