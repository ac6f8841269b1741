package dev.trashops.workspace.fake;

import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.TrashEntry;
import dev.trashops.plan.model.Tristate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One thing in a workspace.
 *
 * @param key its name
 * @param id its internal id; a version's is its project's
 * @param created when it was created
 * @param trained whether it has a trained model
 * @param usable whether it is generated and has images, as far as a read tells
 * @param deletedAt when it was moved to the Trash, if it is there
 */
public record FakeItem(
        ItemKey key, String id, Instant created, boolean trained, Tristate usable, Optional<Instant> deletedAt) {
    static final Duration RETENTION = Duration.ofDays(30);

    public FakeItem trashed(Instant at) {
        return new FakeItem(key, id, created, trained, usable, Optional.of(at));
    }

    public FakeItem restored() {
        return new FakeItem(key, id, created, trained, usable, Optional.empty());
    }

    FakeItem withId(String other) {
        return new FakeItem(key, other, created, trained, usable, deletedAt);
    }

    public boolean is(ItemType type) {
        return key.type() == type;
    }

    public Instant cleanupAt() {
        return deletedAt.orElseThrow().plus(RETENTION);
    }

    /** Its entry in a listing of the Trash. */
    public TrashEntry entry(boolean parentInTrash) {
        boolean version = is(ItemType.VERSION);
        boolean part = key.parent().isPresent();
        return new TrashEntry(
                key.type().wireName(),
                version ? String.valueOf(key.version()) : id,
                Optional.of("Some " + key.type().noun()),
                part ? Optional.empty() : Optional.of(key.slug()),
                version ? Optional.of(id) : Optional.empty(),
                part ? Optional.of(key.slug()) : Optional.empty(),
                part ? Optional.of(parentInTrash) : Optional.empty(),
                deletedAt,
                Optional.of(cleanupAt()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                is(ItemType.TRAINING) ? Optional.of(key.version()) : Optional.empty());
    }
}
