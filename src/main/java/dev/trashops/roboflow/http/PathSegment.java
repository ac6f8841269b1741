package dev.trashops.roboflow.http;

import dev.trashops.plan.model.ItemKey;
import java.util.regex.Pattern;

/** A part of a path that has been checked to be one segment, whatever it was read from. */
public record PathSegment(String text) {
    private static final Pattern PATTERN = Pattern.compile(ItemKey.SLUG);
    private static final Pattern PROJECT = Pattern.compile(ItemKey.PROJECT_SLUG);

    public PathSegment {
        if (!PATTERN.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "a slug is 1 to 128 letters, digits, '-' and '_', and starts with a letter or digit");
        }
    }

    /** Of a project, which can't be a reserved word. */
    public static PathSegment ofProject(String text) {
        PathSegment segment = new PathSegment(text);
        if (!PROJECT.matcher(text).matches()) {
            throw new IllegalArgumentException("no project can have the slug '" + text + "'");
        }
        return segment;
    }

    /** As in a path. */
    @Override
    public String toString() {
        return text;
    }
}
