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
    private Optional<String> url;
    private Optional<String> parentId;
    private Optional<Boolean> parentInTrash = Optional.empty();
    private Optional<Instant> deletedAt = Optional.of(WorkspaceScenario.NOW.minus(Duration.ofDays(5)));
    private Optional<Instant> cleanupAt = Optional.of(WorkspaceScenario.NOW.plus(Duration.ofDays(25)));
    private Optional<Instant> likelyCleanupAt = Optional.empty();
    private Optional<String> deletedBy = Optional.of("somebody");
    private Optional<String> deletedByName = Optional.empty();
    private final Optional<Integer> version;
    private Optional<Boolean> images = Optional.of(false);

    TrashEntryBuilder(ItemKey item) {
        this.item = item;
        this.type = item.type().wireName();
        this.id = switch (item.type()) {
            case PROJECT, WORKFLOW -> "id-" + item.slug();
            case VERSION -> String.valueOf(item.version());
            case TRAINING -> item.training();
        };
        this.url = Optional.of(item.slug());
        this.parentId = item.parent().map(parent -> "id-" + item.slug());
        this.version = item.type() == ItemType.TRAINING ? Optional.of(item.version()) : Optional.empty();
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

    /** Listed under another slug than the item has in the test: it was renamed before. */
    public TrashEntryBuilder called(String slug) {
        url = Optional.of(slug);
        return this;
    }

    /** The listing does not tell its slug; for a version not that of its project. */
    public TrashEntryBuilder nameless() {
        url = Optional.empty();
        return this;
    }

    /** The listing does not tell the id of its project. */
    public TrashEntryBuilder withoutParentId() {
        parentId = Optional.empty();
        return this;
    }

    /** Its id in another form. */
    public TrashEntryBuilder odd(String form) {
        id = form;
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

    /** The listing does not tell when it may be purged, which is probably then. */
    public TrashEntryBuilder likelyCleanupAt(Instant at) {
        cleanupAt = Optional.empty();
        likelyCleanupAt = Optional.of(at);
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
        boolean part = item.parent().isPresent();
        TrashEntry told = new TrashEntry(
                type,
                id,
                Optional.of("The " + item),
                part ? Optional.empty() : url,
                parentId,
                part ? url : Optional.empty(),
                parentInTrash,
                deletedAt,
                cleanupAt,
                deletedBy,
                deletedByName,
                images,
                version);
        return likelyCleanupAt.map(told::withLikelyCleanup).orElse(told);
    }
}
