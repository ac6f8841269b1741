package dev.trashops.roboflow.http;

import dev.trashops.plan.model.ItemKey;
import java.util.Optional;
import java.util.regex.Pattern;

/** A string that was checked to be a single segment of a path, wherever it came from. */
public record PathSegment(String text) {
    private static final Pattern SLUG = Pattern.compile(ItemKey.SLUG);
    private static final Pattern WORKSPACE = Pattern.compile(ItemKey.WORKSPACE_SLUG);

    public PathSegment {
        if (!SLUG.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "a slug is 1 to 128 letters, digits, '-', '_' and '.', but not '.' or '..' alone");
        }
    }

    /** The slug of a workspace, which cannot be a reserved word. */
    public static PathSegment ofWorkspace(String text) {
        PathSegment segment = new PathSegment(text);
        if (!WORKSPACE.matcher(text).matches()) {
            throw new IllegalArgumentException("'" + text + "' cannot be the slug of a workspace");
        }
        return segment;
    }

    /** The slug of an item, or of a version's project; empty if no request can be about that item. */
    public static Optional<PathSegment> of(ItemKey item) {
        return item.isAddressable() ? Optional.of(new PathSegment(item.slug())) : Optional.empty();
    }

    @Override
    public String toString() {
        return text;
    }
}
