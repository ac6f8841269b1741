package dev.trashops.roboflow.http;

import dev.trashops.plan.model.ItemKey;
import java.util.Set;
import java.util.regex.Pattern;

/** A part of a path that has been checked to be one segment, whatever it was read from. */
public record PathSegment(String text) {
    /** Words that stand for a route of their own where a project's slug could be. */
    static final Set<String> RESERVED = Set.of("trash", "workflows");

    private static final Pattern PATTERN = Pattern.compile(ItemKey.SLUG);

    public PathSegment {
        if (!PATTERN.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "a slug is 1 to 128 letters, digits, '-' and '_', and starts with a letter or digit");
        }
    }

    /** Of a project, which can't be a reserved word. */
    public static PathSegment ofProject(String text) {
        if (RESERVED.contains(text)) {
            throw new IllegalArgumentException("no project can have the slug '" + text + "'");
        }
        return new PathSegment(text);
    }

    /** As in a path. */
    @Override
    public String toString() {
        return text;
    }
}
