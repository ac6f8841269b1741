package dev.trashops.plan.model;

import java.util.Optional;

/**
 * What else a list of active items tells of one, for people to recognize it by. Nothing is decided by it.
 *
 * @param name what people call it, which is not its slug
 * @param images how many images it has
 */
public record ItemDetails(Optional<String> name, Optional<Integer> images) {
    public static final ItemDetails NONE = new ItemDetails(Optional.empty(), Optional.empty());
}
