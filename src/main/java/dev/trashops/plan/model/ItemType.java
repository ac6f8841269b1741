package dev.trashops.plan.model;

import java.util.Locale;
import java.util.Optional;

/** The kinds of things that Roboflow's Trash is known to hold and that a claim can name. */
public enum ItemType {
    PROJECT,
    VERSION,
    WORKFLOW;

    /** The word Roboflow uses for it in answers and requests, such as {@code project}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The word a message to a person uses; the same as on the wire. */
    public String noun() {
        return wireName();
    }

    /** The type of that wire name, or nothing for one that this program does not know. */
    public static Optional<ItemType> ofWireName(String name) {
        for (ItemType type : values()) {
            if (type.wireName().equals(name)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
