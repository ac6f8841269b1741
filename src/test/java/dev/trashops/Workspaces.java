package dev.trashops;

import dev.trashops.plan.model.Region;
import dev.trashops.plan.model.WorkspaceId;

/** Workspaces by their slugs. */
public final class Workspaces {
    private Workspaces() {}

    public static WorkspaceId us(String slug) {
        return new WorkspaceId(Region.US, slug);
    }

    public static WorkspaceId eu(String slug) {
        return new WorkspaceId(Region.EU, slug);
    }
}
