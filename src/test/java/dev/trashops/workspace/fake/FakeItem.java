package dev.trashops.workspace.fake;

import dev.trashops.plan.model.InternalId;
import dev.trashops.plan.model.ItemId;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.Tristate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One thing in a workspace.
 *
 * @param key its present name
 * @param id its internal id; a version's is its project's
 * @param project the internal id of the project that it is or belongs to; a workflow's own
 * @param created when it was created
 * @param trained whether it has a trained model
 * @param usable whether it is generated and has images, as far as a read tells
 * @param deletedAt when it was moved to the Trash, if it is there
 * @param listed the slug by which the Trash lists it, which may be an older one
 */
public record FakeItem(
        ItemKey key,
        String id,
        String project,
        Instant created,
        boolean trained,
        Tristate usable,
        Optional<Instant> deletedAt,
        String listed) {
    static final Duration RETENTION = Duration.ofDays(30);

    public FakeItem trashed(Instant at) {
        return new FakeItem(key, id, project, created, trained, usable, Optional.of(at), key.slug());
    }

    public FakeItem restored() {
        return new FakeItem(key, id, project, created, trained, usable, Optional.empty(), key.slug());
    }

    /** It, or its project, was renamed; whether the Trash follows is not known of Roboflow. */
    FakeItem renamed(String slug, boolean follows) {
        return new FakeItem(
                key.withSlug(slug), id, project, created, trained, usable, deletedAt, follows ? slug : listed);
    }

    FakeItem withModel() {
        return new FakeItem(key, id, project, created, true, usable, deletedAt, listed);
    }

    FakeItem withId(String other) {
        return new FakeItem(key, other, other, created, trained, usable, deletedAt, listed);
    }

    public boolean is(ItemType type) {
        return key.type() == type;
    }

    /** What it is, whatever it is called. */
    public ItemId itemId() {
        return new ItemId(key.type(), new InternalId(id), is(ItemType.VERSION) ? key.version() : 0);
    }

    /** Whether it goes to the Trash with that thing. */
    public boolean isPartOf(FakeItem whole) {
        return key.withSlug("").ancestors().contains(whole.key.withSlug("")) && project.equals(whole.project);
    }

    /** What the Trash calls it. */
    public ItemKey listedKey() {
        return key.withSlug(listed);
    }

    public Instant cleanupAt() {
        return deletedAt.orElseThrow().plus(RETENTION);
    }
}
