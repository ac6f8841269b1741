package dev.trashops.plan.model;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a person calls an item inside its workspace: type and slug, for a version its number, and for a training the
 * number of its version and its own id.
 *
 * @param slug the workflow's slug for a workflow, the project's slug for everything else
 * @param version the number of the version, or of the version that a training belongs to, at least 1; 0 for everything else
 * @param training the id of a training; empty text for everything else
 */
public record ItemKey(ItemType type, String slug, int version, String training) implements Comparable<ItemKey> {
    /**
     * What slugs look like: 1 to 128 letters, digits, {@code -}, {@code _} and {@code .}, though not {@code .} or {@code ..}
     * alone, which mean other addresses. The schema's RE2 knows no lookahead, hence the three alternatives.
     */
    public static final String SLUG = "(?:[A-Za-z0-9_-][A-Za-z0-9._-]{0,127}|[.][A-Za-z0-9_-][A-Za-z0-9._-]{0,126}"
            + "|[.]{2}[A-Za-z0-9._-]{1,126})";

    /** What slugs of workspaces look like. */
    public static final String WORKSPACE_SLUG = "(?!(?i:" + ReservedWords.WORKSPACES + ")(?:/|$))" + SLUG;

    /** What slugs of projects look like. */
    public static final String PROJECT_SLUG = "(?!(?i:" + ReservedWords.PROJECTS + ")(?:/|$))" + SLUG;

    /**
     * What ids of trainings look like: opaque, and in an older form {@code workspace/project/3}. A server that decodes a path
     * too early must not find another address in one: no part is empty, {@code .} or {@code ..}, and none has to be decoded.
     */
    public static final String TRAINING_ID =
            "(?=.{1,300}$)(?!\\.{1,2}(?:/|$))[A-Za-z0-9._~:=@+-]+" + "(?:/(?!\\.{1,2}(?:/|$))[A-Za-z0-9._~:=@+-]+)*";

    private static final Comparator<ItemKey> ORDER = Comparator.comparing(ItemKey::type)
            .thenComparing(ItemKey::slug)
            .thenComparingInt(ItemKey::version)
            .thenComparing(ItemKey::training);

    public ItemKey {
        if ((type == ItemType.VERSION || type == ItemType.TRAINING) != (version > 0)) {
            throw new IllegalArgumentException(
                    "versions and trainings have a version number of at least 1, nothing else has one");
        }
        if ((type == ItemType.TRAINING) == training.isEmpty()) {
            throw new IllegalArgumentException("a training has an id of its own, nothing else has one");
        }
    }

    public static ItemKey project(String slug) {
        return new ItemKey(ItemType.PROJECT, slug, 0, "");
    }

    public static ItemKey version(String project, int number) {
        return new ItemKey(ItemType.VERSION, project, number, "");
    }

    public static ItemKey workflow(String slug) {
        return new ItemKey(ItemType.WORKFLOW, slug, 0, "");
    }

    /** A training of a version, by its own id. */
    public static ItemKey training(String project, int number, String id) {
        return new ItemKey(ItemType.TRAINING, project, number, id);
    }

    /** The project that a version belongs to, or the version that a training belongs to; nothing for others. */
    public Optional<ItemKey> parent() {
        return switch (type) {
            case PROJECT, WORKFLOW -> Optional.empty();
            case VERSION -> Optional.of(project(slug));
            case TRAINING -> Optional.of(version(slug, version));
        };
    }

    /** Whether it lies in something: a version or a training. */
    public boolean isPart() {
        return type == ItemType.VERSION || type == ItemType.TRAINING;
    }

    /** Everything that it lies in and goes to the Trash with, the nearest first. */
    public List<ItemKey> ancestors() {
        return switch (type) {
            case PROJECT, WORKFLOW -> List.of();
            case VERSION -> List.of(project(slug));
            case TRAINING -> List.of(version(slug, version), project(slug));
        };
    }

    /** The same under another slug. */
    public ItemKey withSlug(String other) {
        return slug.equals(other) ? this : new ItemKey(type, other, version, training);
    }

    /** Whether a TrashedItem can name it. */
    public boolean hasValidSlug() {
        return Slugs.isSlug(slug);
    }

    /** Whether a request can be about it; one of a reserved word would call another route. */
    public boolean isAddressable() {
        return Slugs.isSlug(slug) && (type == ItemType.WORKFLOW || !Slugs.isReservedForProjects(slug));
    }

    /** As in a sentence, such as {@code version my-detector/3}. */
    public String described() {
        return type.noun() + " " + this;
    }

    @Override
    public int compareTo(ItemKey other) {
        return ORDER.compare(this, other);
    }

    /** As people write it, such as {@code my-detector/3}, or {@code my-detector/3/} and a training's id. */
    @Override
    public String toString() {
        return switch (type) {
            case PROJECT, WORKFLOW -> slug;
            case VERSION -> slug + "/" + version;
            case TRAINING -> slug + "/" + version + "/" + training;
        };
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || (other instanceof ItemKey that
                        && type == that.type
                        && version == that.version
                        && slug.equals(that.slug)
                        && training.equals(that.training));
    }

    @Override
    public int hashCode() {
        return 31 * (31 * slug.hashCode() + version) + type.hashCode() + training.hashCode();
    }
}
