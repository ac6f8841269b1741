package dev.trashops.plan.model;

import java.util.Comparator;
import java.util.Optional;

/**
 * What a person calls an item inside its workspace: type and slug, and for a version its number.
 *
 * @param slug the project's slug for a project or a version, the workflow's slug for a workflow
 * @param version the version's number, at least 1; 0 for everything else
 */
public record ItemKey(ItemType type, String slug, int version) implements Comparable<ItemKey> {
    /** What slugs look like, those of workspaces too. */
    public static final String SLUG = "[A-Za-z0-9][A-Za-z0-9_-]{0,127}";

    /** What slugs of projects look like: two names, in whatever case, are routes of their own. */
    public static final String PROJECT_SLUG = "(?!(?i:trash|workflows)(?:/|$))" + SLUG;

    private static final Comparator<ItemKey> ORDER =
            Comparator.comparing(ItemKey::type).thenComparing(ItemKey::slug).thenComparingInt(ItemKey::version);

    public ItemKey {
        if ((type == ItemType.VERSION) != (version > 0)) {
            throw new IllegalArgumentException("a version has a number of at least 1, nothing else has one");
        }
    }

    public static ItemKey project(String slug) {
        return new ItemKey(ItemType.PROJECT, slug, 0);
    }

    public static ItemKey version(String project, int number) {
        return new ItemKey(ItemType.VERSION, project, number);
    }

    public static ItemKey workflow(String slug) {
        return new ItemKey(ItemType.WORKFLOW, slug, 0);
    }

    /** The project that a version belongs to; nothing for projects and workflows. */
    public Optional<ItemKey> parent() {
        return type == ItemType.VERSION ? Optional.of(project(slug)) : Optional.empty();
    }

    /** The same under another slug. */
    public ItemKey withSlug(String other) {
        return new ItemKey(type, other, version);
    }

    /** As in a sentence, such as {@code version my-detector/3}. */
    public String described() {
        return type.noun() + " " + this;
    }

    @Override
    public int compareTo(ItemKey other) {
        return ORDER.compare(this, other);
    }

    /** As people write it, such as {@code my-detector/3}. */
    @Override
    public String toString() {
        return type == ItemType.VERSION ? slug + "/" + version : slug;
    }
}
