package dev.trashops.plan.model;

/** A workspace of Roboflow. A slug alone does not name one: each region has its own. */
public record WorkspaceId(Region region, String slug) {

    /** As people call it: by the slug alone in the US, where all workspaces used to be. No slug looks like the other form. */
    @Override
    public String toString() {
        return region == Region.US ? slug : slug + " (" + region + ")";
    }

    @Override
    public boolean equals(Object other) {
        return this == other || (other instanceof WorkspaceId that && region == that.region && slug.equals(that.slug));
    }

    @Override
    public int hashCode() {
        return slug.hashCode();
    }
}
