package dev.trashops.plan.model;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The kinds of things that Roboflow's Trash is known to hold and that a claim can name. A training is one run of a version. */
public enum ItemType {
    PROJECT,
    VERSION,
    WORKFLOW,
    TRAINING;

    private static final Map<String, ItemType> BY_WIRE_NAME =
            Stream.of(values()).collect(Collectors.toUnmodifiableMap(ItemType::wireName, type -> type));

    private final String wireName = name().toLowerCase(Locale.ROOT);

    /** What Roboflow calls it in answers and requests, such as {@code project}. */
    public String wireName() {
        return wireName;
    }

    /** The scope that a key needs to trash or restore it. Nothing documents one for trainings, and they are parts of versions. */
    public String updateScope() {
        return (this == TRAINING ? VERSION : this).wireName() + ":update";
    }

    /** As in a message to a person; the same as on the wire. */
    public String noun() {
        return wireName();
    }

    /** The type of that wire name, or nothing for one that this program does not know. */
    public static Optional<ItemType> ofWireName(String name) {
        return Optional.ofNullable(BY_WIRE_NAME.get(name));
    }
}
