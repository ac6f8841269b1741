package dev.trashops.sandbox.workspace;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * An item that was moved to Trash in its own right: a project with the versions that were active in it, a version, a workflow
 * or a training.
 *
 * @param parentId the internal id of the project it belongs to, active or in Trash; empty for projects and workflows
 * @param parentSlug the slug that project had when the item was moved; empty like {@code parentId}
 * @param cleanupDeleteImages whether the cleanup destroys the images of the project too; false for other items
 */
public record TrashEntry(
        Item item,
        Optional<String> parentId,
        Optional<String> parentSlug,
        boolean cleanupDeleteImages,
        Trashing trashing) {
    /** How long the Trash keeps an item. */
    public static final Duration RETENTION = Duration.ofDays(30);

    /** An entry of something that belongs to no project. */
    public static TrashEntry ofWhole(Item item, boolean cleanupDeleteImages, Trashing trashing) {
        return new TrashEntry(item, Optional.empty(), Optional.empty(), cleanupDeleteImages, trashing);
    }

    /** An entry of something that belongs to a project. */
    public static TrashEntry ofPart(Item item, Item.Project parent, Trashing trashing) {
        return new TrashEntry(item, Optional.of(parent.id()), Optional.of(parent.slug()), false, trashing);
    }

    /**
     * When, until when and by whom. The components have the names of the seed format.
     *
     * @param scheduledCleanupAt from when on it may be destroyed
     * @param deletedBy uid of the person; empty when an API key did it
     */
    public record Trashing(
            Instant deletedAt, Instant scheduledCleanupAt, Optional<String> deletedBy, Optional<String> deletedByName) {
        public static Trashing at(Instant now, Optional<String> by, Optional<String> byName) {
            return new Trashing(now, now.plus(RETENTION), by, byName);
        }
    }
}
