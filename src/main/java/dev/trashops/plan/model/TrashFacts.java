package dev.trashops.plan.model;

import java.time.Instant;
import java.util.Optional;

/**
 * What the Trash said of an item.
 *
 * @param deletedBy the uid of who trashed it
 * @param deletedByName the name of who trashed it, where it may be shown, and for as long as the Trash shows it
 * @param scheduledCleanupAt from when on it may be purged; the earlier one of item and project for a version that is in
 *     the Trash with its project
 * @param parentInTrash whether a version's project is in the Trash
 * @param cleanupDeleteImages whether the purge takes images too
 */
public record TrashFacts(
        Optional<Instant> deletedAt,
        Optional<String> deletedBy,
        Optional<String> deletedByName,
        Optional<Instant> scheduledCleanupAt,
        boolean parentInTrash,
        Optional<Boolean> cleanupDeleteImages) {

    public TrashFacts withoutName() {
        return new TrashFacts(
                deletedAt, deletedBy, Optional.empty(), scheduledCleanupAt, parentInTrash, cleanupDeleteImages);
    }
}
