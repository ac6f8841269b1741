package dev.trashops.plan;

import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.TrashEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Describes one entry of the Trash; what is not said is the ordinary case. */
final class GivenEntry {
    private final ItemKey item;
    private String type;
    private String id;
    private Optional<String> parentId;
    private Optional<Boolean> parentInTrash = Optional.empty();
    private Optional<Instant> deletedAt = Optional.of(Given.NOW.minus(Duration.ofDays(5)));
    private Optional<Instant> cleanupAt = Optional.of(Given.NOW.plus(Duration.ofDays(25)));
    private Optional<String> deletedBy = Optional.of("somebody");
    private Optional<String> deletedByName = Optional.empty();
    private boolean images;

    GivenEntry(ItemKey item) {
        this.item = item;
        boolean version = item.type() == ItemType.VERSION;
        this.type = item.type().wireName();
        this.id = version ? String.valueOf(item.version()) : "id-" + item.slug();
        this.parentId = version ? Optional.of("id-" + item.slug()) : Optional.empty();
    }

    GivenEntry ofType(String other) {
        type = other;
        return this;
    }

    /** The internal id; for a version that of its project. */
    GivenEntry id(String other) {
        if (item.type() == ItemType.VERSION) {
            parentId = Optional.of(other);
        } else {
            id = other;
        }
        return this;
    }

    GivenEntry withParent() {
        parentInTrash = Optional.of(true);
        return this;
    }

    GivenEntry deletedAt(Instant at) {
        deletedAt = Optional.of(at);
        return this;
    }

    GivenEntry cleanupAt(Instant at) {
        cleanupAt = Optional.of(at);
        return this;
    }

    GivenEntry by(String uid) {
        deletedBy = Optional.of(uid);
        return this;
    }

    GivenEntry byName(String name) {
        deletedByName = Optional.of(name);
        return this;
    }

    /** The listing says neither who trashed it nor when, nor when it may be purged. */
    GivenEntry sayingNothing() {
        deletedBy = Optional.empty();
        deletedAt = Optional.empty();
        cleanupAt = Optional.empty();
        return this;
    }

    GivenEntry takingImages() {
        images = true;
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
                Optional.of(images));
    }
}
