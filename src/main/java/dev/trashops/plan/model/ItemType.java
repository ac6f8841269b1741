package dev.trashops.plan.model;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The kinds of things that Roboflow's Trash is known to hold and that a claim can name. A training is one run of a version. */
public enum ItemType {
    PROJECT,
    VERSION,
    WORKFLOW,
    TRAINING;

    /** What Roboflow calls it in answers and requests, such as {@code project}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
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
        return Stream.of(values()).filter(type -> type.wireName().equals(name)).findFirst();
    }
}
