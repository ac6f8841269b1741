package dev.trashops.plan.testdata;

import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.TrashEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Describes one entry of the Trash; what is not said is the ordinary case. */
public final class TrashEntryBuilder {
    private final ItemKey item;
    private String type;
    private String id;
    private Optional<String> parentId;
    private Optional<Boolean> parentInTrash = Optional.empty();
    private Optional<Instant> deletedAt = Optional.of(WorkspaceScenario.NOW.minus(Duration.ofDays(5)));
    private Optional<Instant> cleanupAt = Optional.of(WorkspaceScenario.NOW.plus(Duration.ofDays(25)));
    private Optional<String> deletedBy = Optional.of("somebody");
    private Optional<String> deletedByName = Optional.empty();
    private Optional<Boolean> images = Optional.of(false);

    TrashEntryBuilder(ItemKey item) {
        this.item = item;
        boolean version = item.type() == ItemType.VERSION;
        this.type = item.type().wireName();
        this.id = version ? String.valueOf(item.version()) : "id-" + item.slug();
        this.parentId = version ? Optional.of("id-" + item.slug()) : Optional.empty();
    }

    TrashEntryBuilder ofType(String other) {
        type = other;
        return this;
    }

    /** The internal id; for a version that of its project. */
    public TrashEntryBuilder id(String other) {
        if (item.type() == ItemType.VERSION) {
            parentId = Optional.of(other);
        } else {
            id = other;
        }
        return this;
    }

    public TrashEntryBuilder withParent() {
        parentInTrash = Optional.of(true);
        return this;
    }

    public TrashEntryBuilder deletedAt(Instant at) {
        deletedAt = Optional.of(at);
        return this;
    }

    public TrashEntryBuilder cleanupAt(Instant at) {
        cleanupAt = Optional.of(at);
        return this;
    }

    public TrashEntryBuilder by(String uid) {
        deletedBy = Optional.of(uid);
        return this;
    }

    public TrashEntryBuilder byName(String name) {
        deletedByName = Optional.of(name);
        return this;
    }

    /** The listing says neither who trashed it nor when, nor when it may be purged and whether with images. */
    public TrashEntryBuilder sayingNothing() {
        deletedBy = Optional.empty();
        deletedAt = Optional.empty();
        cleanupAt = Optional.empty();
        images = Optional.empty();
        return this;
    }

    public TrashEntryBuilder takingImages() {
        images = Optional.of(true);
        return this;
    }

    TrashEntry build() {
        boolean version = item.type() == ItemType.VERSION;
        return new TrashEntry(
                type,
                id,
                Optional.of("The " + item),
                version ? Optional.empty() : Optional.of(item.slug()),
                parentId,
                version ? Optional.of(item.slug()) : Optional.empty(),
                parentInTrash,
                deletedAt,
                cleanupAt,
                deletedBy,
                deletedByName,
                images);
    }
}
