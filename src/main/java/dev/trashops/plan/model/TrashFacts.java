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
 * @param cleanupEstimated whether the date is only likely, since Roboflow does not tell it
 */
public record TrashFacts(
        Optional<Instant> deletedAt,
        Optional<String> deletedBy,
        Optional<String> deletedByName,
        Optional<Instant> scheduledCleanupAt,
        boolean parentInTrash,
        Optional<Boolean> cleanupDeleteImages,
        boolean cleanupEstimated) {

    /** With a date that Roboflow told, or none. */
    public TrashFacts(
            Optional<Instant> deletedAt,
            Optional<String> deletedBy,
            Optional<String> deletedByName,
            Optional<Instant> scheduledCleanupAt,
            boolean parentInTrash,
            Optional<Boolean> cleanupDeleteImages) {
        this(deletedAt, deletedBy, deletedByName, scheduledCleanupAt, parentInTrash, cleanupDeleteImages, false);
    }

    public TrashFacts withoutName() {
        return new TrashFacts(
                deletedAt,
                deletedBy,
                Optional.empty(),
                scheduledCleanupAt,
                parentInTrash,
                cleanupDeleteImages,
                cleanupEstimated);
    }

    /**
     * The same; a likely date does not move away just because the operator was restarted and began to count anew.
     *
     * @param undated whether an entry that counts still tells no date at all
     */
    public TrashFacts after(Optional<TrashFacts> before, boolean undated) {
        return before.filter(known -> undated && known.cleanupEstimated)
                .filter(known -> known.deletedAt.isEmpty() || deletedAt.isEmpty() || isOfTheSame(known))
                .filter(this::isCleanedUpAfter)
                .map(this::asBefore)
                .orElse(this);
    }

    private boolean isCleanedUpAfter(TrashFacts known) {
        return scheduledCleanupAt
                .flatMap(date -> known.scheduledCleanupAt.filter(date::isAfter))
                .isPresent();
    }

    private boolean isOfTheSame(TrashFacts known) {
        return known.deletedAt.equals(deletedAt);
    }

    /** Who trashed it when belongs to that date. */
    private TrashFacts asBefore(TrashFacts known) {
        return new TrashFacts(
                known.deletedAt,
                isOfTheSame(known) ? deletedBy : known.deletedBy,
                isOfTheSame(known) ? deletedByName : Optional.empty(),
                known.scheduledCleanupAt,
                parentInTrash,
                cleanupDeleteImages,
                true);
    }
}
