package dev.trashops.plan.model;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a person calls an item inside its workspace: type and slug, and for a version its number.
 *
 * @param slug the project's slug for a project or a version, the workflow's slug for a workflow
 * @param version the version's number, at least 1; 0 for everything else
 */
public record ItemKey(ItemType type, String slug, int version) implements Comparable<ItemKey> {
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

    private static final Pattern ANY = Pattern.compile(SLUG);
    private static final Pattern PROJECT = Pattern.compile(PROJECT_SLUG);

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

    /** Whether a TrashedItem can name it. */
    public boolean hasValidSlug() {
        return ANY.matcher(slug).matches();
    }

    /** Whether a request can be about it; one of a reserved word would call another route. */
    public boolean isAddressable() {
        return (type == ItemType.WORKFLOW ? ANY : PROJECT).matcher(slug).matches();
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
