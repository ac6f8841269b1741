package dev.trashops.plan.model;

import java.util.List;
import java.util.Optional;

/**
 * Which items a policy may concern: globs with {@code *} and {@code ?} over slugs.
 *
 * @param projects over project slugs, covering their versions; absent means all
 * @param workflows over workflow slugs; absent means all
 */
public record Scope(Optional<List<String>> projects, Optional<List<String>> workflows) {
    public static final Scope ALL = new Scope(Optional.empty(), Optional.empty());

    /** Whether a policy with this scope may concern that item. */
    public boolean includes(ItemKey item) {
        Optional<List<String>> globs = item.type() == ItemType.WORKFLOW ? workflows : projects;
        return globs.map(list -> list.stream().map(Glob::new).anyMatch(glob -> glob.matches(item.slug())))
                .orElse(true);
    }
}
