package dev.trashops.plan.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One entry of a workspace's Trash listing. Entries of types this program does not know are kept.
 *
 * @param type what Roboflow calls it, normally {@code project}, {@code version}, {@code workflow} or
 *     {@code training}
 * @param id the internal id of a project, workflow or training, the number of a version as text
 * @param url the slug of a project or workflow
 * @param parentId the internal id of the project that a version or training belongs to
 * @param parentUrl the slug of that project
 * @param parentInTrash whether what a version or training belongs to is in the Trash too
 * @param scheduledCleanupAt from when on it may be purged
 * @param deletedBy the uid of who trashed it
 * @param deletedByName the name of who trashed it: a person's data, here only when it may be shown
 * @param cleanupDeleteImages whether the purge of a project takes its exclusive images too
 * @param version the number of the version that a training belongs to
 * @param cleanupEstimated whether {@code scheduledCleanupAt} is what Roboflow's rule of 30 days makes likely, since it tells no date
 */
public record TrashEntry(
        String type,
        String id,
        Optional<String> name,
        Optional<String> url,
        Optional<String> parentId,
        Optional<String> parentUrl,
        Optional<Boolean> parentInTrash,
        Optional<Instant> deletedAt,
        Optional<Instant> scheduledCleanupAt,
        Optional<String> deletedBy,
        Optional<String> deletedByName,
        Optional<Boolean> cleanupDeleteImages,
        Optional<Integer> version,
        boolean cleanupEstimated) {

    /** As Roboflow lists it. */
    public TrashEntry(
            String type,
            String id,
            Optional<String> name,
            Optional<String> url,
            Optional<String> parentId,
            Optional<String> parentUrl,
            Optional<Boolean> parentInTrash,
            Optional<Instant> deletedAt,
            Optional<Instant> scheduledCleanupAt,
            Optional<String> deletedBy,
            Optional<String> deletedByName,
            Optional<Boolean> cleanupDeleteImages,
            Optional<Integer> version) {
        this(
                type,
                id,
                name,
                url,
                parentId,
                parentUrl,
                parentInTrash,
                deletedAt,
                scheduledCleanupAt,
                deletedBy,
                deletedByName,
                cleanupDeleteImages,
                version,
                false);
    }

    /** The same with a likely date for its purge, if it tells none. */
    public TrashEntry withLikelyCleanup(Instant likely) {
        return scheduledCleanupAt.isPresent()
                ? this
                : new TrashEntry(
                        type,
                        id,
                        name,
                        url,
                        parentId,
                        parentUrl,
                        parentInTrash,
                        deletedAt,
                        Optional.of(likely),
                        deletedBy,
                        deletedByName,
                        cleanupDeleteImages,
                        version,
                        true);
    }

    /** The segments of {@code workspace/project/3}. */
    private static final int PATH = 3;

    /**
     * What makes an entry unique in its workspace: a version's id is only its number, so its parent belongs to it,
     * and nothing proves that no two versions have trainings of the same id.
     *
     * @param parentId the internal id of its project, for a training with the number of its version; empty text where there is
     *     none
     */
    public record Identity(String type, String parentId, String id) {
        @Override
        public boolean equals(Object other) {
            return this == other
                    || (other instanceof Identity that
                            && id.equals(that.id)
                            && parentId.equals(that.parentId)
                            && type.equals(that.type));
        }

        @Override
        public int hashCode() {
            return 31 * id.hashCode() + parentId.hashCode();
        }
    }

    /** The internal id of the item, for a version that of its project, where Roboflow says it. */
    public Optional<InternalId> internalId() {
        return is(ItemType.VERSION) ? parentId.map(InternalId::new) : Optional.of(new InternalId(id));
    }

    /** The internal id of the project that an entry is, or belongs to, where Roboflow says it. */
    public Optional<InternalId> projectId() {
        return is(ItemType.PROJECT) ? internalId() : parentId.map(InternalId::new);
    }

    /** What the entry is, where Roboflow says it. */
    public Optional<ItemId> itemId() {
        return ItemType.ofWireName(type)
                .flatMap(known -> internalId()
                        .flatMap(found -> known == ItemType.VERSION
                                ? number().map(number -> new ItemId(known, found, number))
                                : Optional.of(new ItemId(known, found, 0))));
    }

    /** The number of a version; its id may also be written {@code workspace/project/3}. */
    public Optional<Integer> number() {
        return VersionNumber.read(id);
    }

    /** The slug of the project that a version belongs to, where the entry says it. */
    public Optional<String> projectSlug() {
        if (parentUrl.isPresent() || id.indexOf('/') < 0) {
            return parentUrl;
        }
        String[] path = id.split("/", -1);
        return path.length == PATH ? Optional.of(path[1]) : Optional.empty();
    }

    /** Whether it is of a version and does not tell of which project: a mere number. */
    public boolean isUnplacedVersion() {
        return is(ItemType.VERSION) && projectId().isEmpty() && projectSlug().isEmpty();
    }

    public Identity identity() {
        String project = (parentId.isPresent() ? parentId : parentUrl).orElse("");
        return new Identity(type, version.isPresent() ? project + "/" + version.get() : project, id);
    }

    /** The earliest time from which on any of these may be purged, unless a known one is earlier. */
    public static Optional<Instant> earliest(Optional<Instant> known, List<TrashEntry> entries) {
        Optional<Instant> earliest = known;
        for (TrashEntry entry : entries) {
            Optional<Instant> at = entry.scheduledCleanupAt();
            if (at.isPresent() && (earliest.isEmpty() || at.get().isBefore(earliest.get()))) {
                earliest = at;
            }
        }
        return earliest;
    }

    /** Who trashed it and when, where the entry tells either. */
    public Optional<TrashedBy> trashedBy() {
        return TrashedBy.of(deletedAt, deletedBy, deletedByName);
    }

    public boolean is(ItemType wanted) {
        return wanted.wireName().equals(type);
    }
}
