package dev.trashops.plan.model;

import java.time.Instant;
import java.util.Optional;

/**
 * What distinguishes an item from a namesake, as far as it has been seen.
 *
 * @param id the internal id of a project, workflow or training; for a version its number as text
 * @param parentId the internal id of the project that a version or training belongs to
 * @param createdAt when the item was created, whole seconds
 */
public record ItemIdentity(
        WorkspaceId workspace,
        Optional<String> id,
        Optional<String> parentId,
        Optional<String> name,
        Optional<String> url,
        Optional<String> parentUrl,
        Optional<Instant> createdAt) {

    /** The internal id of an item of that type, for a version that of its project, as far as it was seen. */
    public Optional<InternalId> internalId(ItemType type) {
        return (type == ItemType.VERSION ? parentId : id).map(InternalId::new);
    }

    /** The slug that an item of that type had when it was last seen, for versions and trainings that of their project. */
    public Optional<String> slug(ItemType type) {
        return type == ItemType.PROJECT || type == ItemType.WORKFLOW ? url : parentUrl;
    }

    /** Whether what both tell of its names, or of its project's, differs. */
    public boolean isRenamed(ItemIdentity before) {
        return differ(before.url, url) || differ(before.parentUrl, parentUrl);
    }

    private static boolean differ(Optional<String> before, Optional<String> now) {
        return before.isPresent() && now.isPresent() && !before.equals(now);
    }
}
