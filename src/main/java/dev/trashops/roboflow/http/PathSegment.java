package dev.trashops.roboflow.http;

import dev.trashops.plan.model.ItemKey;
import java.util.regex.Pattern;

/** A string that was checked to be a single segment of a path, wherever it came from. */
public record PathSegment(String text) {
    private static final Pattern PATTERN = Pattern.compile(ItemKey.SLUG);
    private static final Pattern PROJECT = Pattern.compile(ItemKey.PROJECT_SLUG);

    public PathSegment {
        if (!PATTERN.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "a slug is 1 to 128 letters, digits, '-' and '_', and starts with a letter or digit");
        }
    }

    /** The slug of a project, which cannot be a reserved word. */
    public static PathSegment ofProject(String text) {
        PathSegment segment = new PathSegment(text);
        if (!PROJECT.matcher(text).matches()) {
            throw new IllegalArgumentException("'" + text + "' cannot be the slug of a project");
        }
        return segment;
    }

    @Override
    public String toString() {
        return text;
    }
}
